package org.echt.app.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.echt.app.config.ConfigFile;
import org.echt.app.keys.KeystoreFile;
import org.echt.app.webhook.EventData;
import org.echt.core.access.Act;
import org.echt.core.access.Actor;
import org.echt.core.access.Role;
import org.echt.core.webhook.Event;
import org.echt.core.webhook.EventType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real parts put together: key store, configuration, database, signed requests. */
class WebhooksIT {
    private static final Act ADA = new Act(Actor.of("ada", Role.ADMIN), "");

    @TempDir
    Path folder = Path.of("");

    private final BlockingQueue<Got> got = new LinkedBlockingQueue<>();

    private record Got(String content, String signature) {}

    @Test
    void anEndpointIsTriedAndToldOfARecall() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        var config = Files.writeString(folder.resolve("echt.conf"), "webhook.targets = private\nweb.port = 0\n");
        var keystore = Files.createDirectory(folder.resolve("data")).resolve("keys.txt");
        KeystoreFile.create(keystore, "acme", new SecureRandom());
        var server = server();
        try (var node = Node.open(ConfigFile.read(config));
                var sender = node.webhookSender()) {
            var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/in";
            var endpoint = node.webhooks().add("crm", url, EnumSet.of(EventType.RECALL_VERSION), ADA);
            var key = node.webhooks().publicKey(endpoint.keys().getFirst());
            var tried = node.tryWebhook(endpoint);
            assertEquals(200, tried.attempt().status());
            assertEquals("thanks", tried.body());
            verified(key, "\"type\":\"echt.test\"");
            sender.deliverer().start();
            var event = Event.recallVersion("R-2026-001", 1, Instant.now());
            var data = EventData.recallVersion("R-2026-001", 1, "PUBLISHED", "https://id.acme.example/r/R-2026-001");
            assertEquals(1, sender.deliverer().put(event, data));
            verified(key, "\"source\":\"https://id.acme.example\",\"type\":\"echt.recall.version\"");
        } finally {
            server.stop(0);
        }
    }

    /** A telephone number is taken as soon as somebody sends texts; what is asked for comes by the gateway. */
    @Test
    void whoWatchesByTelephoneIsToldByText() throws Exception {
        var server = server();
        try (var install = Install.withKeys()) {
            var plant = Plant.build(install);
            var config = Files.writeString(
                    install.folder().resolve("echt.conf"), "webhook.targets = private\nweb.port = 0\n");
            try (var node = Node.open(ConfigFile.read(config));
                    var client = new FormClient(
                            "http://127.0.0.1:" + Server.start(node, 1_000).port())) {
                var code = plant.laptop(7);
                var number = "+49 30 901820";
                assertEquals(
                        400,
                        client.post("/watch", "code", code, "address", number).statusCode());
                var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/in";
                var types = EnumSet.of(EventType.SMS_REQUESTED, EventType.RECALL_VERSION);
                var endpoint = node.webhooks().add("gateway", url, types, ADA);
                var key = node.webhooks().publicKey(endpoint.keys().getFirst());
                new Outreach(node, node.forPersons().orElseThrow()).start();
                assertEquals(
                        200,
                        client.post("/watch", "code", code, "address", number).statusCode());
                var asked = verified(key, "\"to\":\"+4930901820\"");
                var link = Pattern.compile("/m/[A-Za-z0-9_-]{50}").matcher(asked);
                assertTrue(link.find(), asked);
                assertEquals(200, client.post(link.group()).statusCode());
                var campaign = Campaign.publish(node, "lot = L1");
                var both = verified(key, "") + verified(key, ""); // in either order
                assertTrue(both.contains("/r/" + campaign.recall() + "/v1"), both);
                assertTrue(both.contains("\"type\":\"echt.recall.version\""), both);
                assertTrue(both.contains("\"state\":\"PUBLISHED\""), both);
                assertTrue(both.contains("\"to\":\"+4930901820\""), both);
            }
        } finally {
            server.stop(0);
        }
    }

    private HttpServer server() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext("/", exchange -> {
            try (exchange) {
                var headers = exchange.getRequestHeaders();
                var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                var signature = String.valueOf(headers.getFirst("webhook-signature"));
                got.add(new Got(
                        headers.getFirst("webhook-id") + "." + headers.getFirst("webhook-timestamp") + "." + body,
                        signature.substring("v1a,".length())));
                exchange.sendResponseHeaders(200, 6);
                exchange.getResponseBody().write("thanks".getBytes(StandardCharsets.US_ASCII));
            }
        });
        server.start();
        return server;
    }

    private String verified(String key, String holds) throws InterruptedException {
        var one = Objects.requireNonNull(got.poll(60, TimeUnit.SECONDS), "nothing came");
        byte[] content = one.content().getBytes(StandardCharsets.UTF_8);
        byte[] bytes = Base64.getDecoder().decode(key.substring("whpk_".length()));
        byte[] signature = Base64.getDecoder().decode(one.signature());
        assertTrue(Ed25519.verify(signature, 0, bytes, 0, content, 0, content.length));
        assertTrue(one.content().contains(holds), one.content());
        return one.content();
    }
}
