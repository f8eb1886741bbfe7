package org.echt.app.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command gets a password from: a file, or the terminal. Never an argument or the environment. */
final class PasswordSource {
    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "File with the password; asked for otherwise.")
    @Nullable
    Path file;

    /** The password in a file. */
    static String of(Path file) throws IOException {
        return Files.readString(file).strip();
    }

    String read(Shell shell, String prompt) throws IOException {
        var given = file;
        if (given != null) {
            return of(shell.path(given));
        }
        if (!shell.terminal().inIsTerminal()) {
            throw Complaint.usage("there is no terminal to ask for the password at", "Give: --password-file FILE");
        }
        var console = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .orElse(null);
        if (console != null) {
            shell.terminal().err().print(prompt + " ");
            var typed = console.readPassword();
            return typed == null ? "" : new String(typed);
        }
        shell.terminal().err().print(prompt + "\n");
        var line = new BufferedReader(new InputStreamReader(shell.terminal().in(), StandardCharsets.UTF_8)).readLine();
        return line == null ? "" : line;
    }
}
