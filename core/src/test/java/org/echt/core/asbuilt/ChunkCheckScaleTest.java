package org.echt.core.asbuilt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.echt.core.serial.ItemNumber;
import org.junit.jupiter.api.Test;

/** Half a million rows at once, of the usual kind and of the kinds that would hurt a careless check. */
class ChunkCheckScaleTest {
    private static final int ROWS = 500_000;
    private static final Instant DAY = Instant.parse("2026-01-01T00:00:00Z");

    private static void assertFast(String what, int added, IntFunction<Installation> row) {
        var rows = new Candidates(ROWS);
        for (int i = 0; i < ROWS; i++) {
            rows.add(i + 2, row.apply(i));
        }
        assertTimeout(Duration.ofSeconds(8), () -> {
            rows.parts();
            rows.parents();
            var checked = ChunkCheck.check(rows, List.of(), List.of());
            assertEquals(added, checked.added().size(), what);
        });
    }

    private static Installation in(long parent, long part) {
        return new Installation(parent, part, DAY, Installation.STILL);
    }

    @Test
    void laptops() {
        assertFast("laptops", ROWS, i -> in(i / 25, 1_000_000L + i));
    }

    @Test
    void laptopsFromBelowAndShuffled() {
        var random = new Random(1);
        var order = random.ints(0, ROWS).limit(ROWS).toArray();
        assertFast("levels", distinct(order), i -> {
            int n = order[i];
            return in(n / 5, n + 1);
        });
    }

    private static int distinct(int[] order) {
        return (int) Arrays.stream(order).distinct().count();
    }

    @Test
    void oneLotInEveryParentAndEverythingInOneLot() {
        long lot = ItemNumber.foreignLot(1);
        assertFast("lots", ROWS, i -> i % 2 == 0 ? in(i + 1, lot) : in(lot, 10_000_000L + i));
    }

    @Test
    void onePartThatMovesAndMoves() {
        assertFast(
                "moves",
                ROWS,
                i -> new Installation(
                        1 + i % 7, 9, DAY.plusSeconds(i * 7L % ROWS), DAY.plusSeconds(i * 7L % ROWS + 1)));
    }

    @Test
    void oneLongRing() {
        // Chains are limited: every 17th link is refused, and the one that would close the ring.
        assertFast("ring", ROWS - ROWS / 17 - 1, i -> in(i, (i + 1) % ROWS));
    }
}
