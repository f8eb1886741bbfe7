package org.echt.core.verify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.echt.core.asbuilt.Installation;
import org.echt.core.attribute.AttributeTable;
import org.echt.core.attribute.ChangeSet;
import org.echt.core.attribute.Register;
import org.echt.core.attribute.Scope;
import org.echt.core.recall.Recall;
import org.echt.core.recall.Revision;
import org.echt.core.serial.AuthenticCode;
import org.echt.core.serial.BatchTable;
import org.echt.core.verify.CatalogueStore.CatalogueData;
import org.echt.core.verify.ItemStore.ItemFacts;
import org.echt.core.verify.Verdict.Answer;
import org.echt.core.verify.Verdict.Concern;
import org.jspecify.annotations.Nullable;

/**
 * What a check of an item would have answered at a moment in the past: by the recalls and attribute values that were in
 * force then, judged by {@link SafetyTest} like every check. The build record and the remedies are those that are known
 * now for that moment, so what was recorded later with an earlier date counts. Not thread-safe.
 */
public final class Hindsight {
    private final Catalogue now;
    private final CatalogueData data;
    private final Map<Integer, Register> registers = new HashMap<>();

    Hindsight(Catalogue now, CatalogueData data) {
        this.now = now;
        this.data = data;
    }

    /** The catalogue these records are of. */
    public Catalogue catalogue() {
        return now;
    }

    /**
     * What one recall meant for an item.
     *
     * @param recall as it is now
     * @param revision what was in force at the moment that is asked about
     * @param concern what it meant then; null where it did not concern the item
     * @param course every change of what it meant, or of the version that said so, oldest first, from its first publication
     *     up to that moment
     */
    public record Meaning(
            Recall recall, Revision revision, @Nullable Concern concern, List<Turn> course) {
        public Meaning {
            course = List.copyOf(course);
        }

        /** Whether it ever concerned the item, or might have. */
        public boolean concernedOnce() {
            return course.stream().anyMatch(turn -> turn.answer() != null);
        }

        /** Since when it concerns the item without a break, mended or not; empty where it does not, or where that is not known. */
        public Optional<Instant> since() {
            var run = course.reversed().stream().takeWhile(Turn::isInScope).toList();
            return run.isEmpty() ? Optional.empty() : Optional.of(run.getLast().at());
        }

        /** What it meant at a moment; empty before its first publication. */
        public Optional<Turn> at(Instant moment) {
            return course.reversed().stream()
                    .filter(turn -> !turn.at().isAfter(moment))
                    .findFirst();
        }

        /** Every revision that was told until then, oldest first. */
        public List<Revision> told() {
            return recall.revisions().stream()
                    .filter(r -> r.state().isPublic() && r.number() <= revision.number())
                    .toList();
        }
    }

    /**
     * From then on it meant this.
     *
     * @param version of the recall
     * @param answer null: it did not concern the item
     */
    public record Turn(Instant at, int version, @Nullable Answer answer) {
        boolean isInScope() {
            return answer == Answer.AFFECTED || answer == Answer.REMEDIED;
        }
    }

    /**
     * What every recall that was told at {@code at} or before meant for the item, of those that could concern its batch by
     * any of their rules; by id. The others cannot have concerned it.
     *
     * @param facts of the item, with its build record
     */
    public List<Meaning> of(AuthenticCode code, ItemFacts facts, Instant at) {
        var meanings = new ArrayList<Meaning>();
        for (var recall : data.recalls()) {
            var told = told(recall, at);
            if (told.stream().anyMatch(r -> mayConcern(code, r))) {
                meanings.add(meaning(recall, told, code, facts, at));
            }
        }
        return meanings;
    }

    /** How many recalls were told at that moment or before. */
    public long told(Instant at) {
        return data.recalls().stream().filter(r -> !told(r, at).isEmpty()).count();
    }

    private static List<Revision> told(Recall recall, Instant at) {
        return recall.isDrill()
                ? List.of()
                : recall.revisions().stream()
                        .filter(r -> r.state().isPublic() && !r.at().isAfter(at))
                        .toList();
    }

    private boolean mayConcern(AuthenticCode code, Revision revision) {
        return RecallIndex.mayConcern(now.register(), revision.content().scope(), code.batch());
    }

    private Meaning meaning(Recall recall, List<Revision> told, AuthenticCode code, ItemFacts facts, Instant at) {
        var course = new ArrayList<Turn>();
        for (var moment : moments(recall, told, facts, at)) {
            var concern = concern(recall, code, facts, moment);
            var turn = new Turn(moment, version(told, moment), concern == null ? null : concern.answer());
            if (course.isEmpty() || !sameAs(course.getLast(), turn)) {
                course.add(turn);
            }
        }
        return new Meaning(recall, told.getLast(), concern(recall, code, facts, at), course);
    }

    private static boolean sameAs(Turn before, Turn after) {
        return before.version() == after.version() && before.answer() == after.answer();
    }

    private static int version(List<Revision> told, Instant moment) {
        return told.reversed().stream()
                .filter(r -> !r.at().isAfter(moment))
                .mapToInt(Revision::version)
                .findFirst()
                .orElse(0);
    }

    /** Only then can what a recall means for an item change. */
    private Set<Instant> moments(Recall recall, List<Revision> told, ItemFacts facts, Instant at) {
        var moments = new TreeSet<Instant>();
        var attributes = new HashSet<String>();
        for (var revision : told) {
            moments.add(revision.at());
            attributes(revision.content().scope(), attributes);
            var lapses = revision.lapsesAt();
            if (lapses != null) {
                moments.add(lapses);
            }
        }
        data.changeSets().stream()
                .filter(set -> set.changes().stream().anyMatch(c -> attributes.contains(c.attribute())))
                .map(ChangeSet::at)
                .forEach(moments::add);
        facts.build().byParent().values().stream().flatMap(List::stream).forEach(i -> {
            moments.add(i.from());
            if (!i.to().equals(Installation.STILL)) {
                moments.add(i.to());
            }
        });
        facts.remedies().stream().filter(r -> r.recall().equals(recall.id())).forEach(r -> moments.add(r.at()));
        var first = told.getFirst().at();
        moments.removeIf(m -> m.isBefore(first) || m.isAfter(at));
        return moments;
    }

    private static void attributes(Scope scope, Set<String> into) {
        switch (scope) {
            case Scope.AttributeIs is -> into.add(is.attribute());
            case Scope.All(var scopes) -> scopes.forEach(s -> attributes(s, into));
            case Scope.Any(var scopes) -> scopes.forEach(s -> attributes(s, into));
            case Scope.Not(var inner) -> attributes(inner, into);
            case Scope.Contains contains -> attributes(contains.inner(), into);
            case Scope.Items _, Scope.Range _, Scope.Lot _, Scope.OfProduct _, Scope.ProducedBetween _ -> {}
        }
    }

    private @Nullable Concern concern(Recall recall, AuthenticCode code, ItemFacts facts, Instant moment) {
        var then =
                recall.revisions().stream().filter(r -> !r.at().isAfter(moment)).toList();
        if (then.isEmpty()) {
            return null;
        }
        var catalogue = now.with(register(moment), List.of(new Recall(recall.id(), then)));
        var remedies =
                facts.remedies().stream().filter(r -> !r.at().isAfter(moment)).toList();
        var known = new ItemFacts(facts.dataVersion(), facts.state(), remedies, facts.build());
        return new SafetyTest(catalogue, known, moment)
                .of(code).recalls().stream().findFirst().orElse(null);
    }

    private Register register(Instant moment) {
        var then =
                data.changeSets().stream().filter(c -> !c.at().isAfter(moment)).toList();
        return registers.computeIfAbsent(
                then.size(),
                _ -> new Register(
                        data.products(), BatchTable.of(data.batches()), new AttributeTable(data.definitions(), then)));
    }
}
