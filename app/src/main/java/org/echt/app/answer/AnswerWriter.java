package org.echt.app.answer;

import java.util.List;
import org.echt.core.serial.Mistake;
import org.echt.core.verify.Headline;
import org.echt.core.verify.Verdict;

/**
 * Says a verdict in words. The rules it keeps (docs/architecture.md, "The verdict"): the worst is said first and the
 * second-worst stays visible; a code that could not be judged gets no verdict colour and no verdict word; nothing is said
 * for certain that a printed code cannot prove. Stateless, thread-safe.
 */
public final class AnswerWriter {
    private AnswerWriter() {}

    /** The answer to {@code verdict}, in {@code language}, in the name of {@code site}. */
    public static Answer write(Verdict verdict, Language language, Site site) {
        return switch (verdict) {
            case Verdict.Issued issued -> new IssuedWriter(issued, language, site).write();
            case Verdict.NotIssued notIssued -> notIssued(notIssued, draft(verdict, language, site));
            case Verdict.Mistyped mistyped -> mistyped(mistyped, draft(verdict, language, site));
            case Verdict.Foreign foreign -> foreign(foreign, draft(verdict, language, site));
            case Verdict.Unavailable unavailable -> unavailable(unavailable, draft(verdict, language, site));
        };
    }

    private static Draft draft(Verdict verdict, Language language, Site site) {
        return new Draft(Headline.of(verdict).getFirst(), language, site, site.brand(), verdict.stamp());
    }

    private static Answer notIssued(Verdict.NotIssued verdict, Draft draft) {
        return draft.look(Tone.RED, "NOT_ISSUED.badge")
                .h1("NOT_ISSUED.h1")
                .lead(draft.say("NOT_ISSUED.lead"))
                .steps(draft.say("todo.title"), true, "NOT_ISSUED")
                .contact(true)
                .action(draft.say("action.back"), "/", false)
                .productRecalls(verdict.recalls())
                .limits()
                .done();
    }

    private static Answer mistyped(Verdict.Mistyped verdict, Draft draft) {
        draft.h1("MISTYPED.h1");
        mistake(verdict.mistake(), draft);
        return draft.lead(draft.say("MISTYPED.lead"))
                .productRecalls(verdict.recalls())
                .done();
    }

    private static void mistake(Mistake mistake, Draft draft) {
        switch (mistake) {
            case Mistake.WrongSymbol wrong ->
                draft.value("position", wrong.position())
                        .lead(draft.say("MISTYPED.wrong"))
                        .suggest(wrong.suggestion(), List.of(wrong.position()));
            case Mistake.Swapped swapped ->
                draft.value("first", swapped.first())
                        .value("second", swapped.second())
                        .lead(draft.say("MISTYPED.swapped"))
                        .suggest(swapped.suggestion(), List.of(swapped.first(), swapped.second()));
            case Mistake.Erased erased -> erased(erased, draft);
            case Mistake.Length length -> draft.value("found", length.found()).lead(draft.say("MISTYPED.length"));
            case Mistake.BadSymbol bad ->
                draft.value("position", bad.position())
                        .value("shown", bad.shown())
                        .lead(draft.say("MISTYPED.bad"));
            case Mistake.Several _ -> draft.lead(draft.say("MISTYPED.several"));
        }
    }

    private static void erased(Mistake.Erased erased, Draft draft) {
        var suggestion = erased.suggestion();
        if (suggestion == null) {
            draft.lead(draft.say("MISTYPED.erased.open"));
        } else {
            draft.lead(draft.say("MISTYPED.erased")).suggest(suggestion, erased.positions());
        }
    }

    private static Answer foreign(Verdict.Foreign verdict, Draft draft) {
        var like = "FOREIGN.like." + verdict.looksLike();
        return draft.h1("FOREIGN.h1")
                .lead(draft.language.has(like) ? draft.say(like) : "")
                .lead(draft.say("FOREIGN.lead"))
                .productRecalls(verdict.recalls())
                .done();
    }

    private static Answer unavailable(Verdict.Unavailable verdict, Draft draft) {
        return draft.h1("UNAVAILABLE.h1")
                .lead(draft.say("UNAVAILABLE.lead"))
                .contact(false)
                .productRecalls(verdict.recalls())
                .done();
    }
}
