package org.echt.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.echt.core.attribute.ScopeText;
import org.echt.core.recall.Preview;
import org.echt.core.scan.Life;

/** A preview as a page that is read from top to bottom. */
final class PreviewPage {
    private final Preview preview;
    private final Output output;
    private final List<String[]> table = new ArrayList<>();

    PreviewPage(Preview preview, Output output) {
        this.preview = preview;
        this.output = output;
    }

    /** Everything but the samples and other makers' products, which are lists like all others. */
    void print() {
        headline();
        warnings();
        affected();
        unknown();
        difference();
        flush();
        section("Where they were sold", PreviewFacts.markets(preview));
        section("Languages they must be told in", PreviewFacts.languages(preview));
        section("Other recalls of the same units", PreviewFacts.overlaps(preview));
    }

    private void headline() {
        var recall = preview.recall();
        var latest = recall.latest();
        var summary = preview.impact().summary();
        var kind = preview.content().notice().kind();
        output.line((recall.isDrill() ? "DRILL " : "") + recall.id() + "  " + Words.lower(kind) + ", "
                + Words.lower(preview.content().action()) + ", "
                + (latest.version() == 0
                        ? "first version"
                        : Words.lower(latest.kind()) + " of version " + latest.version()));
        output.line(Output.visible(ScopeText.write(preview.content().scope())));
        output.line("");
        output.line(number(summary.affected()) + " of " + Words.units(summary.issued()) + " are affected.");
    }

    private void warnings() {
        var warnings = PreviewWarnings.of(preview);
        if (!warnings.isEmpty()) {
            output.line("");
            warnings.forEach(w -> output.line("  ! " + Output.visible(w)));
        }
        output.line("");
    }

    private void affected() {
        var summary = preview.impact().summary();
        var buckets = preview.buckets();
        row("Affected", summary.affected(), "");
        summary.affectedByProduct().forEach((product, units) -> row("  " + product, units, ""));
        var inside = buckets.inside();
        row("  of them inside something larger", inside.units(), inside.units() == 0 ? "" : holders(inside));
        buckets.lives().forEach((life, units) -> row("  of them " + spoken(life), units, ""));
        row("  of them nothing is recorded", buckets.noLife(), "not known whether in stock or sold");
        row("  of them remedied", summary.remedied(), "");
    }

    private static String holders(Preview.Inside inside) {
        return "held by " + Words.units(inside.holders()) + " on the outside"
                + (inside.foreignHolders() == 0
                        ? ""
                        : " and " + number(inside.foreignHolders()) + " products of other makers");
    }

    private static String spoken(Life life) {
        return switch (life) {
            case COMMISSIONED -> "in use";
            case NOT_RELEASED -> "in stock, not released";
            case REGISTERED -> "registered by an owner";
            case STOLEN -> "stolen";
            case DESTROYED -> "destroyed";
            case SAMPLE -> "samples";
            case EXPIRED -> "expired";
            case RETURNED -> "returned";
        };
    }

    private void unknown() {
        var unknown = preview.buckets().unknown();
        row("No complete build record", unknown.units(), unknown.units() == 0 ? "" : told());
        preview.impact().summary().unknownByProduct().forEach((product, units) -> row("  " + product, units, ""));
    }

    private String told() {
        return switch (preview.buckets().unknown().told()) {
            case UNDECIDED -> "not decided";
            case CHECK -> "told to check";
            case EXCLUDE -> "told nothing";
        };
    }

    private void difference() {
        if (preview.recall().inForce().isPresent()) {
            var summary = preview.impact().summary();
            row("Against the version in force", summary.affected(), "");
            row("  gained", summary.gained(), "");
            row("  lost", summary.lost(), "");
        }
    }

    private void row(String name, long units, String more) {
        table.add(new String[] {Output.visible(name), number(units), more});
    }

    private void flush() {
        int name = table.stream().mapToInt(r -> r[0].length()).max().orElse(0);
        int units = table.stream().mapToInt(r -> r[1].length()).max().orElse(0);
        for (var row : table) {
            var text =
                    row[0] + " ".repeat(name - row[0].length() + 2 + units - row[1].length()) + row[1] + "  " + row[2];
            output.line(text.stripTrailing());
        }
    }

    private void section(String title, Output.Rows rows) {
        if (!rows.isEmpty()) {
            output.line("");
            output.line(title);
            output.list(rows);
        }
    }

    private static String number(long units) {
        return String.format(Locale.ROOT, "%,d", units);
    }
}
