package org.echt.core.verify;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import org.echt.core.gs1.Gtin;
import org.echt.core.serial.Batch;
import org.echt.core.serial.CodeLength;
import org.echt.core.serial.ItemNumber;
import org.echt.core.serial.ItemRange;
import org.echt.core.serial.ItemSet;
import org.junit.jupiter.api.Test;

class SieveTest {
    private static final int COUNT = 300_000;

    /** What is listed always passes; of the rest so little that it pays, however thin the lists are. */
    @Test
    void nothingListedIsHeldBack() {
        long seed = Long.getLong("seed", System.nanoTime());
        var random = new SplittableRandom(seed);
        for (int perList : new int[] {1, 40, 3_000, 20_000}) {
            var lists = List.of(scattered(random, perList), scattered(random, perList), scattered(random, perList));
            var sieve = Sieve.of(batch(), lists);
            assertNotNull(sieve, perList + " a list");
            for (var list : lists) {
                list.forEachIn(batch().items(), item -> assertTrue(sieve.passes(item), "-Dseed=" + seed));
            }
            long passed = batch().items().size();
            for (long item = batch().firstItem(); item <= batch().lastItem(); item++) {
                passed -= sieve.passes(item) ? 0 : 1;
            }
            assertTrue(passed < COUNT / 2, passed + " pass, -Dseed=" + seed);
        }
    }

    /** Neighbours take next to no memory in a list; a bit for each would be many times that. */
    @Test
    void noSieveWhereItWouldNotPay() {
        var neighbours = ItemSet.ofRanges(List.of(new ItemRange(batch().firstItem() + 9, batch().lastItem())));
        assertNull(Sieve.of(batch(), List.of(neighbours, neighbours)));
        assertNull(Sieve.of(batch(), List.of(scattered(new SplittableRandom(1), 100))));
        assertNull(Sieve.of(batch(), List.of()));
    }

    /** Also in a neighbouring batch. */
    private static ItemSet scattered(SplittableRandom random, int count) {
        var builder = ItemSet.builder();
        for (int i = 0; i < count; i++) {
            builder.add(ItemNumber.of(7, random.nextInt(COUNT))).add(ItemNumber.of(8, random.nextInt(COUNT)));
        }
        return builder.build();
    }

    private static Batch batch() {
        return new Batch(
                7,
                "order-7",
                Gtin.of("09506000000015"),
                "L7",
                "Acme Works Jena",
                COUNT,
                CodeLength.L18,
                'A',
                1,
                "",
                LocalDate.of(2026, 2, 16),
                Instant.parse("2026-02-17T06:00:00Z"));
    }
}
