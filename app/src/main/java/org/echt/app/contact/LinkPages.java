package org.echt.app.contact;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.echt.app.answer.AnswerWriter;
import org.echt.app.answer.DossierJson;
import org.echt.app.answer.Tone;
import org.echt.app.link.Frame;
import org.echt.app.link.PictureMaker;
import org.echt.app.link.Upload;
import org.echt.core.fault.StoreUnavailableException;
import org.echt.core.notice.RemedyKind;
import org.echt.core.notice.StoredPicture;
import org.echt.core.outreach.Message;
import org.echt.core.outreach.Outbox;
import org.echt.core.registration.Claimed;
import org.echt.core.registration.Link;
import org.echt.core.registration.Link.Use;
import org.echt.core.registration.Occasion;
import org.echt.core.registration.Registration;
import org.echt.core.registration.RegistrationDesk.Shown;
import org.echt.core.registration.StoredPerson;
import org.echt.core.registration.Watch;
import org.echt.core.registration.WatchDesk.Contact;
import org.echt.core.serial.AuthenticCode;
import org.jspecify.annotations.Nullable;

/**
 * What the links in messages do (spec/links.md). Looking at one changes nothing, for programs that scan mail open every
 * link; pressing its button does. Every link that does not work is answered alike.
 */
final class LinkPages {
    private static final int SHOWN_AT_MOST = 200;
    /** More than anybody ever got. */
    private static final int MOST_MESSAGES = 10_000;

    private final Frame frame;
    private final Desks desks;
    private final Contacts contacts;
    private final InstantSource clock;

    /** Reads an address somebody typed. */
    interface Contacts {
        Optional<Contact> of(ServerRequest request, String typed);
    }

    LinkPages(Frame frame, Desks desks, Contacts contacts, InstantSource clock) {
        this.frame = frame;
        this.desks = desks;
        this.contacts = contacts;
        this.clock = clock;
    }

    /** A link that works, and whose it is. */
    private record Opened(String text, Link link, StoredPerson person) {
        String path() {
            return "/m/" + text;
        }
    }

    private Optional<Opened> opened(ServerRequest request) {
        var text = request.path().pathParameters().get("link");
        return Link.read(text, desks.links())
                .flatMap(link -> desks.contacts()
                        .person(link.person())
                        .filter(person -> works(link, person))
                        .map(person -> new Opened(text, link, person)));
    }

    private boolean works(Link link, StoredPerson person) {
        return switch (link.use()) {
            case CONFIRM_WATCH, CONFIRM_REGISTRATION -> !link.hasEnded(now());
            case TAKE_OVER -> desks.registrations().hands(link);
            case THINGS, MESSAGE -> link.isCurrent(person);
        };
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    void show(ServerRequest request, ServerResponse response) {
        var opened = opened(request).orElse(null);
        if (opened == null) {
            gone(request, response);
            return;
        }
        switch (opened.link().use()) {
            case CONFIRM_WATCH ->
                confirm(
                        request,
                        response,
                        opened,
                        "confirm.watch",
                        opened.link().object());
            case CONFIRM_REGISTRATION ->
                desks.contacts()
                        .registration(opened.link().object())
                        .ifPresentOrElse(
                                r -> confirm(request, response, opened, "confirm.claim", r.item()),
                                () -> gone(request, response));
            case TAKE_OVER -> takeOver(request, response, opened, "", Map.of());
            case THINGS, MESSAGE -> list(request, response, opened, "", "");
        }
    }

    private void gone(ServerRequest request, ServerResponse response) {
        var page = frame.page(request);
        response.status(Status.NOT_FOUND_404);
        frame.send(
                request,
                response,
                "problem.jte",
                Map.of("page", page, "title", page.say("link.gone"), "lead", page.say("link.gone.lead")));
    }

    private void confirm(ServerRequest request, ServerResponse response, Opened opened, String key, long item) {
        var code = desks.codes().codeOf(item);
        if (code.isEmpty()) {
            gone(request, response);
            return;
        }
        frame.send(
                request,
                response,
                "confirm.jte",
                Map.of(
                        "page",
                        frame.page(request),
                        "key",
                        key,
                        "path",
                        opened.path(),
                        "product",
                        desks.codes().look(code.get()).product().name(),
                        "code",
                        code.get().code().printed()));
    }

    private void takeOver(
            ServerRequest request, ServerResponse response, Opened opened, String address, Map<String, String> wrong) {
        var product = desks.codes()
                .codeOf(opened.link().object())
                .map(code -> desks.codes().look(code).product().name())
                .orElse("");
        var asking = new Asking(
                "over",
                opened.path(),
                "",
                product,
                address,
                false,
                desks.registrations().demand(),
                wrong);
        if (asking.isWrong()) {
            response.status(Status.BAD_REQUEST_400);
        }
        frame.send(request, response, "ask.jte", Map.of("page", frame.page(request), "form", asking));
    }

    void press(ServerRequest request, ServerResponse response) {
        var opened = opened(request).orElse(null);
        if (opened == null) {
            gone(request, response);
            return;
        }
        switch (opened.link().use()) {
            case CONFIRM_WATCH -> confirmWatch(request, response, opened);
            case CONFIRM_REGISTRATION -> confirmClaim(request, response, opened);
            case TAKE_OVER -> taken(request, response, opened);
            case THINGS, MESSAGE -> changed(request, response, opened);
        }
    }

    private void confirmWatch(ServerRequest request, ServerResponse response, Opened opened) {
        if (desks.watches().confirm(opened.link())) {
            speaking(request, opened.person());
            outcome(request, response, opened, "confirm.watch.done", "confirm.watch.done.lead");
        } else {
            gone(request, response);
        }
    }

    /** Whoever presses the link holds the address: from now on they are written to in the language they read. */
    private void speaking(ServerRequest request, StoredPerson person) {
        var language = frame.language(request).tag();
        if (!language.equals(person.language())) {
            desks.contacts().change(person.speaking(language, person.country()));
        }
    }

    private void outcome(ServerRequest request, ServerResponse response, Opened opened, String title, String lead) {
        var list = Link.of(Use.THINGS, opened.person(), 0).write(desks.links());
        frame.send(
                request,
                response,
                "outcome.jte",
                Map.of("page", frame.page(request), "title", title, "lead", lead, "list", "/m/" + list));
    }

    private void confirmClaim(ServerRequest request, ServerResponse response, Opened opened) {
        switch (desks.registrations().confirm(opened.link())) {
            case Claimed.Registered _ -> {
                speaking(request, opened.person());
                outcome(request, response, opened, "claim.REGISTERED", "confirm.watch.done.lead");
            }
            case Claimed.AlreadyYours _ ->
                outcome(request, response, opened, "claim.ALREADY", "confirm.watch.done.lead");
            case Claimed.InDispute _ -> outcome(request, response, opened, "claim.DISPUTE", "claim.DISPUTE.lead");
            case Claimed.Gone _, Claimed.NotOurs _, Claimed.NotProven _, Claimed.ToBeConfirmed _, Claimed.TooMany _ ->
                gone(request, response);
        }
    }

    private void taken(ServerRequest request, ServerResponse response, Opened opened) {
        var typed = Form.read(request).get("address");
        var contact = contacts.of(request, typed);
        if (contact.isEmpty()) {
            takeOver(request, response, opened, typed, Map.of("address", ContactPages.wrongAddress(false)));
            return;
        }
        switch (desks.registrations().takeOver(opened.link(), contact.get())) {
            case Claimed.TooMany _ ->
                takeOver(request, response, opened, typed, Map.of("address", "register.wrong.many"));
            case Claimed.ToBeConfirmed _, Claimed.Registered _, Claimed.AlreadyYours _, Claimed.InDispute _ ->
                frame.send(request, response, "sent.jte", Map.of("page", frame.page(request)));
            case Claimed.Gone _, Claimed.NotOurs _, Claimed.NotProven _ -> gone(request, response);
        }
    }

    /** One change of the list, and the list as it is then. */
    private void changed(ServerRequest request, ServerResponse response, Opened opened) {
        var type = request.headers().contentType().map(Object::toString).orElse("");
        boolean upload = type.startsWith("multipart/form-data");
        var sent = upload ? Upload.read(request) : null;
        var form = sent == null ? Form.read(request) : new Form(sent.fields());
        var person = opened.person();
        long item = number(form.get("item"));
        switch (form.get("do")) {
            case "stop" -> {
                desks.contacts().unwatch(person.id(), item);
                list(request, response, opened, "mine.done", "");
            }
            case "end" -> {
                desks.registrations().giveUp(person, item);
                list(request, response, opened, "mine.done", "");
            }
            case "over" ->
                list(
                        request,
                        response,
                        opened,
                        "mine.over.link",
                        desks.registrations()
                                .handOver(person, item)
                                .map(link -> "https://" + frame.site().domain() + "/m/" + link)
                                .orElse(""));
            case "show" -> evidence(request, response, opened, form, sent);
            case "add" -> add(request, response, opened, form.get("code"));
            case "read" -> read(request, response, opened, form.get("wish"));
            case "news" -> {
                desks.contacts().change(person.news(person.newsAt() == null ? now() : null));
                list(request, response, opened, person.newsAt() == null ? "mine.news.on" : "mine.news.off", "");
            }
            case "language" -> {
                speaking(request, person);
                list(request, response, opened, "mine.done", "");
            }
            case "links" -> {
                desks.contacts().change(person.newLinks());
                desks.outbox().post(person.newLinks(), Occasion.THINGS, 0, new byte[0], now());
                frame.send(request, response, "sent.jte", Map.of("page", frame.page(request), "key", "mine.sent"));
            }
            case "export" -> frame.file(request, response, dossier(person));
            case "forget" -> {
                desks.persons().forget(person);
                var page = frame.page(request);
                frame.send(
                        request,
                        response,
                        "problem.jte",
                        Map.of(
                                "page",
                                page,
                                "title",
                                page.say("mine.forgotten"),
                                "lead",
                                page.say("mine.forgotten.lead")));
            }
            default -> list(request, response, opened, "", "");
        }
    }

    private static long number(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }

    private void evidence(
            ServerRequest request, ServerResponse response, Opened opened, Form form, @Nullable Upload sent) {
        StoredPicture picture = null;
        if (sent != null && (sent.tooLarge() || sent.file().length > 0)) {
            if (sent.tooLarge() || !(desks.pictures().make(sent.file()) instanceof PictureMaker.Made(var made))) {
                response.status(Status.BAD_REQUEST_400);
                list(request, response, opened, sent.tooLarge() ? "done.wrong.size" : "done.wrong.proof", "");
                return;
            }
            picture = made;
        }
        var shown = new Shown("", picture, form.get("text"));
        boolean taken = desks.registrations().show(opened.person(), number(form.get("registration")), shown);
        list(request, response, opened, taken ? "mine.show.thanks" : "register.wrong.many", "");
    }

    /** Whoever has the list holds the address, so nothing has to be confirmed. */
    private void add(ServerRequest request, ServerResponse response, Opened opened, String typed) {
        var code = desks.codes().authentic(typed);
        if (code.isEmpty()) {
            response.status(Status.BAD_REQUEST_400);
            list(request, response, opened, "watch.wrong.code", "");
            return;
        }
        boolean clear = desks.codes().look(code.get()).safety().clear();
        var now = now();
        desks.contacts()
                .watch(List.of(new Watch(opened.person().id(), code.get().item(), Watch.SELF, clear, now, now, null)));
        list(request, response, opened, "confirm.watch.done", "");
    }

    private void read(ServerRequest request, ServerResponse response, Opened opened, String wish) {
        message(opened)
                .ifPresent(message -> Stream.of(RemedyKind.values())
                        .filter(kind -> kind.name().equals(wish))
                        .findFirst()
                        .ifPresentOrElse(
                                kind -> desks.outbox().answer(message.id(), kind, now()),
                                () -> desks.outbox().read(message.id(), now())));
        list(request, response, opened, "mine.read.thanks", "");
    }

    private Optional<Message> message(Opened opened) {
        return opened.link().use() == Use.MESSAGE
                ? desks.outbox()
                        .message(opened.link().object())
                        .filter(m -> m.person() == opened.person().id())
                : Optional.empty();
    }

    private void list(ServerRequest request, ServerResponse response, Opened opened, String said, String link) {
        var person = desks.contacts().person(opened.person().id()).orElse(opened.person());
        var message = message(opened);
        var wishes = message.map(this::wishes).orElse(List.of());
        var mine = new Mine(
                        opened.path(),
                        things(request, person),
                        person.newsAt() != null,
                        frame.languages().choose("", person.language()).ownName(),
                        message.map(Message::recall).orElse(""),
                        wishes,
                        "",
                        "")
                .saying(said, link);
        frame.send(request, response, "mine.jte", Map.of("page", frame.page(request), "mine", mine));
    }

    /** What the notice of a message offers. */
    private List<String> wishes(Message message) {
        return Stream.of(desks.outbox().items(message.id()))
                .flatMap(items -> items.length == 0 ? Stream.empty() : desks.codes().codeOf(items[0]).stream())
                .flatMap(code -> desks.codes().look(code).safety().recalls().stream())
                .filter(concern -> concern.recall().equals(message.recall()))
                .flatMap(concern -> concern.content().notice().offered().stream())
                .map(RemedyKind::name)
                .sorted()
                .distinct()
                .toList();
    }

    private List<Thing> things(ServerRequest request, StoredPerson person) {
        var claims = desks.contacts().registrations(person.id()).stream()
                .filter(r -> r.state() != Registration.State.ENDED)
                .toList();
        var things = new ArrayList<Thing>();
        var watches = desks.contacts().watches(person.id());
        for (var watch : watches.subList(0, Math.min(watches.size(), SHOWN_AT_MOST))) {
            var claim = claims.stream().filter(r -> r.item() == watch.item()).findFirst();
            thing(request, watch, claim.orElse(null)).ifPresent(things::add);
        }
        claims.stream()
                .filter(r -> watches.stream().noneMatch(w -> w.item() == r.item()))
                .map(r -> thing(request, new Watch(person.id(), r.item(), Watch.OWNER, false, r.at(), r.at(), null), r))
                .flatMap(Optional::stream)
                .forEach(things::add);
        return things;
    }

    private Optional<Thing> thing(ServerRequest request, Watch watch, @Nullable Registration claim) {
        return desks.codes().codeOf(watch.item()).map(code -> {
            var said = says(request, code);
            return new Thing(
                    watch.item(),
                    said.product(),
                    code.code().printed(),
                    "/c/" + code.code().text(),
                    said.tone(),
                    said.text(),
                    watch.since(),
                    watch.confirmedAt() != null,
                    watch.source().startsWith(Watch.DELIVERY) ? watch.source().substring(Watch.DELIVERY.length()) : "",
                    claim == null ? null : claim.state(),
                    claim == null ? 0 : claim.id());
        });
    }

    private record Said(String product, Tone tone, String text) {}

    private Said says(ServerRequest request, AuthenticCode code) {
        var language = frame.language(request);
        try {
            var verdict = desks.codes().look(code);
            var answer = AnswerWriter.write(verdict, language, frame.site());
            return new Said(verdict.product().name(), answer.tone(), answer.title());
        } catch (StoreUnavailableException _) {
            return new Said(frame.site().brand(), Tone.GREY, language.say("UNAVAILABLE.h1"));
        }
    }

    private byte[] dossier(StoredPerson person) {
        var messages = desks.outbox().find(new Outbox.Filter("", null, person.id(), Long.MAX_VALUE, MOST_MESSAGES));
        return DossierJson.write(
                desks.persons().dossier(person),
                messages,
                item -> desks.codes().codeOf(item).map(code -> code.code().text()));
    }
}
