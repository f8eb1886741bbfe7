package org.echt.app.api;

import io.helidon.http.Method;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.echt.core.access.Right;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.echt.core.notice.RemedyKind;
import org.echt.core.recall.Remedy;
import org.echt.core.recall.RemedyDesk.Done;
import org.echt.core.recall.RemedyRecord;
import org.echt.core.recall.Revocation;
import org.echt.core.verify.Catalogue;
import org.jspecify.annotations.Nullable;

/**
 * Remedies as service shops record them, one or many at once. The same remedy again is nothing new, so that a request whose
 * answer was lost can be sent again. Codes come in bodies only, and go out masked.
 */
final class RemedyRoutes {
    private static final Set<String> FIELDS = Set.of("code", "kind", "date", "note");
    private static final Set<String> LINES = Set.of("application/x-ndjson", "application/jsonl");
    private static final int MOST_LINES = 10_000;
    private static final int LONGEST_NOTE = 500;

    private final Office office;

    RemedyRoutes(Office office) {
        this.office = office;
    }

    List<Route> routes() {
        return List.of(
                new Route(Method.POST, "/recalls/{id}/remedies", Right.RECORD_REMEDIES, this::record),
                new Route(Method.POST, "/recalls/{id}/remedies/revoke", Right.RECORD_REMEDIES, this::revoke),
                new Route(Method.POST, "/recalls/{id}/remedies/history", Right.READ, this::history));
    }

    private Answer record(Call call) throws IOException {
        var type = call.type();
        boolean many = LINES.contains(type);
        if (!many && !type.equals("application/json")) {
            throw bad("the body is neither application/json nor application/x-ndjson");
        }
        office.remedies().requirePublished(call.id());
        var catalogue = office.catalogue().get();
        if (many) {
            return Answer.lines(lines(call, catalogue));
        }
        var object = record(call, catalogue, call.body());
        return Answer.of(Boolean.TRUE.equals(object.get("recorded")) ? 201 : 200, object);
    }

    /** What can be recorded is; every other line says why not. */
    private List<Map<String, @Nullable Object>> lines(Call call, Catalogue catalogue) throws IOException {
        var lines = call.body().lines().toList();
        if (lines.size() > MOST_LINES) {
            throw new RefusedException(Fault.TOO_LARGE, "the body has more than " + MOST_LINES + " lines");
        }
        var answers = new ArrayList<Map<String, @Nullable Object>>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                answers.add(line(call, catalogue, lines.get(i), i + 1));
            }
        }
        return answers;
    }

    private Map<String, @Nullable Object> line(Call call, Catalogue catalogue, String line, int number) {
        var object = Json.object();
        object.put("line", number);
        try {
            var recorded = record(call, catalogue, line);
            object.put("status", Boolean.TRUE.equals(recorded.get("recorded")) ? 201 : 200);
            object.putAll(recorded);
        } catch (RefusedException e) {
            object.put("status", e.fault().status);
            object.put("detail", e.getMessage());
        }
        return object;
    }

    private Map<String, @Nullable Object> record(Call call, Catalogue catalogue, String json) {
        var fields = Json.texts(json, FIELDS);
        var code = IssuedCodes.issued(catalogue, required(fields, "code"));
        var kind = kind(required(fields, "kind"));
        var day = Call.day("date", required(fields, "date"));
        var note = fields.getOrDefault("note", "");
        if (note.length() > LONGEST_NOTE) {
            throw bad("note has more than " + LONGEST_NOTE + " characters");
        }
        Instant at = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        var done = new Done(call.id(), code.item(), kind, at, note);
        boolean dry = call.query("dryRun").filter("true"::equals).isPresent();
        var act = call.act(note);
        var object = Json.object();
        object.put("recall", call.id());
        object.put("code", code.code().masked());
        object.put(
                "recorded",
                dry
                        ? office.remedies().wouldRecord(done, act)
                        : office.remedies().record(done, act));
        object.put("dryRun", dry);
        return object;
    }

    private Answer revoke(Call call) throws IOException {
        var fields = Json.texts(call.body(), Set.of("code", "why"));
        var code = IssuedCodes.issued(office.catalogue().get(), required(fields, "code"));
        var revoked = office.remedies()
                .revoke(call.id(), code.item(), call.act(required(fields, "why")))
                .orElseThrow(() -> new RefusedException(
                        Fault.CONFLICT,
                        "no remedy of " + call.id() + " stands for "
                                + code.code().masked()));
        var object = Json.object();
        object.put("recall", call.id());
        object.put("code", code.code().masked());
        object.put("revoked", object(revoked));
        return Answer.of(200, object);
    }

    private Answer history(Call call) throws IOException {
        var fields = Json.texts(call.body(), Set.of("code"));
        var code = IssuedCodes.issued(office.catalogue().get(), required(fields, "code"));
        var object = Json.object();
        object.put("recall", call.id());
        object.put("code", code.code().masked());
        object.put(
                "records",
                office.remedies().history(call.id(), code.item()).stream()
                        .map(RemedyRoutes::object)
                        .toList());
        return Answer.of(200, object);
    }

    private static Map<String, @Nullable Object> object(RemedyRecord entry) {
        var object = Json.object();
        switch (entry) {
            case Remedy remedy -> {
                object.put("record", remedy.kind().name());
                object.put("note", remedy.note());
            }
            case Revocation revocation -> {
                object.put("record", "REVOKED");
                object.put("why", revocation.why());
            }
        }
        object.put("at", entry.at().toString());
        object.put("by", entry.by());
        return object;
    }

    private static String required(Map<String, String> fields, String name) {
        var value = fields.getOrDefault(name, "");
        if (value.isBlank()) {
            throw bad("the field " + name + " is missing or empty");
        }
        return value;
    }

    private static RemedyKind kind(String text) {
        for (var kind : RemedyKind.values()) {
            if (kind.name().equals(text)) {
                return kind;
            }
        }
        throw bad("kind is none of " + List.of(RemedyKind.values()));
    }

    private static RefusedException bad(String message) {
        return new RefusedException(Fault.BAD_REQUEST, message);
    }
}
