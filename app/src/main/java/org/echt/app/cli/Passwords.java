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

/** Where a command gets a password from: a file, or the terminal. Never an option or the environment. */
final class Passwords {
    private Passwords() {}

    static String read(Shell shell, @Nullable Path file, String prompt) throws IOException {
        if (file != null) {
            return Files.readString(shell.path(file)).strip();
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
