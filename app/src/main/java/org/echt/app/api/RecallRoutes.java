package org.echt.app.api;

import io.helidon.http.Method;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.echt.core.access.Right;
import org.echt.core.attribute.ScopeText;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.echt.core.recall.Content;
import org.echt.core.recall.Effectiveness.Counts;
import org.echt.core.recall.Effectiveness.Reached;
import org.echt.core.recall.Recall;
import org.echt.core.recall.Revision;
import org.jspecify.annotations.Nullable;

/** Recalls as those who work on them see them; changes nothing. */
final class RecallRoutes {
    private final Office office;

    RecallRoutes(Office office) {
        this.office = office;
    }

    List<Route> routes() {
        return List.of(
                new Route(Method.GET, "/recalls", Right.READ, this::list),
                new Route(Method.GET, "/recalls/{id}", Right.READ, this::one),
                new Route(Method.GET, "/recalls/{id}/findings", Right.READ, 20, this::findings),
                new Route(Method.GET, "/recalls/{id}/progress", Right.READ, 20, this::progress));
    }

    private Answer list(Call call) {
        int limit = call.limit();
        var after = call.query("after").orElse("");
        var page = office.recallStore().recalls().stream()
                .sorted(Comparator.comparing(Recall::id))
                .filter(recall -> recall.id().compareTo(after) > 0)
                .limit(limit + 1L)
                .toList();
        var shown = page.stream().limit(limit).map(RecallRoutes::summary).toList();
        var object = Json.object();
        object.put("recalls", shown);
        object.put("next", page.size() > limit ? page.get(limit - 1).id() : null);
        return Answer.of(200, object);
    }

    private Answer one(Call call) {
        var recall = office.recalls().find(call.id());
        var object = summary(recall);
        var content = recall.latest().content();
        object.put("scope", ScopeText.write(content.scope()));
        object.put("languages", languages(content));
        object.put("publishedAloneBy", recall.aloneBy().orElse(null));
        object.put(
                "lapsesAt",
                recall.inForce().map(Revision::lapsesAt).map(Instant::toString).orElse(null));
        object.put(
                "revisions",
                recall.revisions().stream().map(RecallRoutes::revision).toList());
        return Answer.of(200, object);
    }

    private static Map<String, @Nullable Object> summary(Recall recall) {
        var latest = recall.latest();
        var object = Json.object();
        object.put("recall", recall.id());
        object.put("drill", recall.isDrill());
        object.put("state", latest.state().name());
        object.put("version", latest.version());
        object.put("kind", latest.content().notice().kind().name());
        object.put("action", latest.content().action().name());
        object.put("affected", counted(latest, latest.impact().affected()));
        object.put("unknown", counted(latest, latest.impact().unknown()));
        return object;
    }

    private static Map<String, @Nullable Object> revision(Revision revision) {
        var object = Json.object();
        object.put("revision", revision.number());
        object.put("state", revision.state().name());
        object.put("version", revision.version());
        object.put("change", revision.kind().name());
        object.put("affected", counted(revision, revision.impact().affected()));
        object.put("by", revision.by());
        object.put("at", revision.at().toString());
        object.put("why", revision.why());
        return object;
    }

    private static @Nullable Long counted(Revision revision, long count) {
        return revision.impact().isCounted() ? count : null;
    }

    private static Map<String, List<String>> languages(Content content) {
        var languages = new TreeMap<String, List<String>>();
        content.notice()
                .texts()
                .keySet()
                .forEach(law ->
                        languages.put(law.name(), List.copyOf(content.notice().languages(law))));
        return languages;
    }

    private Answer findings(Call call) {
        var objects = new ArrayList<Map<String, @Nullable Object>>();
        office.recalls().findings(call.id()).forEach(finding -> objects.add(NoticeRoutes.object(finding)));
        var object = Json.object();
        object.put("recall", call.id());
        object.put("findings", objects);
        return Answer.of(200, object);
    }

    private Answer progress(Call call) {
        var from = call.day("from").map(RecallRoutes::start).orElse(Instant.EPOCH);
        // What happens at this very instant counts as well.
        var to = call.day("to")
                .map(day -> start(day.plusDays(1)))
                .orElse(office.clock().instant().plusMillis(1));
        if (!to.isAfter(from)) {
            throw new RefusedException(Fault.BAD_REQUEST, "the day of \"to\" is before that of \"from\"");
        }
        var found = office.effectiveness().of(call.id(), from, to);
        var levels = new ArrayList<Map<String, @Nullable Object>>();
        found.levels().forEach((level, counts) -> levels.add(counts(level.name(), counts)));
        var object = Json.object();
        object.put("recall", call.id());
        object.put("since", found.since().toString());
        object.put("from", from.isBefore(found.since()) ? found.since().toString() : from.toString());
        object.put("before", to.toString());
        object.put("levels", levels);
        object.put("total", counts("ALL", found.total()));
        return Answer.of(200, object);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Map<String, @Nullable Object> counts(String level, Counts counts) {
        var object = Json.object();
        object.put("level", level);
        object.put("affected", counts.affected());
        object.put("reachable", counts.reachable());
        object.put("notified", reached(counts.notified()));
        object.put("delivered", reached(counts.delivered()));
        object.put("read", reached(counts.read()));
        object.put("seen", reached(counts.seen()));
        object.put("answered", reached(counts.answered()));
        object.put("remedied", reached(counts.remedied()));
        return object;
    }

    private static Map<String, Long> reached(Reached reached) {
        return new TreeMap<>(Map.of("total", reached.total(), "inPeriod", reached.period()));
    }
}
