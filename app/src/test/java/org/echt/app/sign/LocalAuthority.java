package org.echt.app.sign;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.echt.app.sign.Papers.Paper;

/** A time-stamp authority on this computer; what it answers is given. */
final class LocalAuthority implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** What comes back for a request. */
    @SuppressWarnings("ArrayRecordComponent") // Handed on and never compared.
    record Reply(int status, String type, byte[] body) {
        static Reply token(byte[] body) {
            return new Reply(200, "application/timestamp-reply", body);
        }

        static Reply text(int status, String text) {
            return new Reply(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @FunctionalInterface
    interface Answering {
        Reply reply(byte[] request) throws Exception;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Answering answering;

    LocalAuthority(Answering answering) throws IOException {
        this.answering = answering;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** OpenSSL's own authority. */
    static LocalAuthority openssl(Path folder, Paper paper) throws IOException, GeneralSecurityException {
        Papers.pem(folder.resolve("tsa.key"), paper.keys().getPrivate());
        Papers.pem(folder.resolve("tsa.pem"), paper.chain().get(0));
        Papers.pem(folder.resolve("root.pem"), paper.chain().get(1));
        Files.writeString(folder.resolve("serial"), "01\n");
        Files.writeString(folder.resolve("tsa.cnf"), """
                [tsa]
                default_tsa = here
                [here]
                serial = serial
                crypto_device = builtin
                signer_cert = tsa.pem
                certs = root.pem
                signer_key = tsa.key
                signer_digest = sha256
                default_policy = 1.2.3.4.1
                digests = sha256
                accuracy = secs:1
                ess_cert_id_alg = sha256
                """);
        return new LocalAuthority(request -> {
            synchronized (folder) {
                Files.write(folder.resolve("request.tsq"), request);
                var said = OpenSsl.run(
                        folder, "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "request.tsq", "-out", "reply.tsr");
                if (said.exit() != 0) {
                    return Reply.text(500, said.text());
                }
                return Reply.token(Files.readAllBytes(folder.resolve("reply.tsr")));
            }
        });
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/tsa");
    }

    TimestampSettings settings() {
        return new TimestampSettings(address(), PATIENCE, List.of());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = exchange.getRequestBody().readAllBytes();
            var reply = answer(request);
            exchange.getResponseHeaders().set("Content-Type", reply.type());
            exchange.sendResponseHeaders(reply.status(), reply.body().length);
            exchange.getResponseBody().write(reply.body());
        }
    }

    private Reply answer(byte[] request) {
        try {
            return answering.reply(request);
        } catch (Exception e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
