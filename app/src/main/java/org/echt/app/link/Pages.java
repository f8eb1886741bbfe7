package org.echt.app.link;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.Method;
import io.helidon.http.PathMatchers;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.echt.app.answer.AnswerJson;
import org.echt.app.answer.AnswerWriter;
import org.echt.app.answer.Audience;
import org.echt.app.answer.Language;
import org.echt.app.answer.NoticeJson;
import org.echt.app.answer.NoticePage;
import org.echt.app.answer.NoticeWriter;
import org.echt.app.answer.Notices;
import org.echt.app.answer.PublishedNotice;
import org.echt.app.answer.Receipts;
import org.echt.app.limit.Admission;
import org.echt.core.fault.RefusedException;
import org.echt.core.fault.StoreUnavailableException;
import org.echt.core.notice.Jurisdiction;
import org.echt.core.notice.NoticeKind;
import org.echt.core.notice.StoredPicture;
import org.echt.core.recall.ProofDesk;
import org.echt.core.receipt.SignedReceipt;
import org.echt.core.scan.Scan;
import org.echt.core.scan.Visitor;
import org.echt.core.verify.Check;
import org.echt.core.verify.CheckMeter;
import org.echt.core.verify.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The public addresses: the check box, the answer to a code (as a page or as JSON by {@code Accept}), the open recalls.
 *
 * <pre>
 *   GET /                              the check box
 *   GET /c?code=  /c/{code}            the answer
 *   GET /01/{gtin}[/22/..][/10/{lot}]/21/{code}[?10={lot}]
 *   GET /recalls                       the open recalls
 *   GET /r/{id}[/v{n}][.pdf]           a notice, in force or an earlier version, permanent
 *   GET, POST /r/{id}/done             the form for the proof of a remedy, where proofs are taken
 *   GET /p/{hash}                      a picture of a notice
 * </pre>
 *
 * <p>{@link #routing} adds the addresses and the handling of errors; {@link #listener} the limits and what is said of
 * requests too broken to reach an address. Nothing a visitor sends is logged. Thread-safe.
 */
public final class Pages {
    private static final System.Logger LOG = System.getLogger(Pages.class.getName());
    private static final HeaderName ALLOW = HeaderNames.create("Allow");
    private static final HeaderName RETRY_AFTER = HeaderNames.create("Retry-After");
    private static final int LONGEST_LINE = 8_192;
    private static final int LARGEST_HEADERS = 16_384;

    private final Sources sources;
    private final Frame frame;
    private final Callers callers;
    private final Parts parts;

    /**
     * Where what the pages say comes from.
     *
     * @param checker answers checks
     * @param notices what was published
     * @param pictures of the notices
     * @param printer prints notices
     */
    public record Sources(Checker checker, Notices notices, ShownPictures pictures, NoticePrinter printer) {}

    /**
     * What else the pages may have.
     *
     * @param intake takes the proofs of remedies; null where there is no form for them
     * @param gate lets checks in, or turns them away
     */
    private record Parts(
            @Nullable ProofIntake intake, Offers offers, Receipts receipts, CheckMeter meter, Admission gate) {}

    /** @param callers tells who asks */
    public Pages(Sources sources, Frame frame, Callers callers) {
        this(
                sources,
                frame,
                callers,
                new Parts(
                        null,
                        Offers.NONE,
                        frame.receipts(Receipts.Signer.NONE),
                        CheckMeter.NONE,
                        new Admission(Admission.Settings.defaults())));
    }

    private Pages(Sources sources, Frame frame, Callers callers, Parts parts) {
        this.sources = sources;
        this.frame = frame;
        this.callers = callers;
        this.parts = parts;
    }

    private Pages with(Parts other) {
        return new Pages(sources, frame, callers, other);
    }

    /** The same pages, with a form by which customers send the proof of a remedy, and links to it. */
    public Pages taking(ProofIntake proofs) {
        return with(new Parts(proofs, parts.offers, parts.receipts, parts.meter, parts.gate));
    }

    /** The same pages, whose answers offer what else can be done with an issued code. */
    public Pages offering(Offers other) {
        return with(new Parts(parts.intake, other, parts.receipts, parts.meter, parts.gate));
    }

    /** The same pages, whose answers carry a signed receipt. */
    public Pages signing(Receipts signed) {
        return with(new Parts(parts.intake, parts.offers, signed, parts.meter, parts.gate));
    }

    /** The same pages, measured. */
    public Pages measuredBy(CheckMeter other) {
        return with(new Parts(parts.intake, parts.offers, parts.receipts, other, parts.gate));
    }

    /** The same pages behind another gate. */
    public Pages behind(Admission other) {
        return with(new Parts(parts.intake, parts.offers, parts.receipts, parts.meter, other));
    }

    /** Adds the public addresses and the handling of whatever a handler throws. */
    public void routing(HttpRouting.Builder routing) {
        read(routing, "/", this::home);
        read(routing, "/c", (request, response) -> check(request, response, typed(request)));
        read(routing, "/c/{+code}", (request, response) -> check(request, response, code(request)));
        read(routing, "/01/{+rest}", (request, response) -> check(request, response, link(request)));
        read(routing, "/recalls", this::recalls);
        if (parts.intake != null) {
            var proofs = parts.intake;
            routing.post("/r/{id}/done", (request, response) -> sent(request, response, proofs));
            read(routing, "/r/{id}/done", this::done);
        }
        read(routing, "/r/{+id}", this::notice);
        read(routing, "/p/{hash}", this::picture);
        routing.error(Throwable.class, this::failed);
    }

    /** Sets limits of size, sends at once, and says clearly what is wrong with requests that no address gets to see. */
    public void listener(WebServerConfig.Builder server) {
        var rejections = new Rejections(frame.reply(), frame.views(), frame::page);
        server.directHandlers(rejections.handlers())
                // A page leaves in several pieces; held back for the client's delayed acknowledgement it came 40 ms
                // late.
                .connectionOptions(options -> options.tcpNoDelay(true))
                .errorHandling(handling -> handling.includeEntity(true))
                .addProtocol(Http1Config.builder()
                        .maxPrologueLength(LONGEST_LINE)
                        .maxHeadersSize(LARGEST_HEADERS)
                        .build())
                .addConnectionSelector(new EndlessLine(LONGEST_LINE, rejections::tooLong));
    }

    private void read(HttpRouting.Builder routing, String path, Handler handler) {
        routing.route(Method.predicate(Method.GET, Method.HEAD), PathMatchers.create(path), handler);
        routing.any(path, (request, response) -> {
            response.header(ALLOW, "GET, HEAD");
            problem(request, response, Problem.METHOD);
        });
    }

    private void home(ServerRequest request, ServerResponse response) {
        frame.reply()
                .send(
                        request,
                        response,
                        Reply.HTML,
                        Reply.QUARTER,
                        frame.views().home(page(request)));
    }

    private static Address typed(ServerRequest request) {
        return new Address(request.query().first("code").orElse(""), null, null);
    }

    private static Address code(ServerRequest request) {
        return new Address(Address.after("/c/", request.path().rawPath()), null, null);
    }

    private static Address link(ServerRequest request) {
        return Address.link(
                request.path().rawPath(), request.query().first("10").orElse(null));
    }

    private void check(ServerRequest request, ServerResponse response, Address address) {
        var accepted = Accepted.of(Reply.header(request, HeaderNames.ACCEPT));
        if (accepted == Accepted.NEITHER) {
            problem(request, response, Problem.NOT_ACCEPTABLE);
        } else if (address.input().isBlank()) {
            problem(request, response, Problem.NO_CODE);
        } else {
            admitted(request, response, accepted, address);
        }
    }

    private void admitted(ServerRequest request, ServerResponse response, Accepted accepted, Address address) {
        var network = callers.network(request);
        if (!parts.gate.enter(network)) {
            // Nothing of it is recorded, so nobody need be told apart.
            var verdict = sources.checker().withoutStore(asked(request, accepted, address, Visitor.NOBODY));
            if (verdict instanceof Verdict.Unavailable) {
                // Soon there is room again; whoever asks at once would only be turned away again.
                response.header(RETRY_AFTER, "5");
            }
            answer(request, response, verdict, accepted, address.input());
            return;
        }
        long came = System.nanoTime();
        try {
            var verdict = verdict(asked(request, accepted, address, callers.of(request)));
            long began = parts.meter.now();
            answer(request, response, verdict, accepted, address.input());
            parts.meter.took(CheckMeter.Stage.RENDER, began);
        } finally {
            long now = System.nanoTime();
            parts.gate.leave(network, now - came, now);
        }
    }

    private Check asked(ServerRequest request, Accepted accepted, Address address, Visitor visitor) {
        return new Check(
                address.input(),
                address.gtin(),
                address.lot(),
                accepted == Accepted.HTML ? Scan.Channel.WEB : Scan.Channel.API,
                language(request).tag(),
                frame.languages().textVersion(),
                visitor);
    }

    private Verdict verdict(Check check) {
        try {
            return sources.checker().check(check);
        } catch (StoreUnavailableException _) {
            return new Verdict.Unavailable(List.of(), new Verdict.Stamp(Instant.now(), 0, ""));
        }
    }

    private void answer(
            ServerRequest request, ServerResponse response, Verdict verdict, Accepted accepted, String input) {
        if (verdict instanceof Verdict.Unavailable) {
            response.status(Reply.status(503));
            if (!response.headers().contains(RETRY_AFTER)) {
                response.header(RETRY_AFTER, "30");
            }
        }
        var language = language(request);
        if (accepted == Accepted.JSON) {
            var json = parts.receipts.json(verdict, input, audience(request));
            frame.reply().send(request, response, Reply.JSON, Reply.NO_STORE, json);
        } else {
            var entered = verdict instanceof Verdict.Issued ? "" : Address.shown(input);
            var answer = AnswerWriter.write(verdict, language, frame.site());
            var receipt = parts.receipts
                    .of(verdict, input, language, answer)
                    .map(SignedReceipt::text)
                    .orElse("");
            var html = frame.views().answer(page(request), answer, entered, done(verdict), offered(verdict), receipt);
            frame.reply().send(request, response, Reply.HTML, Reply.NO_STORE, html);
        }
    }

    private void recalls(ServerRequest request, ServerResponse response) {
        var open = sources.notices().open();
        switch (Accepted.of(Reply.header(request, HeaderNames.ACCEPT))) {
            case HTML ->
                frame.reply()
                        .send(
                                request,
                                response,
                                Reply.HTML,
                                Reply.MINUTE,
                                frame.views().recalls(page(request), open));
            case JSON ->
                frame.reply()
                        .send(request, response, Reply.JSON, Reply.MINUTE, AnswerJson.write(open, audience(request)));
            case NEITHER -> problem(request, response, Problem.NOT_ACCEPTABLE);
        }
    }

    private void notice(ServerRequest request, ServerResponse response) {
        var address = NoticeAddress.of(Address.after("/r/", request.path().rawPath()));
        var found = sources.notices().find(address.id(), address.version());
        if (found.isEmpty() || (address.pdf() && found.get().isWithdrawn())) {
            problem(request, response, Problem.NO_RECALL);
            return;
        }
        if (address.pdf()) {
            frame.reply().send(request, response, Reply.PDF, Reply.MINUTE, printed(request, found.get()));
            return;
        }
        switch (Accepted.of(Reply.header(request, HeaderNames.ACCEPT))) {
            case HTML -> frame.reply().send(request, response, Reply.HTML, Reply.MINUTE, page(request, found.get()));
            case JSON ->
                frame.reply()
                        .send(
                                request,
                                response,
                                Reply.JSON,
                                Reply.MINUTE,
                                NoticeJson.write(found.get(), audience(request), frame.site()));
            case NEITHER -> problem(request, response, Problem.NOT_ACCEPTABLE);
        }
    }

    private byte[] page(ServerRequest request, PublishedNotice notice) {
        var page = page(request);
        var done = parts.intake == null ? "" : DoneForm.address(notice.id());
        return notice.isWithdrawn()
                ? frame.views().withdrawn(page)
                : frame.views().notice(page, words(request, notice), done);
    }

    private byte[] printed(ServerRequest request, PublishedNotice notice) {
        var words = words(request, notice);
        var address = "https://" + frame.site().domain() + NoticeWriter.address(notice);
        var files = new LinkedHashMap<String, byte[]>();
        words.pictures()
                .forEach(p -> sources.pictures().find(p.hash()).ifPresent(found -> files.put(p.hash(), found.bytes())));
        var xhtml = frame.views().print(page(request), words, address);
        return sources.printer().print(xhtml, files, address, notice.revision().at());
    }

    /** Where the owner of an affected unit says that it was mended; empty where there is nothing to say. */
    private String done(Verdict verdict) {
        if (parts.intake == null || !(verdict instanceof Verdict.Issued issued)) {
            return "";
        }
        return issued.safety().recalls().stream()
                .filter(c -> c.content().notice().kind() != NoticeKind.INFO)
                .filter(c -> c.answer() == Verdict.Answer.AFFECTED || c.answer() == Verdict.Answer.POSSIBLY_AFFECTED)
                .findFirst()
                .map(c -> DoneForm.address(c.recall()))
                .orElse("");
    }

    /** What can be done with the code besides: only one that was issued can be watched or registered. */
    private List<Offers.Offer> offered(Verdict verdict) {
        return verdict instanceof Verdict.Issued issued ? parts.offers.of(issued) : List.of();
    }

    private void done(ServerRequest request, ServerResponse response) {
        var id = told(request);
        if (id.isEmpty()) {
            problem(request, response, Problem.NO_RECALL);
            return;
        }
        form(
                request,
                response,
                DoneForm.empty(id.get(), request.query().first("code").orElse("")));
    }

    /** The id in the address, where its notice is told. */
    private Optional<String> told(ServerRequest request) {
        var id = request.path().pathParameters().get("id");
        return sources.notices().find(id, 0).filter(n -> !n.isWithdrawn()).map(PublishedNotice::id);
    }

    private void form(ServerRequest request, ServerResponse response, DoneForm form) {
        if (form.isWrong()) {
            response.status(Reply.status(400));
        }
        frame.reply()
                .send(
                        request,
                        response,
                        Reply.HTML,
                        Reply.NO_STORE,
                        frame.views().done(page(request), form));
    }

    private void sent(ServerRequest request, ServerResponse response, ProofIntake proofs) {
        var id = told(request);
        if (id.isEmpty()) {
            problem(request, response, Problem.NO_RECALL);
            return;
        }
        var upload = Upload.read(request);
        var form = DoneForm.of(id.get(), upload.fields(), upload.tooLarge() || upload.file().length > 0);
        if (form.isWrong()) {
            form(request, response, form);
            return;
        }
        switch (upload.tooLarge()
                ? new PictureMaker.Refused(true)
                : proofs.maker().make(upload.file())) {
            case PictureMaker.Refused(var tooLarge) ->
                form(request, response, form.wrong("proof", tooLarge ? "done.wrong.size" : "done.wrong.proof"));
            case PictureMaker.Made(var picture) -> put(request, response, form, proofs, picture);
        }
    }

    private void put(
            ServerRequest request, ServerResponse response, DoneForm form, ProofIntake proofs, StoredPicture picture) {
        var sent = new ProofIntake.Sent(
                form.recall(), form.code(), form.parsedKind(), form.parsedDay().orElseThrow());
        var received = proofs.box().put(sent, picture);
        if (received.isEmpty()) {
            form(request, response, form.wrong("code", "done.wrong.code"));
            return;
        }
        switch (received.get()) {
            case ProofDesk.Waiting(var reference) ->
                frame.reply()
                        .send(
                                request,
                                response,
                                Reply.HTML,
                                Reply.NO_STORE,
                                frame.views().thanks(page(request), reference));
            case ProofDesk.Unconcerned _ -> form(request, response, form.problem("done.unconcerned"));
            case ProofDesk.RecordedAlready _ -> form(request, response, form.problem("done.recorded"));
            case ProofDesk.TooMany _ -> form(request, response, form.problem("done.wrong.many"));
            case ProofDesk.Future _ -> form(request, response, form.wrong("day", "done.wrong.day"));
        }
    }

    private NoticePage words(ServerRequest request, PublishedNotice notice) {
        var to = audience(request);
        return new NoticeWriter(notice, to.language(), frame.site(), to.law()).write(sources.pictures()::find);
    }

    private void picture(ServerRequest request, ServerResponse response) {
        var found = sources.pictures().find(request.path().pathParameters().get("hash"));
        if (found.isEmpty()) {
            problem(request, response, Problem.NOT_FOUND);
            return;
        }
        var picture = found.get();
        var type = HeaderValues.create(HeaderNames.CONTENT_TYPE, picture.mediaType());
        frame.reply().send(request, response, type, Reply.FOR_EVER, picture.bytes());
    }

    private Audience audience(ServerRequest request) {
        var law = request.query().first("law").orElse("");
        return new Audience(
                language(request),
                Stream.of(Jurisdiction.values())
                        .filter(j -> j.name().equals(law))
                        .findFirst()
                        .orElse(frame.site().law()));
    }

    private void problem(ServerRequest request, ServerResponse response, Problem problem) {
        frame.problem(request, response, problem);
    }

    private void failed(ServerRequest request, ServerResponse response, Throwable failure) {
        if (failure instanceof RefusedException refused) {
            var status = refused.fault().status;
            problem(request, response, new Problem(status, "bad", String.valueOf(refused.getMessage())));
        } else if (failure instanceof StoreUnavailableException) {
            response.header(RETRY_AFTER, "30");
            problem(request, response, Problem.UNAVAILABLE);
        } else if (failure instanceof HttpException http && http.status().code() < 500) {
            // The server's own word for a request that fits no address, or that it cannot read.
            problem(request, response, Rejections.problem(http.status(), String.valueOf(http.getMessage())));
        } else {
            LOG.log(System.Logger.Level.ERROR, "a public address failed", failure);
            problem(request, response, Problem.BROKEN);
        }
    }

    private Page page(ServerRequest request) {
        return frame.page(request);
    }

    private Language language(ServerRequest request) {
        return frame.language(request);
    }
}
