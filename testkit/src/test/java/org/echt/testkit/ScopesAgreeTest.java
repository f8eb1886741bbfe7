package org.echt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.echt.core.asbuilt.Build;
import org.echt.core.attribute.Register;
import org.echt.core.attribute.Scope;
import org.echt.core.attribute.ScopeSet;
import org.echt.core.attribute.ScopeTest;
import org.echt.core.attribute.ScopeText;
import org.echt.core.attribute.Tri;
import org.echt.testkit.BruteForce.Answer;
import org.junit.jupiter.api.Test;

/**
 * The two ways to ask a scope, one item at a time and all at once, and a third that shares nothing with them, say the same
 * of every item of random worlds: with swaps, dates, missing parts, foreign parts, attributes on every kind of target.
 */
class ScopesAgreeTest {
    private static final int WORLDS = 100;
    private static final int SCOPES = 12;

    @Test
    void oneByOneAllAtOnceAndBruteForceAgree() {
        long seed = Long.getLong("seed", System.nanoTime());
        var random = new SplittableRandom(seed);
        int asked = 0;
        for (int w = 0; w < WORLDS; w++) {
            var stores = new MemoryStores();
            var world = RandomWorld.of(random).storeIn(stores);
            var register = Worlds.register(stores);
            for (int s = 0; s < SCOPES; s++) {
                asked += agree(world, stores, register, RandomScope.of(random, world, 3), "-Dseed=" + seed);
            }
        }
        assertTrue(asked > WORLDS * SCOPES * 10, "too few items were asked about: " + asked);
    }

    private static int agree(World world, Stores stores, Register register, Scope scope, String seed) {
        var truth = new BruteForce(world).testAll(scope, world.now());
        var found = new ScopeSet(register, stores.asBuilt(), world.now()).find(scope);
        truth.forEach((item, expected) -> {
            var where = seed + " item " + item + " scope " + ScopeText.write(scope);
            assertEquals(expected, ofSets(found, item), "all at once: " + where);
            assertEquals(expected, ofTest(world, stores, register, scope, item), "one by one: " + where);
        });
        return truth.size();
    }

    private static Answer ofSets(ScopeSet.Found found, long item) {
        return found.yes().contains(item)
                ? Answer.AFFECTED
                : found.unknown().contains(item) ? Answer.UNKNOWN : Answer.NOT;
    }

    private static Answer ofTest(World world, Stores stores, Register register, Scope scope, long item) {
        Build build = stores.asBuilt().builds(new long[] {item}).getFirst();
        var test = new ScopeTest(register, build, world.now(), _ -> false);
        return answer(test.test(scope, register.traits(item).orElseThrow()).answer());
    }

    private static Answer answer(Tri answer) {
        return switch (answer) {
            case YES -> Answer.AFFECTED;
            case UNKNOWN -> Answer.UNKNOWN;
            case NO -> Answer.NOT;
        };
    }
}
