package org.echt.app.api;

import io.helidon.http.Method;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.echt.core.access.Right;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.echt.core.registration.DeliveryDesk.Delivery;
import org.echt.core.registration.DeliveryDesk.Terms;
import org.echt.core.registration.WatchDesk.Contact;
import org.echt.core.verify.Catalogue;
import org.jspecify.annotations.Nullable;

/**
 * Whom sellers delivered what, one or many at once. The same delivery again is nothing new, so that a request whose answer was
 * lost can be sent again. Codes and addresses come in bodies only; codes go out masked, addresses never.
 */
final class DeliveryRoutes {
    private static final Set<String> FIELDS = Set.of("code", "address", "language", "country");
    private static final Set<String> LINES = Set.of("application/x-ndjson", "application/jsonl");
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final int MOST_LINES = 10_000;

    private final Office office;

    DeliveryRoutes(Office office) {
        this.office = office;
    }

    List<Route> routes() {
        return List.of(new Route(Method.POST, "/deliveries", Right.DELIVER, this::take));
    }

    private Answer take(Call call) throws IOException {
        var type = call.type();
        boolean many = LINES.contains(type);
        if (!many && !type.equals("application/json")) {
            throw bad("the body is neither application/json nor application/x-ndjson");
        }
        var terms = terms(call);
        return many ? lines(call, terms) : one(call, terms);
    }

    private static Terms terms(Call call) {
        var days = call.query("keep").orElse("");
        if (!days.matches("[0-9]{1,5}")) {
            throw bad("the query needs keep, the days for which these buyers are told of recalls");
        }
        var seller = call.query("seller").orElseThrow(() -> bad("the query needs seller, who delivered"));
        return new Terms(seller, Duration.ofDays(Long.parseLong(days)));
    }

    /** A line and what it says, or why it cannot be used. */
    private record Line(@Nullable Delivery delivery, Map<String, @Nullable Object> answer) {}

    private Answer one(Call call, Terms terms) throws IOException {
        var catalogue = office.catalogue().get();
        var delivery = delivery(catalogue, call.body());
        boolean taken = !taken(call, List.of(delivery), terms).isEmpty();
        var object = Json.object();
        object.put("code", masked(catalogue, delivery));
        object.put("added", taken);
        object.put("dryRun", call.isDry());
        return Answer.of(taken ? 201 : 200, object);
    }

    /** What can be taken is, in one transaction; every other line says why not. */
    private Answer lines(Call call, Terms terms) throws IOException {
        var texts = call.body().lines().toList();
        if (texts.size() > MOST_LINES) {
            throw new RefusedException(Fault.TOO_LARGE, "the body has more than " + MOST_LINES + " lines");
        }
        var catalogue = office.catalogue().get();
        var lines = new ArrayList<Line>();
        for (int i = 0; i < texts.size(); i++) {
            if (!texts.get(i).isBlank()) {
                lines.add(line(catalogue, texts.get(i), i + 1));
            }
        }
        var good = lines.stream()
                .flatMap(line -> Stream.ofNullable(line.delivery()))
                .toList();
        var taken = good.isEmpty() ? new BitSet() : taken(call, good, terms);
        int place = 0;
        for (var line : lines) {
            if (line.delivery() != null) {
                boolean isNew = taken.get(place++);
                line.answer().put("status", isNew ? 201 : 200);
                line.answer().put("code", masked(catalogue, line.delivery()));
                line.answer().put("added", isNew);
            }
        }
        return Answer.lines(lines.stream().map(Line::answer).toList());
    }

    private Line line(Catalogue catalogue, String text, int number) {
        var answer = Json.object();
        answer.put("line", number);
        try {
            return new Line(delivery(catalogue, text), answer);
        } catch (RefusedException e) {
            answer.put("status", e.fault().status);
            answer.put("detail", e.getMessage());
            return new Line(null, answer);
        }
    }

    private BitSet taken(Call call, List<Delivery> deliveries, Terms terms) {
        var desk = office.persons().get().deliveries();
        return call.isDry()
                ? desk.wouldTake(deliveries, terms, call.act(""))
                : desk.take(deliveries, terms, call.act(""));
    }

    private Delivery delivery(Catalogue catalogue, String json) {
        var fields = Json.texts(json, FIELDS);
        var code = IssuedCodes.issued(catalogue, Json.required(fields, "code"));
        var language = office.persons()
                .get()
                .languages()
                .apply(Json.required(fields, "language"))
                .orElseThrow(() -> bad("language is none that is known here"));
        var country = fields.getOrDefault("country", "").toUpperCase(Locale.ROOT);
        if (!country.isEmpty() && !COUNTRIES.contains(country)) {
            throw bad("country is none of two letters, like DE");
        }
        return new Delivery(code.item(), new Contact(ServiceRoutes.address(fields), language, country));
    }

    private static String masked(Catalogue catalogue, Delivery delivery) {
        return catalogue.authenticator().codeOf(delivery.item()).masked();
    }

    private static RefusedException bad(String message) {
        return new RefusedException(Fault.BAD_REQUEST, message);
    }
}
