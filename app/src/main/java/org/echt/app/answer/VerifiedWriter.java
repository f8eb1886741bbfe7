package org.echt.app.answer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.echt.app.answer.Answer.Row;
import org.echt.core.notice.Action;
import org.echt.core.receipt.Outcome;
import org.echt.core.receipt.Receipt;
import org.echt.core.receipt.Statement;
import org.echt.core.receipt.Told;
import org.echt.core.scan.Life;
import org.echt.core.verify.Verdict;

/**
 * Says what became of verifying a receipt. A receipt that holds has no colour of a verdict: it says what was answered then,
 * not what holds now. Stateless, thread-safe.
 */
public final class VerifiedWriter {
    private final Language language;
    private final Map<String, Object> values = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();

    private VerifiedWriter(Language language, String brand) {
        this.language = language;
        values.put("brand", brand);
        values.put("start", "AEIOUaeiou".indexOf(brand.charAt(0)) >= 0 ? "vowel" : "other");
    }

    /** @param code typed beside the receipt, to learn whether it is about it; blank for none */
    public static Verified write(Outcome outcome, String code, Language language, Site site) {
        var writer = new VerifiedWriter(language, site.brand());
        return switch (outcome) {
            case Outcome.Valid(var receipt) -> writer.valid(receipt, code);
            case Outcome.Altered _ -> writer.refused(Tone.RED, "signed.altered");
            case Outcome.NotOurs _ -> writer.refused(Tone.RED, "signed.foreign");
            case Outcome.Malformed _ -> writer.refused(Tone.GREY, "signed.malformed");
        };
    }

    private String say(String key) {
        return language.say(key, values);
    }

    private Verified refused(Tone tone, String key) {
        return new Verified(tone, say(key), List.of(say(key + ".lead")), List.of(), say("signed.limits"));
    }

    private Verified valid(Receipt receipt, String code) {
        var says = receipt.says();
        values.put("time", language.time(says.at()));
        var lead = new ArrayList<String>();
        if (!code.isBlank()) {
            lead.add(say(says.code().opens(code) ? "signed.code.yes" : "signed.code.no"));
        }
        lead.add(say("signed.valid.lead"));
        switch (says.answer()) {
            case Told.OfUnit unit -> unit(unit);
            case Told.OfNone none -> none(none);
        }
        stamp(says);
        return new Verified(Tone.BLUE, say("signed.valid"), lead, rows, say("signed.limits"));
    }

    private void unit(Told.OfUnit unit) {
        row("signed.answer", say("ISSUED.h1"));
        if (unit.life() != Life.COMMISSIONED) {
            row("signed.answer", say("also." + unit.life()));
        }
        switch (unit.link()) {
            case OTHER_PRODUCT, OTHER_LOT -> row("signed.answer", say("link." + unit.link()));
            case NOTHING_CLAIMED, AGREES -> {}
        }
        row("row.recalls", safety(unit.safety()));
        for (var recall : unit.recalls()) {
            row(notice(recall.recall(), recall.version()), meaning(recall), false);
        }
        row("row.use", say("row.use." + unit.use()));
    }

    private String safety(Verdict.Answer answer) {
        return switch (answer) {
            case AFFECTED -> say("recall.badge.item");
            case POSSIBLY_AFFECTED -> say("POSSIBLY_AFFECTED.h1");
            case UNKNOWN -> say("row.recalls.unclear");
            case REMEDIED -> say("REMEDIED.h1.noday");
            case NOT_AFFECTED -> say("row.recalls.none");
        };
    }

    private String meaning(Told.Concern recall) {
        values.put("recall", recall.recall());
        return switch (recall.answer()) {
            case AFFECTED ->
                say(
                        recall.action() == Action.INFO
                                ? "info.badge"
                                : recall.action() == Action.UPDATE ? "update.badge" : "recall.badge.item");
            case POSSIBLY_AFFECTED -> say("POSSIBLY_AFFECTED.badge");
            case UNKNOWN -> say("row.recalls.unclear");
            case REMEDIED -> say("also.REMEDIED.notice");
            case NOT_AFFECTED -> throw new IllegalStateException("a recall that concerns a unit says NOT_AFFECTED");
        };
    }

    private void none(Told.OfNone none) {
        row("signed.answer", say(none.issue() + ".h1"));
        for (var recall : none.productRecalls()) {
            row(notice(recall.recall(), recall.version()), say("recalls.product.title"), false);
        }
    }

    private String notice(String recall, int version) {
        return language.say("row.recall.text", Map.of("recall", recall, "version", version));
    }

    private void stamp(Statement says) {
        row("row.checked", language.time(says.at()));
        if (!says.check().isEmpty()) {
            row(language.say("row.reference"), says.check(), true);
        }
        row(language.say("page.languages"), says.text().language(), true);
    }

    private void row(String key, String value) {
        row(language.say(key), value, false);
    }

    private void row(String label, String value, boolean code) {
        rows.add(new Row(label, value, code));
    }
}
