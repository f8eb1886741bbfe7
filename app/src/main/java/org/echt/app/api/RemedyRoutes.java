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
import org.echt.core.recall.RemedyDesk;
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
        var entry = new Entry(
                call,
                office.remedies().book(call.id(), call.act("")),
                office.catalogue().get());
        if (many) {
            return Answer.lines(lines(entry));
        }
        var object = record(entry, call.body());
        return Answer.of(Boolean.TRUE.equals(object.get("recorded")) ? 201 : 200, object);
    }

    /** A call and what its remedies are read against and written to. */
    private record Entry(Call call, RemedyDesk.Book book, Catalogue catalogue) {}

    /** What can be recorded is; every other line says why not. */
    private static List<Map<String, @Nullable Object>> lines(Entry entry) throws IOException {
        var lines = entry.call().body().lines().toList();
        if (lines.size() > MOST_LINES) {
            throw new RefusedException(Fault.TOO_LARGE, "the body has more than " + MOST_LINES + " lines");
        }
        var answers = new ArrayList<Map<String, @Nullable Object>>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                answers.add(line(entry, lines.get(i), i + 1));
            }
        }
        return answers;
    }

    private static Map<String, @Nullable Object> line(Entry entry, String line, int number) {
        var object = Json.object();
        object.put("line", number);
        try {
            var recorded = record(entry, line);
            object.put("status", Boolean.TRUE.equals(recorded.get("recorded")) ? 201 : 200);
            object.putAll(recorded);
        } catch (RefusedException e) {
            object.put("status", e.fault().status);
            object.put("detail", e.getMessage());
        }
        return object;
    }

    private static Map<String, @Nullable Object> record(Entry entry, String json) {
        var fields = Json.texts(json, FIELDS);
        var code = IssuedCodes.issued(entry.catalogue(), Json.required(fields, "code"));
        var kind = kind(Json.required(fields, "kind"));
        var day = Call.day("date", Json.required(fields, "date"));
        var note = fields.getOrDefault("note", "");
        if (note.length() > LONGEST_NOTE) {
            throw bad("note has more than " + LONGEST_NOTE + " characters");
        }
        Instant at = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        var done = new Done(code.item(), kind, at, note);
        boolean dry = entry.call().isDry();
        var object = Json.object();
        object.put("recall", entry.call().id());
        object.put("code", code.code().masked());
        object.put(
                "recorded", dry ? entry.book().wouldRecord(done) : entry.book().record(done));
        object.put("dryRun", dry);
        return object;
    }

    private Answer revoke(Call call) throws IOException {
        var fields = Json.texts(call.body(), Set.of("code", "why"));
        var code = IssuedCodes.issued(office.catalogue().get(), Json.required(fields, "code"));
        var revoked = office.remedies()
                .revoke(call.id(), code.item(), call.act(Json.required(fields, "why")))
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
        var code = IssuedCodes.issued(office.catalogue().get(), Json.required(fields, "code"));
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
