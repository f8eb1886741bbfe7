package org.echt.app.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.echt.core.attribute.ScopeText;
import org.echt.core.recall.Preview;
import org.echt.core.scan.Life;
import org.jspecify.annotations.Nullable;

/** A preview as named facts, for programs. */
final class PreviewFacts {
    private PreviewFacts() {}

    /** Counts and the hash, without the lists. */
    static Map<String, @Nullable Object> of(Preview preview) {
        var content = preview.content();
        var summary = preview.impact().summary();
        var buckets = preview.buckets();
        var facts = new LinkedHashMap<String, @Nullable Object>();
        facts.put("recall", preview.recall().id());
        facts.put("scope", ScopeText.write(content.scope()));
        facts.put("kind", Words.lower(content.notice().kind()));
        facts.put("action", Words.lower(content.action()));
        facts.put("drill", preview.recall().isDrill());
        facts.put("issued", summary.issued());
        facts.put("affected", summary.affected());
        facts.put("affected_by_product", summary.affectedByProduct());
        facts.put("inside_something", buckets.inside().units());
        facts.put("outermost_holders", buckets.inside().holders());
        facts.put("outermost_holders_of_other_makers", buckets.inside().foreignHolders());
        facts.put("life", lives(buckets.lives()));
        facts.put("life_nothing_recorded", buckets.noLife());
        facts.put("registered", buckets.registered());
        facts.put("unknown", summary.unknown());
        facts.put("unknown_by_product", summary.unknownByProduct());
        facts.put("unknown_are_told", told(preview));
        facts.put("unknown_reason", buckets.unknown().reason());
        facts.put("remedied", summary.remedied());
        facts.put("without_market", buckets.sold().withoutMarket());
        facts.put("gained", summary.gained());
        facts.put("lost", summary.lost());
        facts.put("hash", summary.hash());
        return facts;
    }

    /** What units without a complete build record are told. */
    static String told(Preview preview) {
        return switch (preview.buckets().unknown().told()) {
            case UNDECIDED -> "undecided";
            case CHECK -> "check";
            case EXCLUDE -> "nothing";
        };
    }

    private static Map<String, Long> lives(Map<Life, Long> lives) {
        var named = new LinkedHashMap<String, Long>();
        lives.forEach((life, units) -> named.put(Words.lower(life), units));
        return named;
    }

    static Output.Rows markets(Preview preview) {
        var rows = new Output.Rows("country", "affected", "no_build_record", "law", "languages");
        preview.buckets()
                .sold()
                .markets()
                .forEach(m ->
                        rows.add(m.country(), m.affected(), m.unknown(), m.law().orElse(null), m.languages()));
        return rows;
    }

    static Output.Rows languages(Preview preview) {
        var rows = new Output.Rows("language", "law", "countries", "text");
        preview.buckets()
                .sold()
                .languages()
                .forEach(t ->
                        rows.add(t.language(), t.law().orElse(null), t.countries(), t.ready() ? "ready" : "missing"));
        return rows;
    }

    static Output.Rows overlaps(Preview preview) {
        var rows = new Output.Rows("recall", "units_in_both", "action");
        preview.buckets().overlaps().forEach(o -> rows.add(o.recall(), o.units(), Words.lower(o.action())));
        return rows;
    }

    /** Units on both sides of the edge, and of the difference to the version in force. */
    static Output.Rows samples(Preview preview, ScopeReasons reasons) {
        var rows = new Output.Rows("side", "code", "product", "lot", "matches", "reason");
        var samples = preview.samples();
        show(rows, reasons, "affected", samples.affected());
        show(rows, reasons, "unknown", samples.unknown());
        samples.outside()
                .forEach(o -> reasons.show(rows, o.relaxed().isPresent() ? "just outside" : "outside", o.example()));
        if (preview.recall().inForce().isPresent()) {
            show(rows, reasons, "gained", samples.gained());
            show(rows, reasons, "lost", samples.lost());
        }
        return rows;
    }

    private static void show(Output.Rows rows, ScopeReasons reasons, String side, List<Preview.Example> examples) {
        examples.forEach(example -> reasons.show(rows, side, example));
    }
}
