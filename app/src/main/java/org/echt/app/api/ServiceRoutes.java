package org.echt.app.api;

import io.helidon.http.Method;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.echt.app.answer.DossierJson;
import org.echt.core.access.Right;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.echt.core.outreach.Outbox;
import org.echt.core.registration.ContactAddress;
import org.echt.core.registration.Dispute;
import org.echt.core.registration.DisputeDesk.Said;
import org.echt.core.registration.DisputeDesk.Side;
import org.echt.core.registration.PersonDesk.Kept;
import org.jspecify.annotations.Nullable;

/**
 * Disputes and persons, for those who serve them. All of it needs a person who signed in: no key has these rights. Addresses
 * come in bodies only, and go out in nobody's answer but an export.
 */
final class ServiceRoutes {
    /** More than anybody ever got. */
    private static final int MOST_MESSAGES = 10_000;

    private final Office office;

    ServiceRoutes(Office office) {
        this.office = office;
    }

    List<Route> routes() {
        return List.of(
                new Route(Method.GET, "/disputes", Right.DECIDE_DISPUTES, this::disputes),
                new Route(Method.GET, "/disputes/{id}", Right.DECIDE_DISPUTES, this::dispute),
                new Route(Method.POST, "/disputes/{id}/decide", Right.DECIDE_DISPUTES, this::decide),
                new Route(Method.POST, "/persons/export", Right.MANAGE_PERSONS, this::export),
                new Route(Method.POST, "/persons/delete", Right.MANAGE_PERSONS, this::delete));
    }

    private Answer disputes(Call call) {
        int limit = call.limit();
        var after = call.query("after").orElse("");
        var page = office.persons().get().disputes().open(call.actor(), after, limit + 1);
        var object = Json.object();
        object.put("disputes", page.stream().limit(limit).map(this::summary).toList());
        object.put("next", page.size() > limit ? page.get(limit - 1).id() : null);
        return Answer.of(200, object);
    }

    private Map<String, @Nullable Object> summary(Dispute dispute) {
        var object = Json.object();
        object.put("dispute", dispute.id());
        object.put("state", dispute.isOpen() ? "OPEN" : "DECIDED");
        object.put(
                "code",
                office.catalogue().get().authenticator().codeOf(dispute.item()).masked());
        object.put("item", dispute.item());
        object.put("openedAt", dispute.openedAt().toString());
        var decision = dispute.decision();
        if (decision != null) {
            object.put("for", decision.winner() == 0 ? null : decision.winner());
            object.put("by", decision.by());
            object.put("at", decision.at().toString());
            object.put("why", decision.why());
        }
        return object;
    }

    private Answer dispute(Call call) {
        var found = office.persons().get().disputes().find(call.id(), call.actor());
        var object = summary(found.dispute());
        object.put("sides", found.sides().stream().map(ServiceRoutes::side).toList());
        return Answer.of(200, object);
    }

    private static Map<String, @Nullable Object> side(Side side) {
        var object = Json.object();
        object.put("claim", side.registration());
        object.put("person", side.person());
        object.put("claimedAt", side.at().toString());
        object.put("proof", side.proof().name());
        object.put("state", side.state().name());
        object.put("sent", side.said().stream().map(ServiceRoutes::said).toList());
        return object;
    }

    private static Map<String, @Nullable Object> said(Said said) {
        var object = Json.object();
        object.put("at", said.at().toString());
        object.put("text", said.statement());
        var picture = said.picture();
        if (picture != null) {
            object.put("mediaType", picture.mediaType());
            object.put("picture", Base64.getEncoder().encodeToString(picture.bytes()));
        }
        return object;
    }

    private Answer decide(Call call) throws IOException {
        var fields = Json.texts(call.body(), Set.of("for", "why"));
        var winner = Json.required(fields, "for");
        if (!winner.matches("nobody|[1-9][0-9]{0,17}")) {
            throw bad("for is neither the number of a claim nor nobody");
        }
        long claim = winner.equals("nobody") ? 0 : Long.parseLong(winner);
        var act = call.act(Json.required(fields, "why"));
        var desk = office.persons().get().disputes();
        boolean dry = call.isDry();
        var object = summary(dry ? desk.rehearse(call.id(), claim, act) : desk.decide(call.id(), claim, act));
        object.put("dryRun", dry);
        return Answer.of(200, object);
    }

    private Answer export(Call call) throws IOException {
        var fields = Json.texts(call.body(), Set.of("address", "why"));
        var address = address(fields);
        var desks = office.persons().get();
        var dossier = desks.persons()
                .export(address, call.act(Json.required(fields, "why")))
                .orElseThrow(ServiceRoutes::nobody);
        var filter = new Outbox.Filter("", null, dossier.person().id(), Long.MAX_VALUE, MOST_MESSAGES);
        var authenticator = office.catalogue().get().authenticator();
        var json = DossierJson.write(
                dossier,
                desks.messages().find(filter),
                item -> authenticator.batches().batchOf(item) == null
                        ? Optional.empty()
                        : Optional.of(authenticator.codeOf(item).text()));
        return Answer.json(json);
    }

    private Answer delete(Call call) throws IOException {
        var fields = Json.texts(call.body(), Set.of("address", "why"));
        var address = address(fields);
        var act = call.act(Json.required(fields, "why"));
        var desk = office.persons().get().persons();
        var kept = desk.find(address, act).orElseThrow(ServiceRoutes::nobody);
        boolean dry = call.isDry();
        if (!dry && !desk.delete(address, act)) {
            throw nobody();
        }
        return Answer.of(200, deleted(kept, dry));
    }

    private static Map<String, @Nullable Object> deleted(Kept kept, boolean dry) {
        var object = Json.object();
        object.put("person", kept.reference());
        object.put("watches", kept.watches());
        object.put("claims", kept.claims());
        object.put("sent", kept.sent());
        object.put("deleted", !dry);
        object.put("dryRun", dry);
        return object;
    }

    /** Never says what was sent. */
    static ContactAddress address(Map<String, String> fields) {
        var text = Json.required(fields, "address");
        return ContactAddress.mail(text)
                .or(() -> ContactAddress.phone(text))
                .orElseThrow(() -> bad("address is no mail address and no telephone number with its country"));
    }

    private static RefusedException nobody() {
        return new RefusedException(Fault.NOT_FOUND, "nothing is kept of this address");
    }

    private static RefusedException bad(String message) {
        return new RefusedException(Fault.BAD_REQUEST, message);
    }
}
