package org.echt.app.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An endpoint as a customer would write it: it verifies as the specification's reference libraries do (each signature of
 * the list by each key it trusts, {@code v1a} only, five minutes of tolerance), with another library than the sender's, and
 * answers 400 to what does not verify.
 */
final class Receiver implements AutoCloseable {
    private static final long TOLERANCE = 300;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger atOnce = new AtomicInteger();
    final List<byte[]> trusted = new CopyOnWriteArrayList<>();
    final Queue<Got> got = new ConcurrentLinkedQueue<>();
    /** Webhook id to how often it came. */
    final Map<String, Integer> times = new ConcurrentHashMap<>();

    final AtomicInteger mostAtOnce = new AtomicInteger();
    /** Seconds since 1970 by the receiver's clock. */
    final AtomicLong now = new AtomicLong();

    volatile Reaction reaction = _ -> new Says(204, Map.of(), "");

    /** A request that verified. */
    record Got(String id, long timestamp, JsonNode body, int signatures, String path, String type) {}

    /** What is answered. */
    record Says(int status, Map<String, String> headers, String body) {
        static Says status(int status) {
            return new Says(status, Map.of(), "");
        }
    }

    @FunctionalInterface
    interface Reaction {
        Says to(Got got) throws IOException;
    }

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/in?k=1";
    }

    /** Trusts a key as it was told: {@code whpk_...}. */
    void trust(String publicKey) {
        trusted.add(Base64.getDecoder().decode(publicKey.substring("whpk_".length())));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            var says = answer(exchange, body);
            says.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] text = says.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(says.status(), text.length == 0 ? -1 : text.length);
            if (text.length > 0) {
                exchange.getResponseBody().write(text);
            }
        }
    }

    private Says answer(HttpExchange exchange, byte[] body) throws IOException {
        var headers = exchange.getRequestHeaders();
        var id = headers.getFirst("webhook-id");
        var timestamp = headers.getFirst("webhook-timestamp");
        var signature = headers.getFirst("webhook-signature");
        if (id == null || timestamp == null || signature == null || !verify(id, timestamp, signature, body)) {
            return new Says(400, Map.of(), "not verified");
        }
        var got = new Got(
                id,
                Long.parseLong(timestamp),
                JsonMapper.shared().readTree(body),
                signature.split(" ").length,
                exchange.getRequestURI().toString(),
                String.valueOf(headers.getFirst("content-type")));
        this.got.add(got);
        times.merge(id, 1, Integer::sum);
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try {
            return reaction.to(got);
        } finally {
            atOnce.decrementAndGet();
        }
    }

    private boolean verify(String id, String timestamp, String signatures, byte[] body) {
        if (Math.abs(now.get() - Long.parseLong(timestamp)) > TOLERANCE) {
            return false;
        }
        byte[] start = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        var content = new byte[start.length + body.length];
        System.arraycopy(start, 0, content, 0, start.length);
        System.arraycopy(body, 0, content, start.length, body.length);
        for (var versioned : signatures.split(" ")) {
            var parts = versioned.split(",");
            if (parts.length == 2 && parts[0].equals("v1a") && verifies(parts[1], content)) {
                return true;
            }
        }
        return false;
    }

    private boolean verifies(String signature, byte[] content) {
        byte[] bytes = Base64.getDecoder().decode(signature);
        return bytes.length == Ed25519.SIGNATURE_SIZE
                && trusted.stream().anyMatch(key -> Ed25519.verify(bytes, 0, key, 0, content, 0, content.length));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
