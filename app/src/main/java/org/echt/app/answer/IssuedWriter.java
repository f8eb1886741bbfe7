package org.echt.app.answer;

import java.util.ArrayList;
import java.util.List;
import org.echt.app.answer.Answer.Action;
import org.echt.app.answer.Answer.Box;
import org.echt.core.notice.Jurisdiction;
import org.echt.core.notice.NoticeKind;
import org.echt.core.notice.NoticeText;
import org.echt.core.verify.Headline;
import org.echt.core.verify.Verdict;
import org.echt.core.verify.Verdict.Concern;
import org.echt.core.verify.Verdict.RemedyState;
import org.echt.core.verify.Verdict.Via;
import org.jspecify.annotations.Nullable;

/** Says the verdict on a code that was issued. Used once. */
final class IssuedWriter {
    private final Verdict.Issued verdict;
    private final List<Headline> headlines;
    private final Headline head;
    private final @Nullable Concern leading;
    private final Jurisdiction law;
    private final Draft draft;

    IssuedWriter(Verdict.Issued verdict, Language language, Site site) {
        this.verdict = verdict;
        this.headlines = Headline.of(verdict);
        this.head = headlines.getFirst();
        this.leading = verdict.safety().recalls().stream()
                .filter(concern -> Headline.of(concern) == head)
                .findFirst()
                .orElse(null);
        this.law = site.law();
        this.draft = new Draft(head, language, site, verdict.product().brand(), verdict.stamp());
    }

    Answer write() {
        switch (head) {
            case STOP_USE -> affected(Tone.RED);
            case SAFETY_ACTION -> affected(Tone.AMBER);
            case POSSIBLY_AFFECTED -> possiblyAffected();
            case UNKNOWN_SAFETY -> unknownSafety();
            case REMEDIED -> remedied();
            case COPY_CONFIRMED -> plain(Tone.RED).steps(say("todo.help"), false, "COPY_CONFIRMED");
            case UNUSUAL -> unusual();
            case STOLEN, DESTROYED, SAMPLE -> notForSale();
            case EXPIRED, NOT_RELEASED, RETURNED -> plain(Tone.AMBER).steps(say("todo.help"), false, head.name());
            case REGISTERED -> plain(Tone.BLUE).steps(say("todo.help"), false, "REGISTERED");
            case ISSUED -> plain(Tone.OK);
            case INFORMATION, NOT_ISSUED, MISTYPED, FOREIGN, UNAVAILABLE ->
                throw new IllegalStateException("an issued code cannot have the headline " + head);
        }
        actions();
        alsoApplies();
        new FactWriter(verdict, leading, draft).write();
        return draft.limits().done();
    }

    private String say(String key) {
        return draft.say(key);
    }

    /** Badge, headline and lead by the headline's own name. */
    private Draft plain(Tone tone) {
        return draft.look(tone, head + ".badge").h1(head + ".h1").lead(say(head + ".lead"));
    }

    private void affected(Tone tone) {
        var concern = leading();
        var text = text(concern);
        draft.look(tone, concern.kind() == NoticeKind.UPDATE ? "update.badge" : "recall.badge." + via(concern.via()))
                .h1(NoticeHeadline.of(concern.kind(), draft.language))
                .instruction(instruction(concern))
                .lead(part(concern.via()))
                .lead(text.hazard())
                .lead(pending(concern));
        if (concern.remedy() == RemedyState.PENDING && !text.untilThen().isBlank()) {
            draft.section(say("until.title"), false, List.of(text.untilThen()));
        }
        notice(say("todo.title"), text);
    }

    /** What the notice says; where a STOP_USE has lapsed to CHECK, what that means. */
    private String instruction(Concern concern) {
        return concern.hasLapsed() ? say("recall.lapsed") : text(concern).instruction();
    }

    private NoticeText text(Concern concern) {
        return concern.content().notice().text(law, draft.language.tag());
    }

    private String part(Via via) {
        return via instanceof Via.Part part ? draft.value("part", part.kind()).say("recall.part") : "";
    }

    private void notice(String title, NoticeText text) {
        if (!leading().content().notice().speaks(law, draft.language.tag())) {
            draft.untranslated();
        }
        draft.section(title, true, text.steps())
                .section(say("remedies.title"), false, text.remedies())
                .section(say("contacts.title"), false, text.contacts());
    }

    private String pending(Concern concern) {
        if (concern.remedy() != RemedyState.PENDING) {
            return "";
        }
        var from = concern.remedyFrom();
        return from == null
                ? say("recall.pending.open")
                : draft.value("day", draft.language.day(from)).say("recall.pending");
    }

    private void possiblyAffected() {
        var concern = leading();
        var hazard = text(concern).hazard();
        draft.look(Tone.AMBER, "POSSIBLY_AFFECTED.badge").h1("POSSIBLY_AFFECTED.h1" + kind(concern));
        if (concern.kind() == NoticeKind.RECALL) {
            draft.lead(say("POSSIBLY_AFFECTED.lead"));
        }
        draft.lead(say("POSSIBLY_AFFECTED.record"))
                .lead(
                        concern.kind().isAboutSafety()
                                ? draft.value("hazard", hazard).say("POSSIBLY_AFFECTED.hazard")
                                : hazard);
        notice(meanwhile(concern), text(concern));
    }

    /** Only a recall is called a recall: the end of the key of a text that differs by what the notice is. */
    private static String kind(Concern concern) {
        return concern.kind() == NoticeKind.RECALL ? "" : "." + concern.kind();
    }

    /** The end of the key of a text that is one for recalls and one for every other notice. */
    private static String other(Concern concern) {
        return concern.kind() == NoticeKind.RECALL ? "" : ".notice";
    }

    private String meanwhile(Concern concern) {
        return say("POSSIBLY_AFFECTED.steps" + other(concern));
    }

    private void unknownSafety() {
        plain(Tone.AMBER);
        if (leading != null) {
            notice(meanwhile(leading), text(leading));
        }
    }

    private void remedied() {
        var at = leading().remediedAt();
        var what = other(leading());
        draft.look(Tone.OK, "REMEDIED.badge" + what);
        if (at == null) {
            draft.h1("REMEDIED.h1.noday" + what);
        } else {
            draft.value("day", draft.language.day(at)).h1("REMEDIED.h1" + what);
        }
        draft.lead(say(verdict.safety().clear() ? "REMEDIED.lead" : "REMEDIED.lead.unclear"))
                .steps(say("todo.help"), false, "REMEDIED");
    }

    private void unusual() {
        var first = verdict.usage().firstCheckedAt();
        draft.look(Tone.AMBER, "UNUSUAL.badge").h1("UNUSUAL.h1");
        if (first == null) {
            draft.lead(say("UNUSUAL.lead.plain"));
        } else {
            draft.value("count", verdict.usage().checks()).value("day", draft.language.day(first));
            draft.lead(say("UNUSUAL.lead"));
        }
        draft.lead(say("UNUSUAL.proof")).steps(say("todo.help"), false, "UNUSUAL");
    }

    private void notForSale() {
        draft.look(Tone.RED, "NOT_FOR_SALE.badge")
                .h1("NOT_FOR_SALE.h1")
                .lead(say(head + ".lead"))
                .steps(say("todo.title"), false, "NOT_FOR_SALE");
    }

    private void actions() {
        if (leading != null && head != Headline.REMEDIED) {
            draft.action(say("action.notice"), Draft.notice(leading.recall()), true);
            draft.phone();
        } else if (head != Headline.ISSUED && head != Headline.REMEDIED) {
            draft.contact(head != Headline.REGISTERED);
        }
    }

    /** Everything else that applies, each in a box of its own. */
    private void alsoApplies() {
        switch (verdict.link()) {
            case OTHER_PRODUCT, OTHER_LOT ->
                draft.also(new Box(Tone.AMBER, say("link." + verdict.link()), List.of(), null));
            case NOTHING_CLAIMED, AGREES -> {}
        }
        for (var headline : headlines) {
            boolean recalls = false;
            for (var concern : verdict.safety().recalls()) {
                if (Headline.of(concern) == headline) {
                    recalls = true;
                    if (!concern.equals(leading)) {
                        draft.also(box(concern));
                    }
                }
            }
            if (!recalls && headline != head) {
                draft.also(new Box(toneBeside(headline), say("also." + headline), List.of(), null));
            }
        }
    }

    private Box box(Concern concern) {
        var text = text(concern);
        var notice = new Action(say("action.notice"), Draft.notice(concern.recall()), false);
        return switch (Headline.of(concern)) {
            case STOP_USE -> told(Tone.RED, concern, notice);
            case SAFETY_ACTION -> told(Tone.AMBER, concern, notice);
            case INFORMATION -> told(Tone.BLUE, concern, notice);
            case POSSIBLY_AFFECTED -> new Box(Tone.AMBER, possibly(concern), List.of(text.hazard()), notice);
            case UNKNOWN_SAFETY -> new Box(Tone.AMBER, say("also.UNKNOWN_SAFETY"), List.of(text.hazard()), notice);
            default ->
                new Box(
                        Tone.OK,
                        draft.value("recall", concern.recall()).say("also.REMEDIED" + other(concern)),
                        List.of(),
                        null);
        };
    }

    private String possibly(Concern concern) {
        return say(
                concern.kind() == NoticeKind.RECALL
                        ? "also.POSSIBLY_AFFECTED"
                        : "POSSIBLY_AFFECTED.h1" + kind(concern));
    }

    private Box told(Tone tone, Concern concern, Action notice) {
        var lines = new ArrayList<String>();
        lines.add(instruction(concern));
        lines.add(text(concern).hazard());
        if (tone == Tone.BLUE) {
            lines.addAll(text(concern).steps());
        }
        lines.removeIf(String::isBlank);
        return new Box(tone, NoticeHeadline.of(concern.kind(), draft.language).text(), lines, notice);
    }

    private static Tone toneBeside(Headline headline) {
        return switch (headline) {
            case COPY_CONFIRMED, STOLEN, DESTROYED, SAMPLE -> Tone.RED;
            case REGISTERED -> Tone.BLUE;
            case REMEDIED, ISSUED -> Tone.OK;
            default -> Tone.AMBER;
        };
    }

    private Concern leading() {
        if (leading == null) {
            throw new IllegalStateException("headline " + head + " without a recall");
        }
        return leading;
    }

    private static String via(Via via) {
        return switch (via) {
            case Via.Item _, Via.NoBuildRecord _ -> "item";
            case Via.Part _ -> "part";
            case Via.Lot _ -> "lot";
            case Via.AllOfProduct _ -> "product";
        };
    }
}
