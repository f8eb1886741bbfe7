package org.echt.app.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.echt.core.asbuilt.ForeignPart;
import org.echt.core.attribute.ScopeText;
import org.echt.core.recall.Content;
import org.echt.core.recall.Impact;
import org.echt.core.recall.Recall;
import org.echt.core.serial.ItemSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code echt recall preview}: exactly what a draft concerns, bound to a hash. */
@Command(
        name = "preview",
        header = "Counts what a draft concerns and shows units on both sides of its edge.",
        description = {"  echt recall preview R-2026-001", "  echt recall preview R-2026-001 --dry-run --sample 20"})
final class RecallPreview extends Action.Change {
    @Parameters(paramLabel = "ID", description = "Id of the recall.")
    String id = "";

    @Option(names = "--sample", paramLabel = "N", description = "Units shown of each side. Default: ${DEFAULT-VALUE}.")
    int sample = 5;

    /** A list a person can read; the count is always whole. */
    private static final int MOST_FOREIGN = 1000;

    RecallPreview(Shell shell) {
        super(shell);
    }

    @Override
    int run(Workbench bench, Output output) {
        if (sample < 0 || sample > 1000) {
            throw Complaint.usage("--sample " + sample + " is not between 0 and 1000", "Try 5.");
        }
        Recall recall;
        Impact impact;
        if (dryRun) {
            recall = bench.recalls().find(id);
            impact = bench.recalls().impact(id);
        } else {
            var previewed = bench.recalls().preview(id, shell.act(bench, null, ""));
            recall = previewed.recall();
            impact = previewed.impact();
        }
        var content = recall.latest().content();
        var samples = samples(bench, content, impact);
        var facts = facts(content, impact.summary());
        var foreign = impact.foreign();
        var outermost = bench.recalls().topLevel(foreign);
        if (!foreign.isEmpty()) {
            facts.put("other_makers", foreign.size());
            facts.put("other_makers_top_level", outermost.size());
        }
        var others = others(bench, outermost);
        if (output.isJson()) {
            facts.put("sample", samples.objects());
            if (!foreign.isEmpty()) {
                facts.put("other_makers_products", others.objects());
            }
            output.facts(facts);
        } else {
            output.facts(facts);
            output.line("");
            output.list(samples);
            if (!foreign.isEmpty()) {
                output.line("");
                output.line("Other makers' products affected, top level:");
                output.list(others);
            }
        }
        if (outermost.size() > MOST_FOREIGN) {
            output.say("Shown are " + MOST_FOREIGN + " of " + outermost.size() + " other makers' products.");
        }
        if (!dryRun) {
            output.say("Hand exactly this to a second person: echt recall submit " + id + " --hash "
                    + impact.summary().hash());
        }
        sayIfDry(output);
        return Exit.FINE;
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

    private Output.Rows samples(Workbench bench, Content content, Impact impact) {
        var catalogue = bench.catalogues().fresh();
        var reasons = new ScopeReasons(bench, catalogue);
        var outside = catalogue.register().issued().andNot(impact.affected()).andNot(impact.unknown());
        var rows = new Output.Rows("side", "code", "product", "lot", "matches", "reason");
        reasons.show(rows, "affected", content.scope(), ScopeReasons.sample(impact.affected(), sample, shell.random()));
        reasons.show(rows, "unknown", content.scope(), ScopeReasons.sample(impact.unknown(), sample, shell.random()));
        reasons.show(
                rows,
                "just outside",
                content.scope(),
                ScopeReasons.justOutside(impact.affected(), outside, sample, shell.random()));
        return rows;
    }

    private Map<String, @Nullable Object> facts(Content content, Impact.Summary summary) {
        var facts = new LinkedHashMap<String, @Nullable Object>();
        facts.put("recall", id);
        facts.put("scope", ScopeText.write(content.scope()));
        facts.put("action", Words.lower(content.action()));
        facts.put("issued", summary.issued());
        facts.put("affected", summary.affected());
        facts.put("affected_by_product", summary.affectedByProduct());
        facts.put("unknown", summary.unknown());
        facts.put("unknown_by_product", summary.unknownByProduct());
        facts.put("unknown_are_told", content.unknownBuild() == Content.UnknownBuild.CHECK ? "check" : "nothing");
        facts.put("remedied", summary.remedied());
        facts.put("gained", summary.gained());
        facts.put("lost", summary.lost());
        facts.put("hash", summary.hash());
        return facts;
    }
}
