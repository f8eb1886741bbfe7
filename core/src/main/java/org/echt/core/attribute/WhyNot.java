package org.echt.core.attribute;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.echt.core.asbuilt.Build;
import org.echt.core.asbuilt.Installation;
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

/** Says what a scope misses in an item {@link ScopeTest} answers NO for. One per item and instant; not thread-safe. */
public final class WhyNot {
    private final Register register;
    private final Build build;
    private final Instant now;
    private final ScopeTest test;

    /**
     * @param build build record below the item
     * @param now the instant asked about
     */
    public WhyNot(Register register, Build build, Instant now) {
        this.register = register;
        this.build = build;
        this.now = now;
        this.test = new ScopeTest(register, build, now, _ -> false);
    }

    /** What is missing, when {@code scope} does not match the item; meaningless when it does. */
    public Miss explain(Scope scope, Traits item) {
        return switch (scope) {
            case Items _, Range _, Lot _, OfProduct _, ProducedBetween _ -> new Miss.Condition(item, scope, null);
            case AttributeIs wanted -> new Miss.Condition(item, wanted, value(wanted, item));
            case Not(var inner) -> new Miss.Excluded(item, inner);
            case All(var scopes) -> all(scopes, item);
            case Any(var scopes) -> any(scopes, item);
            case Contains contains -> contains(contains, item);
        };
    }

    private @Nullable String value(AttributeIs wanted, Traits item) {
        return register.attributes().value(wanted.attribute(), item).orElse(null);
    }

    private Miss all(List<Scope> scopes, Traits item) {
        return joined(scopes.stream()
                .filter(scope -> test.test(scope, item).answer() == Tri.NO)
                .map(scope -> explain(scope, item))
                .toList());
    }

    /** The nearest of them would do. */
    private Miss any(List<Scope> scopes, Traits item) {
        return scopes.stream()
                .map(scope -> explain(scope, item))
                .min(Comparator.comparingInt(Miss::conditions))
                .orElse(new Miss.Several(List.of()));
    }

    private static Miss joined(List<Miss> misses) {
        return misses.size() == 1 ? misses.getFirst() : new Miss.Several(misses);
    }

    private Miss contains(Contains contains, Traits item) {
        int asked = conditions(contains.inner());
        var day = contains.asOf();
        var nearest = new Nearest(contains, day == null ? now : ScopeTest.endOf(day));
        nearest.below(item.item(), 0);
        var found = nearest.best;
        return found != null && (found.conditions() < asked || asked == 1) ? found : new Miss.Lacks(contains, asked);
    }

    /** Conditions a scope asks for. */
    private static int conditions(Scope scope) {
        return switch (scope) {
            case Items _, Range _, Lot _, OfProduct _, ProducedBetween _, AttributeIs _, Not _ -> 1;
            case All(var scopes) -> scopes.stream().mapToInt(WhyNot::conditions).sum();
            case Any(var scopes) ->
                scopes.stream().mapToInt(WhyNot::conditions).min().orElse(1);
            case Contains contains -> conditions(contains.inner());
        };
    }

    /** The part at any depth that misses the fewest conditions. */
    private final class Nearest {
        private final Contains wanted;
        private final Instant at;
        private final Set<Long> seen = new HashSet<>();
        private Miss.@Nullable Near best;

        Nearest(Contains wanted, Instant at) {
            this.wanted = wanted;
            this.at = at;
        }

        void below(long parent, int depth) {
            if (depth > Build.MAX_DEPTH || !seen.add(parent)) {
                return;
            }
            for (var installed : build.partsOf(parent, at)) {
                consider(installed);
                if (best != null && best.conditions() == 1) {
                    return;
                }
                below(installed.part(), depth + 1);
            }
        }

        private void consider(Installation installed) {
            var part = test.traits(installed.part());
            if (test.test(wanted.inner(), part).answer() == Tri.NO) {
                var miss = explain(wanted.inner(), part);
                if (best == null || miss.conditions() < best.conditions()) {
                    best = new Miss.Near(part, installed, wanted, miss);
                }
            }
        }
    }
}
