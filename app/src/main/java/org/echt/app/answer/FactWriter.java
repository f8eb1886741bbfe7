package org.echt.app.answer;

import org.echt.core.notice.NoticeKind;
import org.echt.core.verify.Headline;
import org.echt.core.verify.Verdict;
import org.echt.core.verify.Verdict.Answer;
import org.echt.core.verify.Verdict.Concern;
import org.echt.core.verify.Verdict.Via;
import org.jspecify.annotations.Nullable;

/** Writes what the records say of an issued item: to compare with, and to show what the answer rests on. Used once. */
final class FactWriter {
    private final Verdict.Issued verdict;
    private final @Nullable Concern leading;
    private final Draft draft;

    FactWriter(Verdict.Issued verdict, @Nullable Concern leading, Draft draft) {
        this.verdict = verdict;
        this.leading = leading;
        this.draft = draft;
    }

    void write() {
        boolean affected = leading != null && Headline.of(leading) == Headline.STOP_USE;
        draft.factsTitle(affected ? "facts.recall" : "facts.title");
        draft.fact("row.product", verdict.product().name());
        if (leading != null) {
            recall(leading);
        }
        for (var fact : verdict.facts()) {
            draft.named(fact.name(), fact.unit().isEmpty() ? fact.value() : fact.value() + " " + fact.unit());
        }
        var batch = verdict.code().batch();
        draft.code("row.code", verdict.code().code().printed())
                .code("row.lot", batch.lot())
                .fact("row.made", draft.language.day(batch.producedOn()))
                .code("row.gtin", verdict.product().gtin().digits());
        safety();
        use();
    }

    private void recall(Concern concern) {
        if (concern.via() instanceof Via.Part part) {
            draft.fact("row.part", part.kind());
            if (!part.maskedCode().isEmpty()) {
                draft.code("row.part.code", part.maskedCode());
            }
            draft.value("day", draft.language.day(part.installedAt()))
                    .fact("row.how", draft.say("row.how.part") + " " + draft.say("recall.part.changed"));
        }
        draft.value("recall", concern.recall())
                .value("version", concern.version())
                .fact(concern.kind() == NoticeKind.RECALL ? "row.recall" : "row.notice", draft.say("row.recall.text"));
    }

    private void safety() {
        long open = verdict.safety().recalls().stream()
                .filter(concern -> concern.kind() == NoticeKind.RECALL && concern.answer() == Answer.AFFECTED)
                .count();
        if (verdict.safety().clear()) {
            draft.fact("row.recalls", draft.say("row.recalls.none"));
        } else if (open > 0) {
            draft.value("count", open).fact("row.recalls", draft.say("row.recalls.open"));
        } else if (!onlyOtherNotices()) {
            draft.fact("row.recalls", draft.say("row.recalls.unclear"));
        }
    }

    /** All that is open are notices that are no recalls: they tell nothing on recalls, neither "none" nor "not checked". */
    private boolean onlyOtherNotices() {
        var open = verdict.safety().recalls().stream()
                .filter(concern -> concern.answer() != Answer.REMEDIED && !concern.isInformation())
                .toList();
        return !open.isEmpty()
                && open.stream()
                        .allMatch(concern -> concern.kind() != NoticeKind.RECALL && concern.answer() != Answer.UNKNOWN);
    }

    private void use() {
        var usage = verdict.usage();
        draft.fact("row.use", draft.say("row.use." + usage.use()));
        var first = usage.firstCheckedAt();
        if (first != null) {
            draft.fact("row.first", draft.language.day(first)).fact("row.checks", Long.toString(usage.checks()));
        }
    }
}
