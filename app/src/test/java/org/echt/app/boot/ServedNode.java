package org.echt.app.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.echt.app.cli.Commands;
import org.echt.app.cli.Commands.Said;

/** A node with its server, asked over HTTP and by commands. */
record ServedNode(Install install, Node node, Server server, HttpClient client) implements AutoCloseable {
    static ServedNode start(Install install, Node node) {
        return new ServedNode(install, node, Server.start(node), HttpClient.newHttpClient());
    }

    HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    /** Runs a command and expects its exit code. */
    Said echt(int exit, String... words) {
        var said = new Commands(new OpenNode(node), install.folder()).run("", words);
        assertEquals(exit, said.exit(), said.toString());
        return said;
    }

    @Override
    public void close() {
        client.close();
        node.close();
        install.close();
    }
}
