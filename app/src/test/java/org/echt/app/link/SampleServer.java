package org.echt.app.link;

import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.echt.app.answer.Languages;
import org.echt.app.answer.SampleVerdicts;
import org.echt.app.print.PdfPrinter;
import org.echt.app.print.QrCode;
import org.echt.app.receipt.GroupSigner;
import org.echt.core.fault.StoreUnavailableException;
import org.echt.core.keys.SecretBytes;
import org.echt.core.keys.SigningKey;
import org.echt.core.keys.SoftwareKeys;
import org.echt.core.receipt.ReceiptKey;
import org.echt.core.receipt.ReceiptKeys;
import org.echt.core.receipt.ReceiptSigner;
import org.echt.core.verify.Check;
import org.echt.core.verify.Verdict;

/** A real server on a free port whose codes are the names of {@link SampleVerdicts}; everything else is foreign. */
final class SampleServer implements AutoCloseable {
    private static final SigningKey KEY = new SoftwareKeys(SecretBytes.copyOf(new byte[32])).receiptKey("acme", 1);
    private static final ReceiptSigner SIGNER = new ReceiptSigner("acme", 1, KEY);
    static final ReceiptKeys KEYS = new ReceiptKeys("acme", List.of(ReceiptKey.of(1, KEY.publicKey(), null, null)));

    /** Whether answers are signed. */
    volatile boolean signs = true;

    final ConcurrentLinkedQueue<Check> checks = new ConcurrentLinkedQueue<>();
    final Languages languages = Languages.load();
    private final Map<String, Verdict> samples = SampleVerdicts.all();
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebServer server;

    SampleServer() {
        var sources = new Pages.Sources(
                this::check,
                SampleVerdicts.notices(),
                new ShownPictures(SampleVerdicts::picture),
                new NoticePrinter((xhtml, pictures, address, made) -> {
                    var all = new HashMap<>(pictures);
                    all.put("qr", QrCode.png(address));
                    return PdfPrinter.print(xhtml, all, made);
                }));
        var frame = new Frame(languages, SampleVerdicts.SITE);
        var pages = new Pages(sources, frame, new Callers(new Visitors(InstantSource.system())))
                .signing(frame.receipts(new GroupSigner(() -> signs ? Optional.of(SIGNER) : Optional.empty())));
        var receipts = new ReceiptPages(frame, () -> Optional.of(KEYS));
        var builder = WebServer.builder().host("127.0.0.1").port(0).routing(routing -> {
            receipts.routing(routing);
            pages.routing(routing);
        });
        pages.listener(builder);
        server = builder.build().start();
    }

    private Verdict check(Check check) {
        checks.add(check);
        return switch (check.input()) {
            case "broken" -> throw new IllegalStateException("broken on purpose");
            case "no-store" -> throw new StoreUnavailableException("on purpose");
            default -> samples.getOrDefault(check.input(), Objects.requireNonNull(samples.get("foreign-plain")));
        };
    }

    Check lastCheck() {
        return List.copyOf(checks).getLast();
    }

    int port() {
        return server.port();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    /** Headers as name, value, name, value. */
    HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url(path))), headers);
    }

    HttpResponse<byte[]> send(HttpRequest.Builder request, String... headers) throws IOException, InterruptedException {
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Sends bytes as they are and returns what comes back until the server hangs up or says nothing for a second. */
    String raw(String head) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(1_000);
            try {
                socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException _) {
                // The server has answered before it got everything.
            }
            var out = new java.io.ByteArrayOutputStream();
            try {
                socket.getInputStream().transferTo(out);
            } catch (java.net.SocketTimeoutException _) {
                // It keeps the connection open.
            }
            return out.toString(StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        client.close();
        server.stop();
    }
}
