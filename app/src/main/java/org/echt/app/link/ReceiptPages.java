package org.echt.app.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.PathMatchers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import java.util.function.Supplier;
import org.echt.app.answer.VerifiedWriter;
import org.echt.core.receipt.Outcome;
import org.echt.core.receipt.ReceiptKeys;
import org.echt.core.receipt.ReceiptVerifier;
import org.echt.core.receipt.SignedReceipt;
import org.echt.core.tlog.MalformedException;

/**
 * What the public does with receipts. A page has its receipt within it, so a receipt can be saved without a second check
 * and without anything kept here.
 *
 * <pre>
 *   GET, POST /receipt/verify           verifies a receipt that is pasted or uploaded
 *   POST /receipt/file                  the receipt of a page as a file, only formed anew
 *   GET /.well-known/echt-receipts      the public keys, every version
 * </pre>
 *
 * <p>Thread-safe.
 */
public final class ReceiptPages {
    private static final Header ATTACHED =
            HeaderValues.createCached(HeaderNames.CONTENT_DISPOSITION, "attachment; filename=\"receipt.json\"");

    private final Frame frame;
    private final Supplier<Optional<ReceiptKeys>> keys;

    /** @param keys whom to believe; empty before there is a key */
    public ReceiptPages(Frame frame, Supplier<Optional<ReceiptKeys>> keys) {
        this.frame = frame;
        this.keys = keys;
    }

    /** Adds the addresses. */
    public void routing(HttpRouting.Builder routing) {
        var read = Method.predicate(Method.GET, Method.HEAD);
        routing.route(read, PathMatchers.create("/receipt/verify"), this::form)
                .post("/receipt/verify", this::verify)
                .post("/receipt/file", this::file)
                .route(read, PathMatchers.create("/.well-known/echt-receipts"), this::keys);
    }

    private void keys(ServerRequest request, ServerResponse response) {
        var published = keys.get();
        if (published.isEmpty()) {
            frame.problem(request, response, Problem.NOT_FOUND);
        } else {
            frame.reply()
                    .send(
                            request,
                            response,
                            Reply.JSON,
                            Reply.MINUTE,
                            published.get().json());
        }
    }

    private void form(ServerRequest request, ServerResponse response) {
        page(request, response, frame.views().verify(frame.page(request), "", "", Optional.empty()));
    }

    /** What is pasted counts before the file. */
    private void verify(ServerRequest request, ServerResponse response) {
        var upload = Upload.read(request);
        var pasted = upload.fields().getOrDefault("receipt", "");
        var code = upload.fields().getOrDefault("code", "");
        var receipt = pasted.isBlank() ? new String(upload.file(), UTF_8) : pasted;
        var verified = VerifiedWriter.write(outcome(receipt), code, frame.language(request), frame.site());
        page(request, response, frame.views().verify(frame.page(request), pasted, code, Optional.of(verified)));
    }

    private Outcome outcome(String receipt) {
        return keys.get()
                .map(published -> new ReceiptVerifier(published).verify(receipt))
                .orElseGet(() -> new Outcome.NotOurs("there is no key yet"));
    }

    private void page(ServerRequest request, ServerResponse response, byte[] html) {
        frame.reply().send(request, response, Reply.HTML, Reply.NO_STORE, html);
    }

    private void file(ServerRequest request, ServerResponse response) {
        try {
            var receipt = SignedReceipt.parse(Upload.read(request).fields().getOrDefault("receipt", ""));
            response.header(ATTACHED);
            frame.file(request, response, receipt.json());
        } catch (MalformedException _) {
            var code = "";
            var malformed = new Outcome.Malformed("no receipt was sent");
            var verified = VerifiedWriter.write(malformed, code, frame.language(request), frame.site());
            response.status(Reply.status(400));
            page(request, response, frame.views().verify(frame.page(request), "", code, Optional.of(verified)));
        }
    }
}
