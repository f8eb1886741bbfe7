package org.echt.app.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;
import org.echt.core.asbuilt.ForeignPart;
import org.echt.core.recall.Preview;
import org.echt.core.recall.Previews;
import org.echt.core.recall.Revision;
import org.echt.core.serial.ItemSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code echt recall preview}: exactly what a draft concerns, bound to a hash. */
@Command(
        name = "preview",
        header = "Counts what a draft concerns and shows units on both sides of its edge.",
        description = {"  echt recall preview R-2026-001", "  echt recall preview R-2026-001 --dry-run --sample 50"})
final class RecallPreview extends Action.Change {
    @Parameters(paramLabel = "ID", description = "Id of the recall.")
    String id = "";

    @Option(names = "--sample", paramLabel = "N", description = "Units shown of each side. Default: ${DEFAULT-VALUE}.")
    int sample = 20;

    /** A list a person can read; the count is always whole. */
    private static final int MOST_FOREIGN = 1000;

    RecallPreview(Shell shell) {
        super(shell);
    }

    @Override
    int run(Workbench bench, Output output) {
        if (sample < 0 || sample > 1000) {
            throw Complaint.usage("--sample " + sample + " is not between 0 and 1000", "Try 20.");
        }
        var made = preview(bench, output);
        if (made.isEmpty()) {
            output.say("Stopped. Nothing was changed.");
            return Exit.PARTIAL;
        }
        show(bench, made.get(), output);
        next(made.get(), output);
        sayIfDry(output);
        return Exit.FINE;
    }

    private Optional<Preview> preview(Workbench bench, Output output) {
        var stores = new Previews.Stores(bench.recallStore(), bench.builds(), bench.scans());
        var previews = new Previews(bench.recalls(), stores);
        try (var talk = new PreviewTalk(shell, output)) {
            return dryRun
                    ? previews.look(id, sample, talk)
                    : previews.make(id, sample, shell.act(bench, null, ""), talk);
        }
    }

    private static void show(Workbench bench, Preview preview, Output output) {
        var samples = PreviewFacts.samples(
                preview, new ScopeReasons(bench, bench.catalogues().fresh()));
        var foreign = preview.impact().foreign();
        var outermost = bench.recalls().topLevel(foreign);
        var others = others(bench, outermost);
        var facts = PreviewFacts.of(preview);
        if (!foreign.isEmpty()) {
            facts.put("other_makers", foreign.size());
            facts.put("other_makers_top_level", outermost.size());
        }
        if (output.isJson()) {
            facts.put("warnings", PreviewWarnings.of(preview));
            facts.put("markets", PreviewFacts.markets(preview).objects());
            facts.put("languages", PreviewFacts.languages(preview).objects());
            facts.put("overlaps", PreviewFacts.overlaps(preview).objects());
            facts.put("sample", samples.objects());
            if (!foreign.isEmpty()) {
                facts.put("other_makers_products", others.objects());
            }
            output.facts(facts);
        } else if (output.isPage()) {
            new PreviewPage(preview, output).print();
            list(output, "Units to look at", samples);
            list(output, "Other makers' products affected, top level", others);
        } else {
            PreviewWarnings.of(preview).forEach(w -> output.say("Note: " + w));
            output.facts(facts);
            list(output, "", PreviewFacts.markets(preview));
            list(output, "", PreviewFacts.languages(preview));
            list(output, "", PreviewFacts.overlaps(preview));
            list(output, "", samples);
            list(output, "Other makers' products affected, top level:", others);
        }
        if (outermost.size() > MOST_FOREIGN) {
            output.say("Shown are " + MOST_FOREIGN + " of " + outermost.size() + " other makers' products.");
        }
    }

    private static void list(Output output, String title, Output.Rows rows) {
        if (!rows.isEmpty()) {
            output.line("");
            if (!title.isEmpty()) {
                output.line(title);
            }
            output.list(rows);
        }
    }

    private void next(Preview preview, Output output) {
        if (dryRun) {
            return;
        }
        if (preview.buckets().unknown().isUndecided()) {
            output.say("Decide on the units without a complete build record, then preview again:\n" + "  echt recall "
                    + changing(preview) + " " + id + " --notice FILE");
        } else {
            output.say("Submit exactly this: echt recall submit " + id + " --hash "
                    + preview.impact().summary().hash());
        }
    }

    /** The verb that changes the draft and lets it be what it is. */
    private static String changing(Preview preview) {
        var kind = preview.recall().latest().kind();
        return kind == Revision.Kind.NEW ? "reword" : Words.lower(kind);
    }

    /** Other makers' products that sit in nothing else, by name; they carry no code of ours, so their owner is told by their maker. */
    private static Output.Rows others(Workbench bench, ItemSet outermost) {
        var shown = new ArrayList<Long>();
        for (long i = 0; i < Math.min(outermost.size(), MOST_FOREIGN); i++) {
            shown.add(outermost.at(i));
        }
        var rows = new Output.Rows("name", "type", "serial", "lot", "maker");
        bench.builds().foreign(shown).values().stream()
                .sorted(Comparator.comparing(ForeignPart::name).thenComparingLong(ForeignPart::item))
                .forEach(part -> rows.add(
                        part.name(),
                        part.key().type(),
                        part.key().serial(),
                        part.key().lot(),
                        part.key().maker()));
        return rows;
    }
}
