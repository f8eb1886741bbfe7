package org.echt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.echt.core.access.Act;
import org.echt.core.access.Actor;
import org.echt.core.access.Role;
import org.echt.core.asbuilt.Installation;
import org.echt.core.attribute.AttributeDefinition;
import org.echt.core.attribute.AttributeDefinition.Visibility;
import org.echt.core.attribute.ChangeSet;
import org.echt.core.attribute.ChangeSet.Change;
import org.echt.core.attribute.Miss;
import org.echt.core.attribute.Scope;
import org.echt.core.attribute.ScopeText;
import org.echt.core.attribute.Target;
import org.echt.core.attribute.Tri;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.echt.core.notice.Action;
import org.echt.core.notice.Jurisdiction;
import org.echt.core.notice.RemedyKind;
import org.echt.core.product.Product.PlannedPart;
import org.echt.core.recall.Content.UnknownBuild;
import org.echt.core.recall.Preview;
import org.echt.core.recall.PreviewEvent;
import org.echt.core.recall.PreviewEvent.Counting;
import org.echt.core.recall.PreviewEvent.Estimate;
import org.echt.core.recall.Previews;
import org.echt.core.recall.RecallDesk;
import org.echt.core.recall.Remedy;
import org.echt.core.recall.Revision.Kind;
import org.echt.core.recall.Revision.State;
import org.echt.core.scan.Life;
import org.echt.core.scan.LifeChange;
import org.echt.core.serial.Batch;
import org.echt.core.serial.ItemNumber;
import org.echt.core.serial.ItemRange;
import org.echt.core.serial.ItemSet;
import org.echt.testkit.BruteForce.Answer;
import org.junit.jupiter.api.Test;

/** Every bucket of a preview against a naive count, on random worlds; and what is shown on both sides of the edge. */
class PreviewTest {
    private static final int WORLDS = 40;
    private static final Act MARA = new Act(Actor.of("mara", Role.QUALITY), "two packs smoked");
    private static final Act JONAS = new Act(Actor.of("jonas", Role.APPROVER), "seen");
    private static final AttributeDefinition MARKET =
            new AttributeDefinition("market", AttributeDefinition.Type.TEXT, "", Visibility.INTERNAL, null, List.of());
    private static final List<Life> LIVES = List.of(Life.values());
    private static final List<UnknownBuild> POLICIES = List.of(UnknownBuild.values());
    private static final List<String> MARKETS = List.of("DE", "DE AT", "JP", "CA", "elsewhere");

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final String hint = "-Dseed=" + seed;

    /** A random world in stores, with markets, lives and remedies, and what the naive count needs. */
    private static final class Ground {
        final MemoryStores stores = new MemoryStores();
        final Map<Long, Life> lives = new HashMap<>();
        /** Without markets, which random scopes must not ask for: they know no values of it. */
        final World plain;

        final World world;
        private final Map<String, SortedMap<Long, Answer>> truths = new HashMap<>();
        final RecallDesk desk;
        final Previews previews;

        Ground(RandomGenerator random) {
            var bare = RandomWorld.of(random).storeIn(stores);
            plain = bare;
            stores.attributes().define(MARKET, "erp", Batches.BUILT);
            var definitions = new ArrayList<>(bare.definitions());
            definitions.add(MARKET);
            var sets = new ArrayList<>(bare.changeSets());
            sets.add(markets(random, bare, sets.size() + 1));
            stores.attributes().append(sets.getLast());
            world = new World(
                    bare.products(),
                    bare.batches(),
                    bare.installations(),
                    bare.foreign(),
                    definitions,
                    sets,
                    bare.remedies(),
                    bare.now());
            for (long item : world.ownItems()) {
                if (random.nextInt(3) == 0) {
                    var life = LIVES.get(random.nextInt(LIVES.size()));
                    lives.put(item, life);
                    stores.scans().setLife(new LifeChange(item, life, world.now(), "mara", ""));
                }
            }
            desk = new RecallDesk(
                    stores.recalls(), stores.asBuilt(), () -> Worlds.register(stores), new SettableTime(world.now()));
            previews = new Previews(desk, new Previews.Stores(stores.recalls(), stores.asBuilt(), stores.scans()));
        }

        private static ChangeSet markets(RandomGenerator random, World world, long id) {
            var changes = new ArrayList<Change>();
            for (var batch : world.batches()) {
                if (changes.isEmpty() || random.nextInt(3) > 0) {
                    var target = new Target.OfRange(
                            new ItemRange(batch.firstItem(), batch.firstItem() + random.nextLong(batch.count())));
                    changes.add(new Change("market", target, null, MARKETS.get(random.nextInt(MARKETS.size()))));
                }
            }
            return new ChangeSet(id, "mara", world.now(), "", "", 0, changes);
        }

        SortedMap<Long, Answer> truth(Scope scope) {
            return truths.computeIfAbsent(
                    ScopeText.write(scope), _ -> new BruteForce(world).testAll(scope, world.now()));
        }

        Set<Long> items(Scope scope, Answer answer) {
            return truth(scope).entrySet().stream()
                    .filter(e -> e.getValue() == answer)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
        }

        boolean isInside(long item) {
            return world.installations().stream().anyMatch(i -> i.part() == item && i.holdsAt(world.now()));
        }

        Set<Long> above(Set<Long> items) {
            var found = new HashSet<Long>();
            var level = items;
            while (!level.isEmpty()) {
                var below = level;
                level = world.installations().stream()
                        .filter(i -> i.holdsAt(world.now()) && below.contains(i.part()))
                        .map(Installation::parent)
                        .filter(found::add)
                        .collect(Collectors.toSet());
            }
            return found;
        }

        /** Publishes a recall of the scope; its id. */
        String published(Scope scope) {
            var id = desk.draft(Notices.stopUse(scope), false, MARA).id();
            approve(id, desk.preview(id, MARA).impact().summary().hash());
            return id;
        }

        void approve(String id, String hash) {
            desk.submit(id, hash, MARA);
            desk.approve(id, hash, JONAS);
        }
    }

    @Test
    void everyBucketIsWhatANaiveCountFinds() {
        var random = new SplittableRandom(seed);
        long counted = 0;
        for (int w = 0; w < WORLDS; w++) {
            var ground = new Ground(random);
            var first = RandomScope.of(random, ground.plain, 2);
            var other = RandomScope.of(random, ground.plain, 2);
            var scope = random.nextBoolean()
                    ? RandomScope.of(random, ground.plain, 2)
                    : new Scope.Any(List.of(first, other));
            var otherId = ground.published(other);
            var id = ground.published(first);
            ground.world.ownItems().forEach(item -> remedy(ground, id, item, random.nextInt(9) == 0));
            var policy = POLICIES.get(random.nextInt(3));
            ground.desk.revise(id, 3 + 1, Kind.WIDEN, Notices.content(scope, Action.STOP_USE, policy), MARA);
            var preview = ground.previews.look(id, 5, _ -> true).orElseThrow();
            var where = hint + " world " + w + " scope " + ScopeText.write(scope);
            counts(ground, preview, scope, first, where);
            overlaps(ground, preview, scope, other, otherId, where);
            sold(ground, preview, scope, policy, where);
            counted += preview.impact().summary().affected();
        }
        assertTrue(counted > WORLDS, "too little was affected to tell: " + counted);
    }

    private static void remedy(Ground ground, String recall, long item, boolean mended) {
        if (mended) {
            ground.stores
                    .recalls()
                    .record(
                            new Remedy(recall, item, RemedyKind.REPAIR, ground.world.now(), "shop", ""),
                            ground.world.now());
        }
    }

    private static void counts(Ground ground, Preview preview, Scope scope, Scope before, String where) {
        var affected = ground.items(scope, Answer.AFFECTED);
        var buckets = preview.buckets();
        var summary = preview.impact().summary();
        assertEquals(affected.size(), summary.affected(), where);
        assertEquals(byProduct(ground, affected), summary.affectedByProduct(), where);
        var inside = affected.stream().filter(ground::isInside).collect(Collectors.toSet());
        assertEquals(inside.size(), buckets.inside().units(), where);
        var outermost = ground.above(inside);
        outermost.removeIf(ground::isInside);
        long foreign = outermost.stream().filter(ItemNumber::isForeign).count();
        assertEquals(outermost.size() - foreign, buckets.inside().holders(), where);
        assertEquals(foreign, buckets.inside().foreignHolders(), where);
        var lives = new TreeMap<Life, Long>();
        affected.forEach(item -> lives.merge(ground.lives.getOrDefault(item, Life.COMMISSIONED), 1L, Long::sum));
        assertEquals(Optional.ofNullable(lives.remove(Life.COMMISSIONED)).orElse(0L), buckets.noLife(), where);
        assertEquals(lives, buckets.lives(), where);
        assertEquals(lives.getOrDefault(Life.REGISTERED, 0L), buckets.registered(), where);
        var was = ground.items(before, Answer.AFFECTED);
        assertEquals(without(affected, was), set(buckets.gained()), where);
        assertEquals(without(was, affected), set(buckets.lost()), where);
        assertEquals(
                ground.items(scope, Answer.UNKNOWN).size(), buckets.unknown().units(), where);
    }

    private static void overlaps(
            Ground ground, Preview preview, Scope scope, Scope other, String otherId, String where) {
        var both = new HashSet<>(ground.items(scope, Answer.AFFECTED));
        both.retainAll(ground.items(other, Answer.AFFECTED));
        var expected = both.isEmpty() ? List.of() : List.of(new Preview.Overlap(otherId, both.size(), Action.STOP_USE));
        assertEquals(expected, preview.buckets().overlaps(), where);
    }

    private static void sold(Ground ground, Preview preview, Scope scope, UnknownBuild policy, String where) {
        var brute = new BruteForce(ground.world);
        var affected = new TreeMap<String, Long>();
        var unknown = new TreeMap<String, Long>();
        long nowhere = 0;
        for (var entry : ground.truth(scope).entrySet()) {
            boolean isUnknown = entry.getValue() == Answer.UNKNOWN;
            if (entry.getValue() == Answer.NOT || (isUnknown && policy == UnknownBuild.EXCLUDE)) {
                continue;
            }
            var market = brute.value("market", entry.getKey());
            if (market == null || market.equals("elsewhere")) {
                nowhere++;
                continue;
            }
            for (var country : market.split(" ")) {
                (isUnknown ? unknown : affected).merge(country, 1L, Long::sum);
            }
        }
        var sold = preview.buckets().sold();
        assertEquals(nowhere, sold.withoutMarket(), where);
        assertEquals(affected, markets(sold, Preview.Market::affected), where);
        assertEquals(unknown, markets(sold, Preview.Market::unknown), where);
        for (var tongue : sold.languages()) {
            boolean ready = tongue.law().equals(Optional.of(Jurisdiction.EU));
            assertEquals(ready, tongue.ready(), "the notice has EU texts in en and de only; " + tongue);
        }
    }

    private static SortedMap<String, Long> markets(Preview.Sold sold, ToLongFunction<Preview.Market> count) {
        var found = new TreeMap<String, Long>();
        sold.markets().stream()
                .filter(m -> count.applyAsLong(m) > 0)
                .forEach(m -> found.put(m.country(), count.applyAsLong(m)));
        return found;
    }

    private static SortedMap<String, Long> byProduct(Ground ground, Set<Long> items) {
        var counts = new TreeMap<String, Long>();
        for (long item : items) {
            Batch batch = BruteForce.batchOf(ground.world, item);
            ground.world.products().stream()
                    .filter(p -> batch != null && p.gtin().equals(batch.gtin()))
                    .forEach(p -> counts.merge(p.key(), 1L, Long::sum));
        }
        return counts;
    }

    private static Set<Long> without(Set<Long> these, Set<Long> those) {
        var rest = new HashSet<>(these);
        rest.removeAll(those);
        return rest;
    }

    private static Set<Long> set(ItemSet items) {
        var all = new HashSet<Long>();
        items.forEach(all::add);
        return all;
    }

    @Test
    void nearMissesAreOutsideAndOneConditionAway() {
        var random = new SplittableRandom(seed);
        int near = 0;
        int told = 0;
        for (int w = 0; w < WORLDS; w++) {
            var ground = new Ground(random);
            var brute = new BruteForce(ground.world);
            var scope = RandomScope.of(random, ground.plain, 3);
            var id = ground.desk.draft(Notices.stopUse(scope), false, MARA).id();
            var samples = ground.previews.look(id, 20, _ -> true).orElseThrow().samples();
            var where = hint + " world " + w + " scope " + ScopeText.write(scope);
            samples.affected().forEach(e -> assertEquals(Tri.YES, e.outcome().answer(), where));
            samples.unknown().forEach(e -> assertEquals(Tri.UNKNOWN, e.outcome().answer(), where));
            for (var outside : samples.outside()) {
                long item = outside.example().item().item();
                assertEquals(Answer.NOT, brute.test(scope, item), where + " item " + item);
                var miss = outside.example().miss().orElseThrow();
                if (outside.relaxed().isPresent()) {
                    var relaxed = outside.relaxed().get();
                    assertEquals(
                            Answer.AFFECTED,
                            brute.test(relaxed, item),
                            where + " item " + item + " without one condition: " + ScopeText.write(relaxed));
                    near++;
                    told += miss.conditions() == 1 ? 1 : 0;
                }
            }
        }
        assertTrue(near > 2 * WORLDS, "too few near misses to tell: " + near);
        assertTrue(told > near * 3 / 4, "only " + told + " of " + near + " are said to miss one condition");
    }

    /** Cells of three lots in three packs: the pack of the next lot is shown, with its cell. */
    @Test
    void whatIsJustOutsideSaysWhichConditionItMisses() {
        var stores = new MemoryStores();
        var cell = Products.product(1, "cell", "Power cell", List.of());
        var pack = Products.product(2, "pack", "PowerPack", List.of(new PlannedPart(cell.gtin(), 1)));
        stores.catalogue().add(cell, "erp", Batches.BUILT);
        stores.catalogue().add(pack, "erp", Batches.BUILT);
        var day = RandomWorld.FIRST_DAY;
        var packs = Batches.batch(1, "P", pack, "P1", 3, day);
        stores.batches().put(packs, "erp");
        for (int lot = 0; lot < 3; lot++) {
            var cells = Batches.batch(2 + lot, "K" + lot, cell, "K" + (6 + lot), 1, day);
            stores.batches().put(cells, "erp");
            Imports.store(stores, List.of(Batches.inside(packs.firstItem() + lot, cells.firstItem())));
        }
        var desk = new RecallDesk(
                stores.recalls(),
                stores.asBuilt(),
                () -> Worlds.register(stores),
                new SettableTime(StoreContract.NOON));
        var previews = new Previews(desk, new Previews.Stores(stores.recalls(), stores.asBuilt(), stores.scans()));
        var id = desk.draft(Notices.stopUse(Notices.cellsOfLot("K7")), false, MARA)
                .id();
        var outside = previews.look(id, 20, _ -> true).orElseThrow().samples().outside();
        assertEquals(
                Map.of(packs.firstItem(), "K6", packs.firstItem() + 2, "K8"),
                outside.stream()
                        .collect(Collectors.toMap(o -> o.example().item().item(), o -> lotOfNearest(o.example()))));
    }

    private static String lotOfNearest(Preview.Example example) {
        var near = (Miss.Near) example.miss().orElseThrow();
        assertTrue(near.miss() instanceof Miss.Condition c && c.wanted() instanceof Scope.Lot, near.toString());
        return near.part().lot();
    }

    @Test
    void theSameHashShowsTheSameUnits() {
        var random = new SplittableRandom(seed);
        for (int w = 0; w < 20; w++) {
            var ground = new Ground(random);
            var scope = RandomScope.of(random, ground.plain, 2);
            var id = ground.desk.draft(Notices.stopUse(scope), false, MARA).id();
            var made = ground.previews.make(id, 20, MARA, _ -> true).orElseThrow();
            assertEquals(State.PREVIEWED, made.recall().latest().state());
            assertEquals(made.impact().summary(), ground.desk.find(id).latest().impact());
            var seen = ground.previews.look(id, 20, _ -> true).orElseThrow();
            assertEquals(made.samples(), seen.samples(), hint);
            assertEquals(made.impact().summary().hash(), seen.impact().summary().hash(), hint);
        }
    }

    @Test
    void theEstimateComesFirstAndCountsRiseToTheirTotal() {
        var ground = new Ground(new SplittableRandom(seed));
        var scope = new Scope.Contains(new Scope.Lot("LA", "LC"), null);
        var id = ground.desk.draft(Notices.stopUse(scope), false, MARA).id();
        var events = new ArrayList<PreviewEvent>();
        ground.previews.look(id, 5, events::add);
        var estimate = (Estimate) events.getFirst();
        assertEquals(ground.world.ownItems().size(), estimate.issued());
        // Few items: all of them are judged, and the estimate is exact.
        assertEquals(
                ground.items(scope, Answer.AFFECTED).size(),
                estimate.affectedItems().least());
        assertEquals(estimate.affectedItems().least(), estimate.affectedItems().most());
        assertEquals(1, events.stream().filter(Estimate.class::isInstance).count());
        var last = new HashMap<PreviewEvent.Stage, Counting>();
        for (var event : events) {
            if (event instanceof Counting counting) {
                var before = last.put(counting.stage(), counting);
                assertTrue(before == null || before.done() <= counting.done(), hint + " " + event);
            }
        }
        last.values().forEach(c -> assertTrue(c.done() <= c.total(), c.toString()));
        var walked = Objects.requireNonNull(last.get(PreviewEvent.Stage.BUILD_RECORDS));
        assertEquals(walked.total(), walked.done());
    }

    /** 40,000 items of which some share is affected, drawn a thousand at a time: the truth lies within 95 times in 100. */
    @Test
    void theEstimatesIntervalHoldsTheTruth() {
        var random = new SplittableRandom(5);
        var stores = new MemoryStores();
        var product = Products.product(1, "cell", "Power cell", List.of());
        stores.catalogue().add(product, "erp", Batches.BUILT);
        int items = 40_000;
        stores.batches().put(Batches.batch(1, "PO", product, "L", items, RandomWorld.FIRST_DAY), "erp");
        var desk = new RecallDesk(
                stores.recalls(),
                stores.asBuilt(),
                () -> Worlds.register(stores),
                new SettableTime(StoreContract.NOON));
        int held = 0;
        int asked = 300;
        for (int k = 0; k < asked; k++) {
            long count = 1 + random.nextLong(k % 2 == 0 ? 400 : items);
            long first = ItemNumber.of(1, 0);
            var scope = new Scope.Range(new ItemRange(first, first + count - 1));
            var id = desk.draft(Notices.stopUse(scope), false, MARA).id();
            var estimate = new ArrayList<Estimate>();
            desk.impact(id, event -> event instanceof Estimate e && estimate.add(e));
            assertEquals(1_000, estimate.getFirst().sampled());
            held += estimate.getFirst().affectedItems().contains(count) ? 1 : 0;
        }
        assertTrue(held >= asked * 92 / 100, held + " of " + asked);
        assertTrue(held < asked, "an interval that always holds is too wide");
    }

    @Test
    void noneFoundInTheSampleSaysFewerThanSoMany() {
        var none = new Estimate(1_000, 0, 0, 10_000_000, 800).affectedItems();
        assertEquals(0, none.least());
        assertTrue(Math.abs(none.most() - 29_913) < 100, none.toString());
        var all = new Estimate(1_000, 1_000, 0, 10_000_000, 800).affectedItems();
        assertEquals(10_000_000, all.most());
        assertTrue(all.least() > 9_900_000);
    }

    @Test
    void cancellingLeavesNothingBehind() {
        var random = new SplittableRandom(seed);
        for (int w = 0; w < 10; w++) {
            var ground = new Ground(random);
            ground.published(new Scope.Lot("LA", "LE"));
            var scope = new Scope.Contains(RandomScope.of(random, ground.plain, 1), null);
            var id = ground.desk.draft(Notices.stopUse(scope), false, MARA).id();
            var before = ground.desk.find(id);
            int events = 0;
            while (true) {
                int left = events;
                var seen = new int[1];
                var made = ground.previews.make(id, 5, MARA, _ -> seen[0]++ < left);
                if (made.isPresent()) {
                    break;
                }
                assertEquals(before, ground.desk.find(id), hint);
                assertEquals(events + 1, seen[0], "nothing is told after the end");
                events++;
            }
            assertTrue(events > 5, "few chances to end it: " + events);
            assertEquals(State.PREVIEWED, ground.desk.find(id).latest().state());
        }
        var ground = new Ground(random);
        var id = ground.desk
                .draft(Notices.stopUse(new Scope.Lot("LA", "LA")), false, MARA)
                .id();
        assertFalse(ground.desk.preview(id, MARA, _ -> false).isPresent());
        assertEquals(State.DRAFT, ground.desk.find(id).latest().state());
        var viewer = new Act(Actor.of("vera", Role.VIEWER), "");
        var refused = assertThrows(RefusedException.class, () -> ground.previews.make(id, 5, viewer, _ -> true));
        assertEquals(Fault.NOT_ALLOWED, refused.fault());
    }

    @Test
    void unknownUnitsMustBeDecided() {
        var unknown = new Preview.Unknown(7, UnknownBuild.UNDECIDED, "");
        assertTrue(unknown.isUndecided());
        assertFalse(new Preview.Unknown(0, UnknownBuild.UNDECIDED, "").isUndecided());
        assertFalse(new Preview.Unknown(7, UnknownBuild.CHECK, "").isUndecided());
    }
}
