package org.echt.app.store.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Another JVM with the same data folder. Its main opens the folder, tells the URL, and closes at the end of its input.
 */
final class Guest implements AutoCloseable {
    private final Process process;
    private final String url;

    private Guest(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    static Guest start(Path dataDir, String... prefix) throws IOException {
        var command = new ArrayList<>(List.of(prefix));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Guest.class.getName(),
                dataDir.toString()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var said = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("jdbc:")) {
                return new Guest(process, line);
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("The other JVM did not open the folder:\n" + said);
    }

    String url() {
        return url;
    }

    /** As kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().join();
    }

    /** @param arguments the data folder */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException {
        long begin = System.nanoTime();
        try (var postgres = EmbeddedPostgres.open(Path.of(arguments[0]), Trial.SMALL)) {
            System.out.println("opened in " + (System.nanoTime() - begin) / 1_000_000 + " ms");
            System.out.println(Objects.requireNonNull(postgres.jdbcUrl()));
            System.out.flush();
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }
}
