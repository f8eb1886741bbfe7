package org.echt.core.attribute;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.echt.core.asbuilt.AsBuiltStore;
import org.echt.core.attribute.AttributeTable.Setting;
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
import org.echt.core.serial.Batch;
import org.echt.core.serial.ItemRange;
import org.echt.core.serial.ItemSet;

/**
 * Finds all items a scope matches, and all it can neither match nor rule out, by set algebra: batches are intervals,
 * lists are bitmaps, and {@code contains} is one walk up from what matches inside. Exact; memory grows with the sets, not
 * with the build record. Not thread-safe.
 */
public final class ScopeSet {
    private final Register register;
    private final AsBuiltStore builds;
    private final Instant now;
    private final ItemSet foreign;
    private final ItemSet universe;
    private final WalkWatcher watcher;
    private final Map<Instant, Gaps> gaps = new HashMap<>();
    /** By identity: a preview asks the same part of a rule again and again, and each walk up is long. */
    private final IdentityHashMap<Contains, Found> walked = new IdentityHashMap<>();

    public ScopeSet(Register register, AsBuiltStore builds, Instant now) {
        this(register, builds, now, (_, _) -> {});
    }

    /** @param watcher told how far the one long step is: the walk over the whole build record */
    public ScopeSet(Register register, AsBuiltStore builds, Instant now, WalkWatcher watcher) {
        this.watcher = watcher;
        this.register = register;
        this.builds = builds;
        this.now = now;
        this.foreign = foreignWhere(_ -> true);
        this.universe = register.issued().or(foreign);
    }

    /** Told now and then how far a walk over the build record is; may throw to end it. */
    @FunctionalInterface
    public interface WalkWatcher {
        /**
         * @param done units passed that their product's plan says hold parts
         * @param total all of them
         */
        void walked(long done, long total);
    }

    /** Everything a scope may concern: issued items and the foreign parts of the dictionary. */
    ItemSet universe() {
        return universe;
    }

    /**
     * Which items a scope concerns; foreign parts included.
     *
     * @param yes it matches
     * @param unknown it can be neither matched nor ruled out; disjoint from {@code yes}
     */
    public record Found(ItemSet yes, ItemSet unknown) {
        Found and(Found other) {
            var both = yes.and(other.yes);
            var either = yes.or(unknown).and(other.yes.or(other.unknown));
            return new Found(both, either.andNot(both));
        }

        Found or(Found other) {
            var any = yes.or(other.yes);
            return new Found(any, unknown.or(other.unknown).andNot(any));
        }
    }

    public Found find(Scope scope) {
        return switch (scope) {
            case Items(var items) -> certain(items.and(universe));
            case Range(var range) -> certain(within(range));
            case Lot _, OfProduct _, ProducedBetween _ -> certain(byTraits(scope));
            case AttributeIs test -> certain(byAttribute(test));
            case Contains contains -> containingOnce(contains);
            case Not(var inner) -> not(find(inner));
            case All(var scopes) -> scopes.stream().map(this::find).reduce(certain(universe), Found::and);
            case Any(var scopes) -> scopes.stream().map(this::find).reduce(certain(ItemSet.EMPTY), Found::or);
        };
    }

    private static Found certain(ItemSet yes) {
        return new Found(yes, ItemSet.EMPTY);
    }

    /** The known items of a range. */
    private ItemSet within(ItemRange range) {
        return register.issuedIn(range).or(foreignWhere(t -> range.contains(t.item())));
    }

    private Found not(Found inner) {
        return new Found(universe.andNot(inner.yes()).andNot(inner.unknown()), inner.unknown());
    }

    private ItemSet byTraits(Scope scope) {
        Predicate<Traits> matches = t -> ScopeTest.ownTraits(register, scope, t);
        return batchesWhere(matches).or(foreignWhere(matches));
    }

    private ItemSet batchesWhere(Predicate<Traits> matches) {
        var ranges = new ArrayList<ItemRange>();
        for (var batch : register.batches()) {
            if (matches.test(register.traits(batch.firstItem(), batch))) {
                ranges.add(batch.items());
            }
        }
        return ItemSet.ofRanges(ranges);
    }

    private ItemSet foreignWhere(Predicate<Traits> matches) {
        var found = ItemSet.builder();
        builds.eachForeign(part -> {
            if (matches.test(Register.traits(part))) {
                found.add(part.item());
            }
        });
        return found.build();
    }

    /** Lot and product values first, then ranges, then lists, each later change overriding the earlier. */
    private ItemSet byAttribute(AttributeIs test) {
        var attributes = register.attributes();
        var ranges = new ArrayList<ItemRange>();
        for (Batch batch : register.batches()) {
            var value = attributes.ofLot(test.attribute(), batch.gtin(), batch.lot());
            if (ScopeTest.holds(attributes, test, value.orElse(null))) {
                ranges.add(batch.items());
            }
        }
        var matching = ItemSet.ofRanges(ranges);
        var unset = attributes.definition(test.attribute()).map(AttributeDefinition::defaultValue);
        if (ScopeTest.holds(attributes, test, unset.orElse(null))) {
            matching = matching.or(foreign);
        }
        for (var setting : attributes.ranges(test.attribute())) {
            matching = override(matching, test, setting);
        }
        for (var setting : attributes.items(test.attribute())) {
            matching = override(matching, test, setting);
        }
        return matching;
    }

    private ItemSet override(ItemSet matching, AttributeIs test, Setting setting) {
        var concerned = switch (setting.target()) {
            case Target.OfItems(var items) -> items.and(universe);
            case Target.OfRange(var range) -> within(range);
            case Target.OfLot _, Target.OfProduct _ -> ItemSet.EMPTY;
        };
        return ScopeTest.holds(register.attributes(), test, setting.value())
                ? matching.or(concerned)
                : matching.andNot(concerned);
    }

    /** Not by {@code computeIfAbsent}: one may stand inside another. */
    private Found containingOnce(Contains contains) {
        var known = walked.get(contains);
        if (known == null) {
            known = containing(contains);
            walked.put(contains, known);
        }
        return known;
    }

    private Found containing(Contains contains) {
        var day = contains.asOf();
        var at = day == null ? now : ScopeTest.endOf(day);
        var inside = find(contains.inner());
        var yes = above(inside.yes(), at);
        var gap = gaps.computeIfAbsent(at, this::gapsAt);
        var unknown = above(inside.unknown().or(gap.incomplete.and(gap.installed)), at)
                .or(gap.incomplete);
        return new Found(yes, unknown.andNot(yes));
    }

    private ItemSet above(ItemSet parts, Instant at) {
        return parts.isEmpty() ? ItemSet.EMPTY : builds.usedIn(parts, at);
    }

    /** Where the build record falls short of the plan at an instant, and which planned units are installed anywhere. */
    private record Gaps(ItemSet incomplete, ItemSet installed) {}

    private Gaps gapsAt(Instant at) {
        var planned =
                batchesWhere(t -> t.product() != null && !t.product().plan().isEmpty());
        var walk = new GapWalk(register, builds, planned);
        builds.eachParent(at, (parent, parts, count) -> {
            if (walk.see(parent, parts, count)) {
                watcher.walked(walk.passed(parent), planned.size());
            }
        });
        watcher.walked(planned.size(), planned.size());
        return new Gaps(planned.andNot(walk.complete()), walk.installed());
    }
}
