package org.echt.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.echt.app.boot.Main;
import tools.jackson.databind.json.JsonMapper;

/** One server of an installation, as a process of its own on a free port. */
final class ServerNode implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("answers at (http://[^/]+)/");

    private final Process process;
    private final String address;
    private final HttpClient client = HttpClient.newHttpClient();

    private ServerNode(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** Returns when it answers. */
    static ServerNode start(Path data) throws IOException {
        var process = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx1g",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--data",
                        data.toString(),
                        "serve",
                        "--port",
                        "0"))
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
        var request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Accept", "application/json")
                .build();
        var body = client.send(request, BodyHandlers.ofString()).body();
        return JsonMapper.shared().readTree(body).path("safety").path("answer").asString("");
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
