package org.echt.app.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The operators' own listener, with threads of its own, so that it answers also while the public one is flooded.
 *
 * <pre>
 *   GET /metrics   measurements, in the text form of Prometheus
 *   GET /health    200 while the process lives; asks nobody
 *   GET /ready     200 while requests should come here, else 503 and why not
 * </pre>
 */
public final class OperatorsPort implements AutoCloseable {
    private static final int THREADS = 2;
    private static final int WAITING = 16;
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String JSON = "application/json";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().daemon().name("operators").factory());

    private OperatorsPort(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts listening.
     *
     * @param port 0 takes a free one
     * @param metrics the text of all measurements
     * @param unready what stands against requests, in words; must not block
     */
    public static OperatorsPort open(String host, int port, Supplier<String> metrics, Supplier<List<String>> unready)
            throws IOException {
        var opened = new OperatorsPort(HttpServer.create(new InetSocketAddress(host, port), WAITING));
        opened.server.setExecutor(opened.threads);
        opened.server.createContext("/", exchange -> opened.serve(exchange, metrics, unready));
        opened.server.start();
        return opened;
    }

    private void serve(HttpExchange exchange, Supplier<String> metrics, Supplier<List<String>> unready)
            throws IOException {
        try (exchange) {
            var method = exchange.getRequestMethod();
            if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                send(exchange, 405, TEXT, "only GET and HEAD are possible here\n");
                return;
            }
            switch (exchange.getRequestURI().getPath()) {
                case "/metrics" -> send(exchange, 200, TEXT, metrics.get());
                case "/health" -> send(exchange, 200, JSON, "{\"status\":\"UP\"}");
                case "/ready" -> ready(exchange, unready.get());
                default -> send(exchange, 404, TEXT, "there are /metrics, /health and /ready\n");
            }
        }
    }

    private static void ready(HttpExchange exchange, List<String> unready) throws IOException {
        if (unready.isEmpty()) {
            send(exchange, 200, JSON, "{\"status\":\"UP\"}");
        } else {
            send(exchange, 503, JSON, "{\"status\":\"DOWN\",\"because\":[\"" + String.join("\",\"", unready) + "\"]}");
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
        if (!head) {
            exchange.getResponseBody().write(bytes);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
