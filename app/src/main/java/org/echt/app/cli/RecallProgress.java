package org.echt.app.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import org.echt.core.recall.Effectiveness.Counts;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code echt recall progress}: how far a recall has got, by where its units are. */
@Command(
        name = "progress",
        header =
                "Counts how far a recall has got, by where its units are: by the attribute holder, else by their life.",
        description = {
            "  echt recall progress R-2026-001",
            "  echt recall progress R-2026-001 --from 2026-11-01 --to 2026-11-30 --json"
        })
final class RecallProgress extends Action.OnWorkbench {
    static final String FEW_REPORTS =
            "delivered counts what a mail server reported; few report it, so it is less than what arrived";

    @Parameters(paramLabel = "ID", description = "Id of the recall.")
    String id = "";

    @Mixin
    Period period = new Period();

    RecallProgress(Shell shell) {
        super(shell);
    }

    @Override
    int run(Workbench bench, Output output) {
        var found = period.count(bench, id);
        var rows = new Output.Rows(
                "level",
                "affected",
                "reachable",
                "notified",
                "notified_in_period",
                "delivered",
                "read",
                "seen",
                "seen_in_period",
                "answered",
                "answered_in_period",
                "remedied",
                "remedied_in_period",
                "corrected");
        found.levels().forEach((level, counts) -> add(rows, Words.lower(level), counts));
        add(rows, "total", found.total());
        if (output.isJson()) {
            var facts = new LinkedHashMap<String, @Nullable Object>();
            facts.put("recall", id);
            facts.put("since", found.since());
            facts.put("from", period.firstDay(found));
            facts.put("to", period.lastDay(found));
            facts.put("levels", rows.objects());
            facts.put("notes", FEW_REPORTS);
            output.facts(facts);
        } else {
            output.list(rows);
            output.say("Published " + found.since() + "; the period is " + period.firstDay(found) + " to "
                    + period.lastDay(found) + ".");
            output.say(FEW_REPORTS + ".");
        }
        return Exit.FINE;
    }

    private static void add(Output.Rows rows, String level, Counts counts) {
        rows.add(
                level,
                counts.affected(),
                counts.reachable(),
                counts.notified().total(),
                counts.notified().period(),
                counts.delivered().total(),
                counts.read().total(),
                counts.seen().total(),
                counts.seen().period(),
                counts.answered().total(),
                counts.answered().period(),
                counts.remedied().total(),
                counts.remedied().period(),
                counts.affected() == 0 ? null : String.format(Locale.ROOT, "%.1f %%", counts.corrected() * 100));
    }
}
