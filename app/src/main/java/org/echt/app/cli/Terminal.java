package org.echt.app.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The three streams of the process and what is behind them.
 *
 * @param in standard input
 * @param out data
 * @param err talk
 * @param inIsTerminal a person can be asked
 * @param outIsTerminal a person reads the data
 * @param errIsTerminal a progress bar can be drawn
 * @param colours whether colours are wanted
 */
record Terminal(
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean inIsTerminal,
        boolean outIsTerminal,
        boolean errIsTerminal,
        boolean colours) {
    /** Those of this process; UTF-8, and no colours where NO_COLOR is set (no-color.org) or TERM is dumb. */
    static Terminal system() {
        boolean out = isTerminal(1);
        String noColour = System.getenv("NO_COLOR");
        boolean colours = out && (noColour == null || noColour.isEmpty()) && !"dumb".equals(System.getenv("TERM"));
        return new Terminal(
                new FileInputStream(FileDescriptor.in),
                new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                isTerminal(0),
                out,
                isTerminal(2),
                colours);
    }

    /** Java tells only of both input and output together; Linux tells of each. */
    private static boolean isTerminal(int descriptor) {
        try {
            var target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor));
            return target.startsWith("/dev/pts") || target.toString().startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException _) {
            return Optional.ofNullable(System.console())
                    .map(Console::isTerminal)
                    .orElse(false);
        }
    }
}
