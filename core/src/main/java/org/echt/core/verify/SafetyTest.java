package org.echt.core.verify;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.echt.core.attribute.Outcome;
import org.echt.core.attribute.Outcome.Reason;
import org.echt.core.attribute.ScopeTest;
import org.echt.core.attribute.Traits;
import org.echt.core.attribute.Tri;
import org.echt.core.notice.Action;
import org.echt.core.notice.NoticeKind;
import org.echt.core.recall.Content;
import org.echt.core.recall.Content.UnknownBuild;
import org.echt.core.recall.Remedy;
import org.echt.core.serial.AuthenticCode;
import org.echt.core.serial.ItemNumber;
import org.echt.core.verify.ItemStore.ItemFacts;
import org.echt.core.verify.RecallIndex.OpenRecall;
import org.echt.core.verify.Verdict.Answer;
import org.echt.core.verify.Verdict.Concern;
import org.echt.core.verify.Verdict.RemedyState;
import org.echt.core.verify.Verdict.Safety;
import org.echt.core.verify.Verdict.Via;

/**
 * What the open recalls mean for one item, given all that is known of it. A remedy done on the item itself, or on a part
 * that brought it into the recall, makes REMEDIED; what is not recorded makes POSSIBLY_AFFECTED or UNKNOWN, never silence.
 */
final class SafetyTest {
    private static final Comparator<Concern> WORST_FIRST =
            Comparator.comparing(Concern::answer).thenComparing(Concern::action).thenComparing(Concern::recall);

    private final Catalogue catalogue;
    private final ItemFacts facts;
    private final Instant now;
    private final ScopeTest plain;

    SafetyTest(Catalogue catalogue, ItemFacts facts, Instant now) {
        this.catalogue = catalogue;
        this.facts = facts;
        this.now = now;
        this.plain = new ScopeTest(catalogue.register(), facts.build(), now, _ -> false);
    }

    Safety of(AuthenticCode code) {
        var traits = catalogue.register().traits(code.item());
        var recalls = catalogue.recalls().of(code.batch(), code.item());
        if (traits.isEmpty() || recalls.isEmpty()) {
            return new Safety(List.of(), traits.isPresent());
        }
        var concerns = new ArrayList<Concern>();
        for (var recall : recalls) {
            concern(recall, traits.get()).ifPresent(concerns::add);
        }
        concerns.sort(WORST_FIRST);
        return new Safety(concerns, concerns.stream().noneMatch(Concern::standsInTheWay));
    }

    /** What is told of a recall now: where a STOP_USE has lapsed, not what was published. */
    private record Told(String id, int version, Content content, Action action) {}

    /** What a lapsed STOP_USE still says to the units that two people signed for before is said in full. */
    private Optional<Concern> concern(OpenRecall recall, Traits item) {
        var content = recall.content();
        if (!recall.hasLapsed(now)) {
            return concern(new Told(recall.id(), recall.version(), content, content.action()), item);
        }
        var signed = recall.signed();
        var standing = signed == null
                ? Optional.<Concern>empty()
                : concern(new Told(recall.id(), recall.version(), signed, signed.action()), item)
                        .filter(c -> c.answer() == Answer.AFFECTED);
        return standing.isPresent()
                ? standing
                : concern(new Told(recall.id(), recall.version(), content, Action.CHECK), item);
    }

    private Optional<Concern> concern(Told recall, Traits item) {
        var outcome = plain.test(recall.content().scope(), item);
        if (outcome.answer() == Tri.NO) {
            return Optional.empty();
        }
        if (facts.remedies().isEmpty()) {
            return open(recall, outcome, false);
        }
        var remedies = facts.remedies().stream()
                .filter(r -> r.recall().equals(recall.id()))
                .toList();
        var own = remedies.stream().filter(r -> r.item() == item.item()).findFirst();
        if (own.isPresent()) {
            return Optional.of(remedied(recall, outcome, own.get().at()));
        }
        if (outcome.answer() == Tri.YES && !remedies.isEmpty()) {
            var left = test(recall, item, remedies);
            if (left.answer() == Tri.NO) {
                return Optional.of(remedied(recall, outcome, latest(remedies)));
            }
            return open(recall, left, true);
        }
        return open(recall, outcome, false);
    }

    private Outcome test(Told recall, Traits item, List<Remedy> mended) {
        return new ScopeTest(
                        catalogue.register(),
                        facts.build(),
                        now,
                        part -> mended.stream().anyMatch(r -> r.item() == part))
                .test(recall.content().scope(), item);
    }

    /** @param inScope the rule matched before mended parts were overlooked: then the doubt may not be waved away */
    private Optional<Concern> open(Told recall, Outcome outcome, boolean inScope) {
        if (outcome.answer() == Tri.YES) {
            return Optional.of(concern(recall, Answer.AFFECTED, outcome.reason()));
        }
        if (outcome.reason() instanceof Reason.CutOff
                && recall.content().notice().kind() != NoticeKind.INFO) {
            return Optional.of(concern(recall, Answer.UNKNOWN, outcome.reason()));
        }
        if (recall.content().notice().kind() == NoticeKind.INFO) {
            return Optional.empty();
        }
        return recall.content().unknownBuild() != UnknownBuild.EXCLUDE || inScope
                ? Optional.of(concern(recall, Answer.POSSIBLY_AFFECTED, outcome.reason()))
                : Optional.empty();
    }

    private Concern remedied(Told recall, Outcome outcome, Instant at) {
        var content = recall.content();
        return new Concern(
                recall.id(),
                recall.version(),
                Answer.REMEDIED,
                recall.action(),
                via(outcome.reason()),
                RemedyState.DONE,
                null,
                at,
                content);
    }

    private Concern concern(Told recall, Answer answer, Reason reason) {
        var content = recall.content();
        var from = content.notice().remedyFrom();
        boolean pending =
                from != null && now.isBefore(from.atStartOfDay(ZoneOffset.UTC).toInstant());
        return new Concern(
                recall.id(),
                recall.version(),
                answer,
                recall.action(),
                via(reason),
                pending ? RemedyState.PENDING : RemedyState.OPEN,
                pending ? from : null,
                null,
                content);
    }

    private Via via(Reason reason) {
        return switch (reason) {
            case Reason.ByItem _, Reason.ByAttribute _ -> new Via.Item();
            case Reason.ByLot(var lot) -> new Via.Lot(lot);
            case Reason.ByPart(var part, var installed) -> new Via.Part(part.spoken(), masked(part), installed.from());
            case Reason.ByProduct _ -> new Via.AllOfProduct();
            case Reason.NoRecord _, Reason.CutOff _ -> new Via.NoBuildRecord();
        };
    }

    private String masked(Traits part) {
        return ItemNumber.isForeign(part.item()) || part.product() == null
                ? ""
                : catalogue.authenticator().codeOf(part.item()).masked();
    }

    private static Instant latest(List<Remedy> remedies) {
        return remedies.stream().map(Remedy::at).max(Instant::compareTo).orElseThrow();
    }
}
