package org.echt.app.sign;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program of that name: other eyes than those that signed. */
final class OpenSsl {
    /** What it said. */
    record Said(int exit, String text) {}

    private OpenSsl() {}

    static Said run(Path folder, String... arguments) throws IOException, InterruptedException {
        return run(folder, "openssl", List.of(arguments));
    }

    static Said run(Path folder, String program, List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(program));
        command.addAll(arguments);
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }
}
