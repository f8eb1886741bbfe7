package org.echt.app.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;

/**
 * Runs commands within a test, with their streams caught.
 *
 * @param starter opens what they work on
 * @param folder relative paths count from here
 */
public record Commands(Starter starter, Path folder) {
    /** What a command said, and how it ended. */
    public record Said(int exit, String out, String err) {}

    /** Runs one command; {@code input} is its standard input. */
    public Said run(String input, String... words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false,
                false,
                false);
        var surroundings = new Shell.Surroundings(
                folder, "jonas.kern", new Random(11), System::nanoTime, () -> new NeverStopped());
        int exit = Cli.run(words, new Shell(terminal, starter, surroundings));
        return new Said(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static final class NeverStopped implements Interrupts.Guard {
        @Override
        public boolean stopping() {
            return false;
        }

        @Override
        public void close() {}
    }
}
