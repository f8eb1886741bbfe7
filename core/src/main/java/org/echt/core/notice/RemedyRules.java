package org.echt.core.notice;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.echt.core.wording.Topic;

/** R8: a choice of remedies, in words, free of charge, and what to do until there is one. */
final class RemedyRules {
    private static final Set<RemedyKind> OF_LAW =
            EnumSet.of(RemedyKind.REPAIR, RemedyKind.REPLACEMENT, RemedyKind.REFUND);
    private static final int CHOICE = 2;

    private RemedyRules() {}

    /** Enough is offered, under the laws that say how much that is. */
    static void offered(Notice notice, Set<Jurisdiction> laws, Consumer<Finding> found) {
        long offered = notice.offered().stream().filter(OF_LAW::contains).count();
        if (offered == 0) {
            found.accept(Rule.R8.blocks(
                    "offered",
                    "none of " + List.copyOf(OF_LAW) + " is offered",
                    laws.contains(Jurisdiction.EU) ? Source.eu37("(1)") : Source.us("(n)"),
                    "Offer at least one of them; disposal alone is no remedy."));
        } else if (offered < CHOICE && notice.fewerRemedies().isBlank() && laws.contains(Jurisdiction.EU)) {
            found.accept(Rule.R8.blocks(
                    "offered",
                    "only "
                            + notice.offered().stream()
                                    .filter(OF_LAW::contains)
                                    .findFirst()
                                    .orElseThrow() + " is offered, and no reason is recorded",
                    Source.eu37("(2)") + ": a choice between at least two of repair, replacement and refund",
                    "Offer a second one, or record in fewerRemedies why it would be impossible or out of proportion."));
        }
    }

    /** The remedies are told, and nothing makes the owner pay. */
    static void told(TextUnderLaw told, Consumer<Finding> found) {
        if (told.text().remedies().stream().allMatch(String::isBlank)) {
            found.accept(Rule.R8.blocks(
                    told.place("remedies"),
                    "no remedy is told",
                    Source.by(told.law(), Source.eu36("(e)"), Source.us("(n)")),
                    "Say each remedy that is offered, one a line."));
        }
        told.vocabulary()
                .ifPresent(words -> Passage.of(told).stream()
                        .filter(passage -> passage.part() != Passage.Part.NAME)
                        .forEach(passage -> words.find(Topic.COSTS, passage.words())
                                .forEach(match -> found.accept(Rule.R8.blocks(
                                        passage.place(),
                                        "\"" + match.words() + "\" makes the owner pay",
                                        Source.by(
                                                told.law(),
                                                Source.eu37("(1) and (5)")
                                                        + ": cost-free; shipping is not the consumer's to bear",
                                                Source.us("(n)")),
                                        "Offer it free of charge, return and shipping included.")))));
    }

    /** While a remedy is still to come, something must be done meanwhile. */
    static void untilThen(TextUnderLaw told, Consumer<Finding> found) {
        var from = told.notice().remedyFrom();
        if (from != null && told.text().untilThen().isBlank()) {
            found.accept(Rule.R8.blocks(
                    told.place("untilThen"),
                    "the remedy comes on " + from + " and nothing says what to do until then",
                    Source.by(told.law(), Source.eu36("(d)") + ": what consumers should do", Source.us("(n)")),
                    "Say it, for example: keep it outdoors and out of reach of children."));
        }
    }
}
