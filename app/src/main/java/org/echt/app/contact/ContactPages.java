package org.echt.app.contact;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.PathMatchers;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.echt.app.limit.Origin;
import org.echt.app.limit.RateLimit;
import org.echt.app.link.Frame;
import org.echt.app.link.Offers;
import org.echt.app.link.PictureMaker;
import org.echt.app.link.Problem;
import org.echt.app.link.Upload;
import org.echt.core.notice.StoredPicture;
import org.echt.core.registration.Claimed;
import org.echt.core.registration.ContactAddress;
import org.echt.core.registration.Occasion;
import org.echt.core.registration.RegistrationDesk.Demand;
import org.echt.core.registration.RegistrationDesk.Shown;
import org.echt.core.registration.Vault.Matter;
import org.echt.core.registration.WatchDesk.Contact;
import org.echt.core.serial.AuthenticCode;
import org.echt.core.verify.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The pages on which an address is typed.
 *
 * <pre>
 *   GET, POST /watch?code=       asks for safety messages
 *   GET, POST /register?code=    claims an item
 *   GET, POST /receipt?code=     wants an answer by mail
 *   GET, POST /mine              wants the link to one's list
 *   GET, POST /m/{link}          what the link of a message does: {@link LinkPages}
 * </pre>
 *
 * <p>What is answered never depends on whether an address is known here. A form is taken from one network only so often.
 * Nothing a visitor sends is logged. Thread-safe.
 */
public final class ContactPages {
    /** Forms a minute from one network: more than a family sends, and no hindrance behind a shared address. */
    public static final int FORMS = 30;

    private static final Pattern REGION = Pattern.compile("\\b[a-z]{2,3}-([A-Z]{2})\\b");

    private final Frame frame;
    private final Desks desks;
    private final BooleanSupplier phones;
    private final InstantSource clock;
    private final Origin origin;
    private final RateLimit forms;

    /**
     * How many forms are taken.
     *
     * @param forms a minute from one network
     * @param origin tells which network that is
     */
    public record Limit(int forms, Origin origin) {}

    /**
     * Makes the pages.
     *
     * @param phones whether messages to telephones can be sent, so that a number may be asked for
     * @param limit how many forms are taken from whom
     */
    public ContactPages(Frame frame, Desks desks, BooleanSupplier phones, Limit limit, InstantSource clock) {
        this.frame = frame;
        this.desks = desks;
        this.phones = phones;
        this.clock = clock;
        this.origin = limit.origin();
        this.forms = new RateLimit(limit.forms(), clock);
    }

    /** Adds the addresses. */
    public void routing(HttpRouting.Builder routing) {
        form(routing, "/watch", this::watch, this::watched);
        form(routing, "/register", this::register, this::registered);
        form(routing, "/receipt", this::receipt, this::receiptWanted);
        form(routing, "/mine", this::lost, this::reminded);
        var links = new LinkPages(frame, desks, this::contact, clock);
        form(routing, "/m/{link}", links::show, links::press);
    }

    private void form(HttpRouting.Builder routing, String path, Handler shown, Handler sent) {
        routing.route(Method.predicate(Method.GET, Method.HEAD), PathMatchers.create(path), shown);
        routing.post(path, (request, response) -> {
            if (forms.take(origin.network(request), 1).isOver()) {
                response.header(HeaderNames.create("Retry-After"), "60");
                frame.problem(request, response, Problem.TOO_MANY);
            } else {
                sent.handle(request, response);
            }
        });
        routing.any(path, (request, response) -> {
            response.header(HeaderNames.create("Allow"), "GET, HEAD, POST");
            frame.problem(request, response, Problem.METHOD);
        });
    }

    /** What an answer to an issued code offers. */
    public List<Offers.Offer> offers(Verdict.Issued verdict) {
        var code = "?code=" + verdict.code().code().text();
        return List.of(
                new Offers.Offer("/watch" + code, "watch.title"),
                new Offers.Offer("/register" + code, "register.title"),
                new Offers.Offer("/receipt" + code, "receipt.title"));
    }

    private void watch(ServerRequest request, ServerResponse response) {
        show(request, response, empty("watch", request));
    }

    private Asking empty(String what, ServerRequest request) {
        var code = request.query().first("code").orElse("");
        return asking(what, code, "");
    }

    private Asking asking(String what, String code, String address) {
        var product = code.isBlank()
                ? ""
                : desks.codes()
                        .authentic(code)
                        .map(c -> desks.codes().look(c).product().name())
                        .orElse("");
        boolean takesPhones = !what.equals("receipt") && phones.getAsBoolean();
        return new Asking(
                what,
                "/" + what,
                shown(code, 64),
                product,
                shown(address, 254),
                takesPhones,
                desks.registrations().demand(),
                Map.of());
    }

    private static String shown(String text, int most) {
        var printable = text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "").strip();
        return printable.length() <= most ? printable : printable.substring(0, most);
    }

    private void show(ServerRequest request, ServerResponse response, Asking asking) {
        if (asking.isWrong()) {
            response.status(Status.BAD_REQUEST_400);
        }
        frame.send(request, response, "ask.jte", Map.of("page", frame.page(request), "form", asking));
    }

    private void watched(ServerRequest request, ServerResponse response) {
        var form = Form.read(request);
        asked(request, response, form, "watch", (asking, code, contact) -> {
            boolean clear = desks.codes().look(code).safety().clear();
            if (desks.watches().ask(code, contact, clear)) {
                sent(request, response);
            } else {
                show(request, response, asking.wrong("code", "watch.wrong.many"));
            }
        });
    }

    /** What is done with a code and an address that can be taken. */
    private interface Taker {
        void take(Asking asking, AuthenticCode code, Contact contact);
    }

    private void asked(ServerRequest request, ServerResponse response, Form form, String what, Taker taker) {
        var asking = asking(what, form.get("code"), form.get("address"));
        var code = desks.codes().authentic(form.get("code"));
        var contact = contact(request, form.get("address"), asking.phones());
        if (code.isEmpty()) {
            show(request, response, asking.wrong("code", "watch.wrong.code"));
        } else if (contact.isEmpty()) {
            show(request, response, asking.wrong("address", wrongAddress(asking.phones())));
        } else {
            taker.take(asking, code.get(), contact.get());
        }
    }

    static String wrongAddress(boolean phones) {
        return phones ? "watch.wrong.address.or" : "watch.wrong.address";
    }

    private Optional<Contact> contact(ServerRequest request, String typed) {
        return contact(request, typed, phones.getAsBoolean());
    }

    /** Who typed an address, and how they are written to; empty where it is none that can be taken. */
    private Optional<Contact> contact(ServerRequest request, String typed, boolean takesPhones) {
        Optional<ContactAddress> address = ContactAddress.mail(typed);
        if (address.isEmpty() && takesPhones) {
            address = ContactAddress.phone(typed);
        }
        return address.map(a -> new Contact(a, frame.language(request).tag(), country(request)));
    }

    /** The first region the browser names: good enough to let people sleep, and not kept for anything else. */
    private static String country(ServerRequest request) {
        var header = request.headers().contains(HeaderNames.ACCEPT_LANGUAGE)
                ? request.headers().get(HeaderNames.ACCEPT_LANGUAGE).values()
                : "";
        var region = REGION.matcher(header.length() <= 200 ? header : header.substring(0, 200));
        return region.find() ? region.group(1) : "";
    }

    private void sent(ServerRequest request, ServerResponse response) {
        frame.send(request, response, "sent.jte", Map.of("page", frame.page(request)));
    }

    private void register(ServerRequest request, ServerResponse response) {
        show(request, response, empty("register", request));
    }

    private void registered(ServerRequest request, ServerResponse response) {
        var upload = Upload.read(request);
        var form = new Form(upload.fields());
        asked(request, response, form, "register", (asking, code, contact) -> {
            StoredPicture receipt = null;
            if (asking.wantsReceipt() && (upload.tooLarge() || upload.file().length > 0)) {
                switch (upload.tooLarge()
                        ? new PictureMaker.Refused(true)
                        : desks.pictures().make(upload.file())) {
                    case PictureMaker.Refused(var tooLarge) -> {
                        show(
                                request,
                                response,
                                asking.wrong("proof", tooLarge ? "done.wrong.size" : "done.wrong.proof"));
                        return;
                    }
                    case PictureMaker.Made(var picture) -> receipt = picture;
                }
            }
            claim(request, response, asking, code, contact, form.get("inside"), receipt);
        });
    }

    private void claim(
            ServerRequest request,
            ServerResponse response,
            Asking asking,
            AuthenticCode code,
            Contact contact,
            String inside,
            @Nullable StoredPicture receipt) {
        var shown = new Shown(asking.wantsInside() ? inside : "", receipt, "");
        switch (desks.registrations().claim(code, contact, shown, desks.codes().insideKey(code))) {
            case Claimed.NotProven _ ->
                show(request, response, asking.wrong(proofField(asking), proofText(asking, inside)));
            case Claimed.TooMany _ -> show(request, response, asking.wrong("code", "register.wrong.many"));
            case Claimed.NotOurs _ -> show(request, response, asking.wrong("code", "watch.wrong.code"));
            case Claimed.ToBeConfirmed _,
                    Claimed.Registered _,
                    Claimed.AlreadyYours _,
                    Claimed.InDispute _,
                    Claimed.Gone _ -> sent(request, response);
        }
    }

    private static String proofField(Asking asking) {
        return asking.demand() == Demand.PURCHASE ? "proof" : "inside";
    }

    private static String proofText(Asking asking, String inside) {
        if (asking.demand() == Demand.PURCHASE) {
            return "done.wrong.proof";
        }
        return asking.wantsEither() && inside.isBlank() ? "register.either" : "register.wrong.proof";
    }

    private void receipt(ServerRequest request, ServerResponse response) {
        show(request, response, empty("receipt", request));
    }

    private void receiptWanted(ServerRequest request, ServerResponse response) {
        var form = Form.read(request);
        asked(request, response, form, "receipt", (_, code, contact) -> {
            var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            var person = desks.watches().known(contact);
            var letter = desks.answers().letter(code, contact.language());
            var sealed = desks.vault().seal(person, Matter.LETTER, person.id(), letter);
            desks.outbox().post(person, Occasion.RECEIPT, code.item(), sealed, now);
            frame.send(request, response, "sent.jte", Map.of("page", frame.page(request), "key", "receipt.sent"));
        });
    }

    private void lost(ServerRequest request, ServerResponse response) {
        show(request, response, asking("mine", "", ""));
    }

    private void reminded(ServerRequest request, ServerResponse response) {
        var form = Form.read(request);
        var asking = asking("mine", "", form.get("address"));
        var contact = contact(request, form.get("address"));
        if (contact.isEmpty()) {
            show(request, response, asking.wrong("address", wrongAddress(asking.phones())));
            return;
        }
        desks.watches().remind(contact.get().address());
        frame.send(request, response, "sent.jte", Map.of("page", frame.page(request), "key", "mine.sent"));
    }
}
