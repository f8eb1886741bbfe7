package org.echt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.echt.core.asbuilt.Build;
import org.echt.core.asbuilt.ForeignPart;
import org.echt.core.asbuilt.Installation;
import org.echt.core.asbuilt.PartKey;
import org.echt.core.serial.ItemNumber;
import org.echt.core.serial.ItemRange;
import org.echt.core.serial.ItemSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link org.echt.core.asbuilt.AsBuiltStore} answers. It writes nothing: its faults are the imports'. */
public abstract class AsBuiltStoreContract extends StoreContract {
    private static final long LAPTOP = Batches.item(Batches.LAPTOPS, 0);
    private static final long PACK = Batches.item(Batches.PACKS, 0);
    private static final long MODULE = Batches.item(Batches.MODULES, 0);
    private static final long CELL = Batches.item(Batches.CELLS, 0);

    @BeforeEach
    void batches() {
        acme(given);
    }

    @Test
    void whatHasNoRecordHasAnEmptyBuild() {
        assertEquals(List.of(), given.asBuilt().builds(new long[0]));
        assertEquals(List.of(Build.none(LAPTOP)), given.asBuilt().builds(new long[] {LAPTOP}));
        assertTrue(given.asBuilt().usedIn(ItemSet.of(CELL), NOON).isEmpty());
        assertTrue(given.asBuilt().usedIn(ItemSet.EMPTY, NOON).isEmpty());
        assertEquals(Map.of(), parents(NOON));
        assertEquals(Map.of(), given.asBuilt().foreign(List.of(ItemNumber.foreignPart(77), CELL)));
    }

    @Test
    void theWalkDownFindsAllLevelsOfEachRootInOrder() {
        Imports.store(given, Batches.laptop(0));
        Imports.store(given, Batches.laptop(1));
        var builds = given.asBuilt().builds(new long[] {LAPTOP + 1, CELL, PACK, LAPTOP + 1});
        assertEquals(
                List.of(LAPTOP + 1, CELL, PACK, LAPTOP + 1),
                builds.stream().map(Build::root).toList());
        assertEquals(Set.copyOf(Batches.laptop(1)), ItemStoreContract.installations(builds.get(0)));
        assertEquals(Build.none(CELL), builds.get(1));
        assertEquals(24, ItemStoreContract.installations(builds.get(2)).size());
        assertEquals(Set.copyOf(Batches.laptop(1)), ItemStoreContract.installations(builds.get(3)));
        assertTrue(builds.stream().allMatch(Build::whole));
    }

    @Test
    void theWalkUpFindsAllLevels() {
        Imports.store(given, Batches.laptop(0));
        Imports.store(given, Batches.laptop(1));
        assertEquals(ItemSet.of(MODULE, PACK, LAPTOP), given.asBuilt().usedIn(ItemSet.of(CELL, CELL + 1), NOON));
        assertEquals(
                ItemSet.of(MODULE + 3, MODULE + 4, PACK, PACK + 1, LAPTOP, LAPTOP + 1),
                given.asBuilt().usedIn(ItemSet.of(CELL + 19, CELL + 20), NOON));
        assertEquals(ItemSet.of(LAPTOP), given.asBuilt().usedIn(ItemSet.of(PACK, LAPTOP), NOON));
        assertTrue(given.asBuilt().usedIn(ItemSet.of(LAPTOP, CELL + 99), NOON).isEmpty());
    }

    @Test
    void theWalkUpTakesHugeSets() {
        Imports.store(given, Batches.laptop(0));
        Imports.store(given, Batches.laptop(49));
        var cells = ItemSet.ofRanges(List.of(Batches.CELLS.items()));
        assertEquals(12, given.asBuilt().usedIn(cells, NOON).size());
    }

    @Test
    void whatSitsInSomethingIsFoundAtItsDates() {
        Imports.store(given, List.of(new Installation(LAPTOP, PACK, Batches.BUILT, NOON)));
        Imports.store(given, List.of(Batches.inside(PACK, MODULE)));
        var all = ItemSet.of(LAPTOP, PACK, PACK + 1, MODULE, CELL);
        assertEquals(ItemSet.of(PACK, MODULE), given.asBuilt().inside(all, NOON.minusNanos(1000)));
        assertEquals(ItemSet.of(MODULE), given.asBuilt().inside(all, NOON));
        assertTrue(given.asBuilt().inside(ItemSet.EMPTY, NOON).isEmpty());
        assertTrue(given.asBuilt().inside(ItemSet.of(LAPTOP, CELL), NOON).isEmpty());
    }

    @Test
    void datesAreHalfOpen() {
        var out = new Installation(LAPTOP, PACK, Batches.BUILT, NOON);
        var in = new Installation(LAPTOP, PACK + 1, NOON, Installation.STILL);
        Imports.store(given, List.of(out, in));
        var justBefore = NOON.minusNanos(1000);
        assertEquals(Map.of(), parents(Batches.BUILT.minusNanos(1000)));
        assertEquals(Map.of(LAPTOP, Set.of(PACK)), parents(Batches.BUILT));
        assertEquals(Map.of(LAPTOP, Set.of(PACK)), parents(justBefore));
        assertEquals(Map.of(LAPTOP, Set.of(PACK + 1)), parents(NOON));
        assertEquals(ItemSet.of(LAPTOP), given.asBuilt().usedIn(ItemSet.of(PACK), justBefore));
        assertEquals(ItemSet.EMPTY, given.asBuilt().usedIn(ItemSet.of(PACK), NOON));
        assertEquals(ItemSet.of(LAPTOP), given.asBuilt().usedIn(ItemSet.of(PACK + 1), NOON));
        assertEquals(Set.of(out, in), ItemStoreContract.installations(build(LAPTOP)));
    }

    @Test
    void everyStepOfAWalkUpMustHoldAtTheInstant() {
        Imports.store(
                given,
                List.of(
                        new Installation(LAPTOP, PACK, Batches.BUILT, NOON),
                        new Installation(PACK, MODULE, NOON, Installation.STILL)));
        assertEquals(ItemSet.of(PACK), given.asBuilt().usedIn(ItemSet.of(MODULE), NOON));
        assertEquals(2, ItemStoreContract.installations(build(LAPTOP)).size());
    }

    @Test
    void aPartThatCameBackIsListedWithBothPeriods() {
        var first = new Installation(LAPTOP, PACK, Batches.BUILT, NOON);
        var again = new Installation(LAPTOP, PACK, NOON.plusSeconds(9), Installation.STILL);
        Imports.store(given, List.of(first, again));
        assertEquals(Set.of(first, again), ItemStoreContract.installations(build(LAPTOP)));
        assertEquals(Map.of(), parents(NOON));
    }

    @Test
    void parentsComeInAscendingOrder() {
        var all = new ArrayList<Installation>();
        for (int i = 9; i >= 0; i--) {
            all.addAll(Batches.laptop(i));
        }
        Imports.store(given, all);
        var order = new ArrayList<Long>();
        given.asBuilt().eachParent(NOON, (parent, _, _) -> order.add(parent));
        assertEquals(order.stream().sorted().distinct().toList(), order);
        assertEquals(10 + 10 + 40, order.size());
        var expected = all.stream()
                .collect(Collectors.groupingBy(
                        Installation::parent, Collectors.mapping(Installation::part, Collectors.toSet())));
        assertEquals(expected, parents(NOON));
    }

    @Test
    void sixteenLevelsAreWholeSeventeenAreNot() {
        Imports.store(given, chain(Build.MAX_DEPTH + 1));
        var whole = build(CELL + 1);
        assertTrue(whole.whole());
        assertEquals(Build.MAX_DEPTH, ItemStoreContract.installations(whole).size());
        var cut = build(CELL);
        assertFalse(cut.whole());
        assertTrue(cut.byParent().containsKey(CELL + Build.MAX_DEPTH - 1), "16 levels are returned");
        assertEquals(
                1 + Build.MAX_DEPTH,
                given.asBuilt().usedIn(ItemSet.of(CELL + 17), NOON).size());
    }

    @Test
    void aCycleEndsTheWalkAndIsNotWhole() {
        Imports.store(
                given,
                List.of(Batches.inside(LAPTOP, PACK), Batches.inside(PACK, MODULE), Batches.inside(MODULE, PACK)));
        assertFalse(build(LAPTOP).whole());
        assertFalse(build(MODULE).whole());
        assertEquals(3, ItemStoreContract.installations(build(LAPTOP)).size());
        assertEquals(ItemSet.of(LAPTOP, PACK, MODULE), given.asBuilt().usedIn(ItemSet.of(MODULE), NOON));
    }

    @Test
    void itemsOnceInsideEachOtherAreNotWholeEither() {
        Imports.store(
                given,
                List.of(
                        new Installation(PACK, MODULE, Batches.BUILT, NOON),
                        new Installation(MODULE, PACK, NOON, Installation.STILL)));
        assertFalse(build(PACK).whole());
        assertFalse(build(MODULE).whole());
    }

    @Test
    void anItemInsideItselfIsNotWhole() {
        Imports.store(given, List.of(Batches.inside(PACK, PACK)));
        assertFalse(build(PACK).whole());
    }

    @Test
    void aSharedLotSitsInManyAndIsWhole() {
        long lot = Imports.numbers(given, List.of(Imports.part("Voltaic", "GLUE-3", "G77", "", "Glue")))[0];
        Imports.store(
                given,
                List.of(
                        Batches.inside(LAPTOP, PACK),
                        Batches.inside(LAPTOP, lot),
                        Batches.inside(PACK, lot),
                        Batches.inside(LAPTOP + 1, lot)));
        assertTrue(ItemNumber.isLot(lot));
        assertTrue(build(LAPTOP).whole());
        assertEquals(3, ItemStoreContract.installations(build(LAPTOP)).size());
        assertEquals(ItemSet.of(LAPTOP, PACK, LAPTOP + 1), given.asBuilt().usedIn(ItemSet.of(lot), NOON));
    }

    @Test
    void foreignPartsComeWithTheirKeys() {
        var named = List.of(
                Imports.part("4012345", "CTRL-9", "", "SN \"1\"; ö", "Battery controller"),
                Imports.part("Voltaic", "GLUE-3", "G77", "", ""));
        long[] numbers = Imports.numbers(given, named);
        Imports.store(given, List.of(Batches.inside(LAPTOP, PACK), Batches.inside(PACK, numbers[0])));
        var controller =
                new ForeignPart(numbers[0], new PartKey("4012345", "CTRL-9", "", "SN \"1\"; ö"), "Battery controller");
        var glue = new ForeignPart(numbers[1], new PartKey("Voltaic", "GLUE-3", "G77", ""), "");
        assertEquals(Map.of(numbers[0], controller), build(LAPTOP).foreign());
        assertEquals(
                Map.of(numbers[1], glue),
                given.asBuilt().foreign(List.of(numbers[1], ItemNumber.foreignPart(9999), CELL)));
        var all = new ArrayList<ForeignPart>();
        given.asBuilt().eachForeign(all::add);
        assertEquals(Set.of(controller, glue), Set.copyOf(all));
        assertEquals(2, all.size());
    }

    @Test
    void aFanOutUpToTheBoundIsWholeAndBeyondIsCutOff() {
        Imports.store(given, fanOut(LAPTOP, Build.MAX_PARTS));
        var whole = build(LAPTOP);
        assertTrue(whole.whole());
        assertEquals(Build.MAX_PARTS, ItemStoreContract.installations(whole).size());
        Imports.store(given, List.of(Batches.inside(LAPTOP, CELL + Build.MAX_PARTS)));
        var cut = build(LAPTOP);
        assertFalse(cut.whole());
        assertTrue(cut.byParent().getOrDefault(LAPTOP, List.of()).size() <= Build.MAX_PARTS);
        assertEquals(
                Build.MAX_PARTS + 1,
                parents(NOON).getOrDefault(LAPTOP, Set.of()).size());
        var all = ItemSet.ofRanges(List.of(new ItemRange(CELL, CELL + Build.MAX_PARTS)));
        assertEquals(ItemSet.of(LAPTOP), given.asBuilt().usedIn(all, NOON));
    }

    @Test
    void oneRootCutOffDoesNotCutTheOthers() {
        Imports.store(given, fanOut(LAPTOP, Build.MAX_PARTS + 1));
        Imports.store(
                given,
                chain(3).stream()
                        .map(i -> Batches.inside(i.parent() + 30_000, i.part() + 30_000))
                        .toList());
        var builds = given.asBuilt().builds(new long[] {LAPTOP, CELL + 30_000});
        assertFalse(builds.get(0).whole());
        assertTrue(builds.get(1).whole());
        assertEquals(3, ItemStoreContract.installations(builds.get(1)).size());
    }

    private static List<Installation> fanOut(long parent, int parts) {
        return LongStream.range(0, parts)
                .mapToObj(k -> Batches.inside(parent, CELL + k))
                .toList();
    }

    /** Cell 0 holds cell 1 holds cell 2 ... */
    private static List<Installation> chain(int levels) {
        return LongStream.range(0, levels)
                .mapToObj(k -> Batches.inside(CELL + k, CELL + k + 1))
                .toList();
    }

    private Build build(long root) {
        return given.asBuilt().builds(new long[] {root}).getFirst();
    }

    private Map<Long, Set<Long>> parents(Instant at) {
        var seen = new HashMap<Long, Set<Long>>();
        given.asBuilt().eachParent(at, (parent, parts, count) -> {
            var inside = Arrays.stream(parts, 0, count).boxed().collect(Collectors.toSet());
            assertEquals(count, inside.size(), "a part twice in " + parent);
            assertTrue(count > 0, "a parent with nothing inside: " + parent);
            seen.put(parent, inside);
        });
        return seen;
    }
}
