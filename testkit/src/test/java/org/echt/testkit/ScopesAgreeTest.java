package org.echt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.echt.core.asbuilt.Build;
import org.echt.core.attribute.AttributeDefinition;
import org.echt.core.attribute.AttributeDefinition.Visibility;
import org.echt.core.attribute.ChangeSet;
import org.echt.core.attribute.ChangeSet.Change;
import org.echt.core.attribute.Register;
import org.echt.core.attribute.Scope;
import org.echt.core.attribute.ScopeSet;
import org.echt.core.attribute.ScopeTest;
import org.echt.core.attribute.ScopeText;
import org.echt.core.attribute.Target;
import org.echt.core.attribute.Tri;
import org.echt.core.serial.ItemRange;
import org.echt.core.serial.ItemSet;
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

    /** Listed and ranged targets that overlap within one change set: whatever is asked, the one set last counts. */
    @Test
    void ofChangesMadeTogetherTheLaterCounts() {
        var stores = new MemoryStores();
        var cell = Products.product(1, "cell", "Power cell", List.of());
        stores.catalogue().add(cell, "erp", StoreContract.NOON);
        var batch = Batches.batch(1, "PO", cell, "L", 100, RandomWorld.FIRST_DAY);
        stores.batches().put(batch, "erp");
        stores.attributes()
                .define(
                        new AttributeDefinition(
                                "plant", AttributeDefinition.Type.NUMBER, "", Visibility.INTERNAL, null, List.of()),
                        "erp",
                        StoreContract.NOON);
        long shared = batch.firstItem();
        var changes = new ArrayList<Change>();
        for (int i = 1; i <= 40; i++) {
            var items = ItemSet.ofRanges(List.of(new ItemRange(shared, shared), new ItemRange(shared + i, shared + i)));
            changes.add(new Change("plant", new Target.OfItems(items), null, String.valueOf(i)));
            var range = new Target.OfRange(new ItemRange(shared + 50, shared + 50 + i));
            changes.add(new Change("plant", range, null, String.valueOf(i)));
        }
        stores.attributes().append(new ChangeSet(1, "mara", StoreContract.NOON, "", "", 0, changes));
        var register = Worlds.register(stores);
        for (long item : new long[] {shared, shared + 50}) {
            var traits = register.traits(item).orElseThrow();
            assertEquals("40", register.attributes().value("plant", traits).orElseThrow());
            var last = new Scope.AttributeIs("plant", Scope.Comparison.EQUAL, "40");
            var found = new ScopeSet(register, stores.asBuilt(), StoreContract.NOON).find(last);
            assertTrue(found.yes().contains(item), "all at once: " + item);
        }
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
