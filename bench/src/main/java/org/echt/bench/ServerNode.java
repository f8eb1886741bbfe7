package org.echt.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.echt.app.boot.Main;
import tools.jackson.databind.json.JsonMapper;

/** One server of an installation, as a process of its own on a free port. */
final class ServerNode implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("answers at (http://[^/]+)/");

    /** The load says itself whom it comes from; a port for operators is not wanted three times. */
    private static final String SETTINGS = """
            web.address-header = X-Forwarded-For
            web.drain = 2 s
            operators.port = 0
            """;

    private static final int PATIENCE_SECONDS = 40;

    private final Process process;
    private final String address;
    private final HttpClient client = HttpClient.newHttpClient();

    private ServerNode(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** On a free port; returns when it answers. */
    static ServerNode start(Path data) throws IOException {
        return start(data, 0);
    }

    /** Returns when it answers. */
    static ServerNode start(Path data, int port) throws IOException {
        var settings = Files.writeString(data.resolve("node.conf"), SETTINGS);
        var process = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx1g",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--config",
                        settings.toString(),
                        "--data",
                        data.toString(),
                        "serve",
                        "--port",
                        Integer.toString(port)))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        var said = new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            var told = ADDRESS.matcher(line);
            if (told.find()) {
                Thread.ofPlatform().daemon().start(() -> drain(said));
                return new ServerNode(process, told.group(1));
            }
        }
        throw new IOException("a server did not come up");
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

    /** One answer's body. */
    String body(String path, String accept) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Accept", accept)
                .build();
        return client.send(request, BodyHandlers.ofString()).body();
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
