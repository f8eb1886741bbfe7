package org.echt.core.attribute;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import org.echt.core.asbuilt.Build;
import org.echt.core.asbuilt.Installation;
import org.echt.core.attribute.Outcome.Reason;
import org.echt.core.attribute.Scope.All;
import org.echt.core.attribute.Scope.Any;
import org.echt.core.attribute.Scope.AttributeIs;
import org.echt.core.attribute.Scope.Contains;
import org.echt.core.attribute.Scope.Items;
import org.echt.core.attribute.Scope.Lot;
import org.echt.core.attribute.Scope.Not;
import org.echt.core.attribute.Scope.OfProduct;
import org.echt.core.attribute.Scope.ProducedBetween;
import org.echt.core.attribute.Scope.Range;
import org.jspecify.annotations.Nullable;

/**
 * Tests one item against a scope, with its reason. Three-valued: an item whose build record is missing or incomplete is
 * UNKNOWN to {@code contains}, never NO. One instance per item and instant; not thread-safe.
 *
 * <p>The same algebra over all items at once is {@link ScopeSet}; the two are held equal by test.
 */
public final class ScopeTest {
    private final Register register;
    private final Build build;
    private final Instant now;
    private final LongPredicate mended;

    /**
     * @param build build record below the item
     * @param now the instant asked about
     * @param mended parts to overlook with all that is in them, because they were mended or replaced
     */
    public ScopeTest(Register register, Build build, Instant now, LongPredicate mended) {
        this.register = register;
        this.build = build;
        this.now = now;
        this.mended = mended;
    }

    /** Whether the scope matches the item, and why. */
    public Outcome test(Scope scope, Traits item) {
        return switch (scope) {
            case Items(var items) -> Outcome.of(items.contains(item.item()), Reason.item());
            case Range(var range) -> Outcome.of(range.contains(item.item()), Reason.item());
            case Contains contains -> contains(contains, item);
            case All(var scopes) -> all(scopes, item);
            case Any(var scopes) -> any(scopes, item);
            case Not(var inner) -> new Outcome(test(inner, item).answer().not(), Reason.attribute());
            case Lot lot -> Outcome.of(ownTraits(register, lot, item), new Reason.ByLot(item.lot()));
            case OfProduct product -> Outcome.of(ownTraits(register, product, item), Reason.product());
            case ProducedBetween days -> Outcome.of(ownTraits(register, days, item), Reason.attribute());
            case AttributeIs attribute -> Outcome.of(ownTraits(register, attribute, item), Reason.attribute());
        };
    }

    /** The scopes that ask only for traits that all items of a lot share, or for an attribute of this item. */
    static boolean ownTraits(Register register, Scope scope, Traits item) {
        return switch (scope) {
            case Lot(var first, var last) ->
                !item.lot().isEmpty()
                        && item.lot().compareTo(first) >= 0
                        && item.lot().compareTo(last) <= 0;
            case OfProduct(var name) -> item.isCalled(name);
            case ProducedBetween(var first, var last) ->
                item.producedOn() != null
                        && !item.producedOn().isBefore(first)
                        && !item.producedOn().isAfter(last);
            case AttributeIs test ->
                holds(
                        register.attributes(),
                        test,
                        register.attributes().value(test.attribute(), item).orElse(null));
            case Items _, Range _, Contains _, All _, Any _, Not _ ->
                throw new IllegalArgumentException("not a test of traits: " + scope);
        };
    }

    /** Whether a value (null for none) passes an attribute test. */
    static boolean holds(AttributeTable attributes, AttributeIs test, @Nullable String value) {
        var definition = attributes.definition(test.attribute());
        if (value == null || definition.isEmpty()) {
            return test.comparison() == Scope.Comparison.NOT_EQUAL;
        }
        int order = definition.get().compare(value, definition.get().canonical(test.value()));
        return switch (test.comparison()) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
            case MORE -> order > 0;
            case AT_LEAST -> order >= 0;
        };
    }

    /** The last instant of a day, UTC: what was inside "as of" it. */
    static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusNanos(1_000);
    }

    private Outcome all(List<Scope> scopes, Traits item) {
        var worst = new Outcome(Tri.YES, Reason.product());
        for (var scope : scopes) {
            var outcome = test(scope, item);
            worst = worst.and(outcome);
        }
        return worst;
    }

    private Outcome any(List<Scope> scopes, Traits item) {
        var best = new Outcome(Tri.NO, Reason.product());
        for (var scope : scopes) {
            best = best.or(test(scope, item));
        }
        return best;
    }

    private Outcome contains(Contains contains, Traits item) {
        var day = contains.asOf();
        var walk = new Walk(contains.inner(), day == null ? now : endOf(day));
        walk.below(item, 0);
        if (walk.best.answer() == Tri.NO && !build.whole()) {
            return new Outcome(Tri.UNKNOWN, new Reason.CutOff());
        }
        return walk.best;
    }

    /** Everything below one item at one instant, until something matches. */
    private final class Walk {
        private final Scope inner;
        private final Instant at;
        private final Set<Long> path = new HashSet<>();
        private Outcome best = new Outcome(Tri.NO, Reason.product());

        Walk(Scope inner, Instant at) {
            this.inner = inner;
            this.at = at;
        }

        /** @param depth levels of {@code parent} below the item asked about */
        void below(Traits parent, int depth) {
            if (!path.add(parent.item())) {
                best = best.or(new Outcome(Tri.UNKNOWN, new Reason.CutOff()));
                return;
            }
            var parts = parts(parent);
            if (!isComplete(parent, parts)) {
                best = best.or(new Outcome(Tri.UNKNOWN, new Reason.NoRecord(parent)));
            }
            if (depth == Build.MAX_DEPTH && !parts.isEmpty()) {
                best = best.or(new Outcome(Tri.UNKNOWN, new Reason.CutOff()));
            } else {
                visit(parts, depth);
            }
            path.remove(parent.item());
        }

        private List<Part> parts(Traits parent) {
            var parts = new ArrayList<Part>();
            for (var installed : build.partsOf(parent.item(), at)) {
                parts.add(new Part(installed, traits(installed.part())));
            }
            return parts;
        }

        private void visit(List<Part> parts, int depth) {
            for (var part : parts) {
                if (best.answer() == Tri.YES) {
                    return;
                }
                if (!mended.test(part.traits.item())) {
                    visit(part, depth);
                }
            }
        }

        private void visit(Part part, int depth) {
            switch (test(inner, part.traits).answer()) {
                case YES -> best = new Outcome(Tri.YES, new Reason.ByPart(part.traits, part.installed));
                case UNKNOWN -> best = best.or(new Outcome(Tri.UNKNOWN, new Reason.NoRecord(part.traits)));
                case NO -> {}
            }
            if (best.answer() != Tri.YES) {
                below(part.traits, depth + 1);
            }
        }

        private static boolean isComplete(Traits parent, List<Part> parts) {
            if (parent.product() == null) {
                return true;
            }
            for (var planned : parent.product().plan()) {
                var type = planned.part().digits();
                int found = 0;
                for (var part : parts) {
                    found += part.traits.type().equals(type) ? 1 : 0;
                }
                if (found < planned.quantity()) {
                    return false;
                }
            }
            return true;
        }

        /** Something installed, and what it is. */
        private record Part(Installation installed, Traits traits) {}
    }

    /** An item that is neither issued nor in the dictionary is a part we know nothing of. */
    Traits traits(long item) {
        var foreign = build.foreign(item);
        return foreign != null
                ? Register.traits(foreign)
                : register.traits(item).orElse(new Traits(item, null, "", "", "", null));
    }
}
