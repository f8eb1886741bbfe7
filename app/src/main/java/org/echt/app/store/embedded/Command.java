package org.echt.app.store.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs with a bare environment: nothing of the caller's PG... or locale variables reaches them. */
final class Command {
    /**
     * @param status exit status; 127 when the program could not be started
     * @param output standard output and error together, stripped
     */
    record Result(int status, String output) {
        boolean ok() {
            return status == 0;
        }
    }

    private Command() {}

    static ProcessBuilder prepare(List<String> command, Path directory) {
        var builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("TZ", "UTC");
        return builder.redirectInput(Path.of("/dev/null").toFile());
    }

    /** Runs to the end, or kills it after the timeout. A program that does not exist is a result, not an exception. */
    static Result run(List<String> command, Path directory, Duration timeout) {
        try {
            var output = Files.createTempFile("echt-command", ".out");
            try {
                return run(prepare(command, directory).redirectOutput(output.toFile()), output, timeout);
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            return new Result(127, String.valueOf(e.getMessage()));
        }
    }

    private static Result run(ProcessBuilder builder, Path output, Duration timeout) throws IOException {
        var process = builder.start();
        try {
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return new Result(124, "no end after " + timeout.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw Pause.interrupted(e);
        }
        var text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8).strip();
        return new Result(process.exitValue(), text);
    }
}
