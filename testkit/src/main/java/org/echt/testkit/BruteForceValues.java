package org.echt.testkit;

import java.util.ArrayList;
import java.util.List;
import org.echt.core.attribute.AttributeDefinition;
import org.echt.core.attribute.ChangeSet.Change;
import org.echt.core.attribute.Scope.AttributeIs;
import org.echt.core.attribute.Scope.Comparison;
import org.echt.core.attribute.Target;
import org.jspecify.annotations.Nullable;

/**
 * Attribute values the naive way. Of all targets that mean an item the most specific counts (items, range, lot, product),
 * of equally specific ones the one set last; a target that was unset counts no more; then the default.
 */
final class BruteForceValues {
    private final World world;

    BruteForceValues(World world) {
        this.world = world;
    }

    boolean matches(AttributeIs rule, long item) {
        var value = value(rule.attribute(), item);
        if (value == null) {
            return rule.comparison() == Comparison.NOT_EQUAL;
        }
        int order = definition(rule.attribute()).compare(value, rule.value());
        return switch (rule.comparison()) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case AT_MOST -> order <= 0;
            case MORE -> order > 0;
            case AT_LEAST -> order >= 0;
        };
    }

    @Nullable
    String value(String attribute, long item) {
        @Nullable Change best = null;
        for (var change : inForce(attribute)) {
            boolean wins = best == null
                    || change.target().specificity() >= best.target().specificity();
            if (wins && means(change.target(), item)) {
                best = change;
            }
        }
        return best != null ? best.after() : definition(attribute).defaultValue();
    }

    /** The last change of each target that sets a value, in the order they were made. */
    private List<Change> inForce(String attribute) {
        var inForce = new ArrayList<Change>();
        for (var set : world.changeSets()) {
            for (var change : set.changes()) {
                if (change.attribute().equals(attribute)) {
                    inForce.removeIf(earlier -> earlier.target().equals(change.target()));
                    inForce.add(change);
                }
            }
        }
        inForce.removeIf(change -> change.after() == null);
        return inForce;
    }

    private boolean means(Target target, long item) {
        var batch = BruteForce.batchOf(world, item);
        return switch (target) {
            case Target.OfItems items -> items.items().contains(item);
            case Target.OfRange range -> range.range().contains(item);
            case Target.OfLot lot ->
                batch != null && batch.gtin().equals(lot.gtin()) && batch.lot().equals(lot.lot());
            case Target.OfProduct product -> batch != null && batch.gtin().equals(product.gtin());
        };
    }

    private AttributeDefinition definition(String name) {
        return world.definitions().stream()
                .filter(d -> d.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no attribute " + name));
    }
}
