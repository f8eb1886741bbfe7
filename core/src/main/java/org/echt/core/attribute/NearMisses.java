package org.echt.core.attribute;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.echt.core.asbuilt.AsBuiltStore;
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
import org.echt.core.serial.ItemNumber;
import org.echt.core.serial.ItemRange;
import org.echt.core.serial.ItemSet;

/**
 * Finds items just outside a scope: they would match if one condition were dropped. Of all such items those are taken
 * that come nearest: the next lots, the next days, the next numbers. A sample, drawn by the generator given; the same one
 * draws the same items from the same data. Not thread-safe.
 */
public final class NearMisses {
    /** Items drawn for each condition: enough that some remain when what holds them is affected otherwise. */
    private static final int DRAWN = 400;
    /** Lots or days taken on either side. */
    private static final int NEIGHBOURS = 3;

    private final Register register;
    private final AsBuiltStore builds;
    private final Instant now;
    private final ScopeSet sets;
    private final RandomGenerator random;

    /** @param sets of the same register, record and instant; what it has found already is not looked for again */
    public NearMisses(Register register, AsBuiltStore builds, Instant now, ScopeSet sets, RandomGenerator random) {
        this.register = register;
        this.builds = builds;
        this.now = now;
        this.sets = sets;
        this.random = random;
    }

    /**
     * Items that miss one condition.
     *
     * @param items some of them
     * @param relaxed the scope without that condition, which matches all of them
     */
    public record Near(ItemSet items, Scope relaxed) {}

    /**
     * Near misses, by condition.
     *
     * @param within where to look; every item of it must be neither matched by {@code scope} nor unknown to it
     */
    public List<Near> find(Scope scope, ItemSet within) {
        return switch (scope) {
            case Items _, Range _ -> leaf(nextByNumber(scope, within));
            case Lot lot -> leaf(nextLots(lot, within));
            case ProducedBetween days -> leaf(nextDays(days, within));
            case OfProduct _, AttributeIs _ -> leaf(draw(within));
            case Not _ -> leaf(draw(within));
            case All(var scopes) -> all(scopes, within);
            case Any(var scopes) -> any(scopes, within);
            case Contains contains -> contains(contains, within);
        };
    }

    /** Without its one condition a scope matches everything. */
    private static List<Near> leaf(ItemSet items) {
        return items.isEmpty() ? List.of() : List.of(new Near(items, new All(List.of())));
    }

    private List<Near> all(List<Scope> scopes, ItemSet within) {
        var near = new ArrayList<Near>();
        for (int i = 0; i < scopes.size(); i++) {
            var rest = within;
            for (int j = 0; j < scopes.size() && !rest.isEmpty(); j++) {
                rest = j == i ? rest : rest.and(sets.find(scopes.get(j)).yes());
            }
            if (!rest.isEmpty()) {
                collect(near, find(scopes.get(i), rest), replacing(scopes, i, All::new));
            }
        }
        return near;
    }

    private List<Near> any(List<Scope> scopes, ItemSet within) {
        var near = new ArrayList<Near>();
        for (int i = 0; i < scopes.size(); i++) {
            collect(near, find(scopes.get(i), within), replacing(scopes, i, Any::new));
        }
        return near;
    }

    private static Function<Scope, Scope> replacing(List<Scope> scopes, int i, Function<List<Scope>, Scope> join) {
        return relaxed -> {
            var others = new ArrayList<>(scopes);
            others.set(i, relaxed);
            return join.apply(others);
        };
    }

    private static void collect(List<Near> all, List<Near> found, Function<Scope, Scope> whole) {
        found.forEach(near -> all.add(new Near(near.items(), whole.apply(near.relaxed()))));
    }

    /** What holds a part that nearly matches. */
    private List<Near> contains(Contains contains, ItemSet within) {
        var day = contains.asOf();
        var at = day == null ? now : ScopeTest.endOf(day);
        var inner = sets.find(contains.inner());
        var outside = sets.universe().andNot(inner.yes()).andNot(inner.unknown());
        var near = new ArrayList<Near>();
        for (var part : find(contains.inner(), outside)) {
            var holders = builds.usedIn(part.items(), at).and(within);
            if (!holders.isEmpty()) {
                near.add(new Near(holders, new Contains(part.relaxed(), day)));
            }
        }
        return near;
    }

    /** The numbers next to those the scope names. */
    private ItemSet nextByNumber(Scope scope, ItemSet within) {
        var named = sets.find(scope).yes();
        if (within.isEmpty() || named.isEmpty()) {
            return draw(within);
        }
        var next = ItemSet.builder();
        for (int i = 0; i < DRAWN / 2; i++) {
            long item = named.at(random.nextLong(named.size()));
            long below = within.countIn(new ItemRange(0, item));
            next.add(within.at(Math.max(0, below - 1)));
            next.add(within.at(Math.min(below, within.size() - 1)));
        }
        return next.build();
    }

    private ItemSet nextLots(Lot wanted, ItemSet within) {
        var lots = new TreeMap<String, ItemSet>();
        batches(within, lots, Batch::lot);
        foreign(within, lots);
        return nearest(lots, wanted.first(), wanted.last(), within);
    }

    private ItemSet nextDays(ProducedBetween wanted, ItemSet within) {
        var days = new TreeMap<LocalDate, ItemSet>();
        batches(within, days, Batch::producedOn);
        return nearest(days, wanted.first(), wanted.last(), within);
    }

    private <K> void batches(ItemSet within, NavigableMap<K, ItemSet> into, Function<Batch, K> key) {
        for (var batch : register.batches()) {
            if (within.countIn(batch.items()) > 0) {
                into.merge(key.apply(batch), ItemSet.ofRanges(List.of(batch.items())), ItemSet::or);
            }
        }
    }

    private void foreign(ItemSet within, NavigableMap<String, ItemSet> lots) {
        if (within.countIn(new ItemRange(ItemNumber.foreignPart(0), Long.MAX_VALUE)) == 0) {
            return;
        }
        var byLot = new TreeMap<String, ItemSet.Builder>();
        builds.eachForeign(part -> {
            if (!part.key().lot().isEmpty() && within.contains(part.item())) {
                byLot.computeIfAbsent(part.key().lot(), _ -> ItemSet.builder()).add(part.item());
            }
        });
        byLot.forEach((lot, items) -> lots.merge(lot, items.build(), ItemSet::or));
    }

    /** Items of the nearest keys on either side; anything where there are none. */
    private <K> ItemSet nearest(NavigableMap<K, ItemSet> byKey, K first, K last, ItemSet within) {
        var chosen = new ArrayList<ItemSet>();
        byKey.headMap(first, false).descendingMap().values().stream()
                .limit(NEIGHBOURS)
                .forEach(chosen::add);
        byKey.tailMap(last, false).values().stream().limit(NEIGHBOURS).forEach(chosen::add);
        if (chosen.isEmpty()) {
            return draw(within);
        }
        return chosen.stream()
                .map(items -> draw(items.and(within), DRAWN / chosen.size()))
                .reduce(ItemSet.EMPTY, ItemSet::or);
    }

    private ItemSet draw(ItemSet items) {
        return draw(items, DRAWN);
    }

    private ItemSet draw(ItemSet items, int n) {
        if (items.size() <= n) {
            return items;
        }
        var drawn = ItemSet.builder();
        random.longs(n, 0, items.size()).map(items::at).forEach(drawn::add);
        return drawn.build();
    }
}
