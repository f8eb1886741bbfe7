package org.echt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.echt.core.asbuilt.Build;
import org.echt.core.asbuilt.Installation;
import org.echt.core.attribute.Scope;
import org.echt.core.serial.ItemNumber;
import org.echt.core.serial.ItemSet;
import org.echt.testkit.BruteForce.Answer;
import org.junit.jupiter.api.Test;

class RandomWorldTest {
    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    @Test
    void aWorldIsAFunctionOfItsSeed() {
        for (int seed = 0; seed < 20; seed++) {
            assertEquals(RandomWorld.of(random(seed)), RandomWorld.of(random(seed)));
            assertEquals(RandomWorld.broken(random(seed)), RandomWorld.broken(random(seed)));
        }
    }

    @Test
    void aSerialisedPartSitsInOneParentAtATime() {
        for (int seed = 0; seed < 50; seed++) {
            var all = RandomWorld.of(random(seed)).installations();
            assertEquals(all.size(), all.stream().distinct().count());
            for (var a : all) {
                assertTrue(ItemNumber.isLot(a.part()) || all.stream().noneMatch(b -> clashes(a, b)), "seed " + seed);
            }
        }
    }

    private static boolean clashes(Installation a, Installation b) {
        return !a.equals(b) && a.part() == b.part() && a.overlaps(b);
    }

    @Test
    void onlyBrokenWorldsHaveBuildsThatAreCutOff() {
        for (int seed = 0; seed < 30; seed++) {
            assertTrue(builds(RandomWorld.of(random(seed))).stream().allMatch(Build::whole));
            assertFalse(builds(RandomWorld.broken(random(seed))).stream().allMatch(Build::whole));
        }
    }

    private static List<Build> builds(World world) {
        var stores = new MemoryStores();
        var there = world.storeIn(stores);
        return stores.asBuilt()
                .builds(there.ownItems().stream().mapToLong(Long::longValue).toArray());
    }

    /** Two independent ways up and down agree: the store's walk up, and the oracle's walk down. */
    @Test
    void theStoreAndTheOracleAgreeOnWhatIsUsedWhere() {
        for (int seed = 0; seed < 40; seed++) {
            var random = random(seed);
            var stores = new MemoryStores();
            var world = RandomWorld.of(random).storeIn(stores);
            var oracle = new BruteForce(world);
            var parts = RandomAttributes.items(random, world);
            var used = stores.asBuilt().usedIn(parts, world.now());
            var affected = ItemSet.builder();
            oracle.testAll(new Scope.Contains(new Scope.Items(parts), null), world.now())
                    .forEach((item, answer) -> {
                        if (answer == Answer.AFFECTED) {
                            affected.add(item);
                        }
                    });
            assertEquals(used, affected.build(), "seed " + seed);
        }
    }

    @Test
    void scopesMeetEveryAnswerOften() {
        var met = new EnumMap<Answer, Integer>(Answer.class);
        for (int seed = 0; seed < 100; seed++) {
            var random = random(seed);
            var world = RandomWorld.of(random);
            var scope = RandomScope.of(random, world, 3);
            new BruteForce(world)
                    .testAll(scope, world.now())
                    .values()
                    .forEach(answer -> met.merge(answer, 1, Integer::sum));
        }
        for (var answer : Answer.values()) {
            assertTrue(met.getOrDefault(answer, 0) > 200, () -> "too few of " + answer + ": " + met);
        }
    }
}
