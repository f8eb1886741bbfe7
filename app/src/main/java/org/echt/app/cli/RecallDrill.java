package org.echt.app.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.echt.core.recall.Recall;
import org.echt.core.recall.Revision;
import org.echt.core.recall.Revision.State;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code echt recall drill}: how long each step of a drill, or of a recall, took. */
@Command(
        name = "drill",
        header = "Reports how long each step took, from the first draft on; for drills and for real recalls.",
        description = {
            "  echt recall draft --drill --scope \"lot = K7\" --notice n.json",
            "  echt recall drill D-2026-001"
        })
final class RecallDrill extends Action.OnWorkbench {
    @Parameters(paramLabel = "ID", description = "Id of the drill or recall.")
    String id = "";

    RecallDrill(Shell shell) {
        super(shell);
    }

    @Override
    int run(Workbench bench, Output output) {
        var recall = bench.recalls().find(id);
        var rows = new Output.Rows("step", "by", "at", "after_step_before", "since_draft", "affected");
        var first = recall.revisions().getFirst();
        var before = first;
        for (var revision : recall.revisions()) {
            rows.add(
                    Words.lower(revision.state()) + (revision.isUnsigned() ? " by one person" : ""),
                    revision.by(),
                    revision.at().toString(),
                    said(Duration.between(before.at(), revision.at())),
                    said(Duration.between(first.at(), revision.at())),
                    revision.impact().isCounted() ? revision.impact().affected() : null);
            before = revision;
        }
        if (output.isJson()) {
            var facts = facts(recall);
            facts.put("steps", rows.objects());
            output.facts(facts);
        } else {
            output.facts(facts(recall));
            output.line("");
            output.list(rows);
        }
        return Exit.FINE;
    }

    private static Map<String, @Nullable Object> facts(Recall recall) {
        var first = recall.revisions().getFirst();
        var published = recall.revisions().stream()
                .filter(r -> r.state() == State.PUBLISHED)
                .findFirst();
        var facts = new LinkedHashMap<String, @Nullable Object>();
        facts.put("recall", recall.id());
        facts.put("drill", recall.isDrill());
        facts.put(
                "persons",
                recall.revisions().stream().map(Revision::by).distinct().count());
        facts.put(
                "sent_back",
                recall.revisions().stream().filter(r -> isSentBack(recall, r)).count());
        facts.put(
                "draft_to_published",
                published.map(r -> said(Duration.between(first.at(), r.at()))).orElse("not published yet"));
        facts.put(
                "told_outside",
                recall.isDrill() ? "nothing: this is a drill" : published.isPresent() ? "yes" : "not yet");
        return facts;
    }

    private static boolean isSentBack(Recall recall, Revision revision) {
        return revision.state() == State.DRAFT
                && revision.number() > 1
                && recall.revisions().get(revision.number() - 2).state() == State.SUBMITTED;
    }

    /** {@code 1 h 02 min 03 s}, {@code 4.2 s}. */
    private static String said(Duration duration) {
        if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
            return String.format(java.util.Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
        }
        return (duration.toHours() > 0 ? duration.toHours() + " h " : "")
                + String.format(
                        java.util.Locale.ROOT, "%02d min %02d s", duration.toMinutesPart(), duration.toSecondsPart());
    }
}
