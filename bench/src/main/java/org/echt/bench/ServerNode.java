package org.echt.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.echt.app.boot.Main;
import tools.jackson.databind.json.JsonMapper;

/** One server of an installation, as a process of its own on a free port. */
final class ServerNode implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("answers at (http://[^/]+)/");

    private static final Pattern COMPILER = Pattern.compile("\\(C[12] Comp");

    /** What Linux counts processor time in for programs: hundredths of a second. */
    private static final long TICK_NANOS = 10_000_000;

    /** The load says itself whom it comes from; a port for operators is not wanted three times. */
    private static final String SETTINGS = """
            web.address-header = X-Forwarded-For
            web.drain = 2 s
            operators.port = 0
            """;

    private static final int PATIENCE_SECONDS = 40;

    /** What {@code ./echt} starts its JVM with. */
    static final List<String> LAUNCHER =
            List.of("-XX:+UseCompactObjectHeaders", "-XX:+UseParallelGC", "--enable-native-access=ALL-UNNAMED");

    private final Process process;
    private final String address;
    private final long began;
    private final HttpClient client = HttpClient.newHttpClient();

    /**
     * How a server is started.
     *
     * @param java options of its JVM
     * @param settings lines of its configuration besides those of every node
     */
    record Way(List<String> java, String settings) {
        static final Way USUAL = new Way(List.of("-Xmx1g", "--enable-native-access=ALL-UNNAMED"), "");
    }

    private ServerNode(Process process, String address, long began) {
        this.process = process;
        this.address = address;
        this.began = began;
    }

    /** On a free port; returns when it answers. */
    static ServerNode start(Path data) throws IOException {
        return start(data, 0);
    }

    /** Returns when it answers. */
    static ServerNode start(Path data, int port) throws IOException {
        return start(data, port, Way.USUAL);
    }

    /** Returns when it answers. */
    static ServerNode start(Path data, int port, Way way) throws IOException {
        var settings = Files.writeString(data.resolve("node.conf"), SETTINGS + way.settings);
        var command = new ProcessBuilder(java(
                        way.java,
                        Main.class,
                        "--config",
                        settings.toString(),
                        "--data",
                        data.toString(),
                        "serve",
                        "--port",
                        Integer.toString(port)))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        long began = System.nanoTime();
        var process = command.start();
        var said = new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            var told = ADDRESS.matcher(line);
            if (told.find()) {
                Thread.ofPlatform().daemon().start(() -> drain(said));
                return new ServerNode(process, told.group(1), began);
            }
        }
        throw new IOException("a server did not come up");
    }

    /** A command that runs a class of this program in a JVM of its own. */
    static List<String> java(List<String> options, Class<?> main, String... arguments) {
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static void drain(BufferedReader said) {
        try {
            while (said.readLine() != null) {
                // only so that the process never waits for a reader
            }
        } catch (IOException _) {
            // the process has ended
        }
    }

    /** What it answers about the safety of the item at {@code path}: {@code AFFECTED}, {@code NOT_AFFECTED}, ... */
    String safety(String path) throws IOException, InterruptedException {
        var body = body(path, "application/json");
        return JsonMapper.shared().readTree(body).path("safety").path("answer").asString("");
    }

    /** Where it answers, without a slash at the end. */
    String address() {
        return address;
    }

    int port() {
        return URI.create(address).getPort();
    }

    long pid() {
        return process.pid();
    }

    /** When its process was started, {@link System#nanoTime}. */
    long began() {
        return began;
    }

    /** Processor time of its process so far, in nanoseconds; in steps of what the system counts, often 10 ms. */
    long cpuNanos() {
        return process.info().totalCpuDuration().orElseThrow().toNanos();
    }

    /** Of it, what the JVM's compilers have used, by what Linux tells of threads; those that have ended are forgotten. */
    long compilerNanos() throws IOException {
        long ticks = 0;
        try (var tasks = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid()), "task"))) {
            for (var task : tasks) {
                var stat = Files.readString(task.resolve("stat"));
                var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                ticks += COMPILER.matcher(stat).find() ? Long.parseLong(fields[11]) + Long.parseLong(fields[12]) : 0;
            }
        }
        return ticks * TICK_NANOS;
    }

    /** One answer's body. */
    String body(String path, String accept) throws IOException, InterruptedException {
        return answer(path, accept).body();
    }

    /** One answer. */
    HttpResponse<String> answer(String path, String accept) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Accept", accept)
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    /** {@code kill -9}; returns when it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM; returns when it has ended by itself. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("a server did not stop within " + PATIENCE_SECONDS + " s");
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close();
    }
}
