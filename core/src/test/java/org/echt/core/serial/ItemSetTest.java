package org.echt.core.serial;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ItemSetTest {
    private static final long BATCH = ItemNumber.of(5, 0);

    /** Ranges that begin and end anywhere in the containers of the library, overlapping or not. */
    @Test
    void rangesHoldWhatTheyName() {
        long seed = Long.getLong("seed", System.nanoTime());
        var random = new SplittableRandom(seed);
        for (int k = 0; k < 40; k++) {
            var expected = new TreeSet<Long>();
            var ranges = new ArrayList<ItemRange>();
            var builder = ItemSet.builder();
            for (int n = random.nextInt(1, 4); n > 0; n--) {
                long first = BATCH + random.nextLong(4) * 65_536 + random.nextLong(-40, 40) + 65_536;
                long length = random.nextBoolean() ? random.nextLong(1, 80) : random.nextLong(1, 140_000);
                var range = new ItemRange(first, first + length - 1);
                ranges.add(range);
                builder.addRange(range);
                for (long item = range.first(); item <= range.last(); item++) {
                    expected.add(item);
                }
            }
            var set = ItemSet.ofRanges(ranges);
            assertEquals(expected.size(), set.size(), "-Dseed=" + seed + " " + ranges);
            assertTrue(expected.stream().allMatch(set::contains), "-Dseed=" + seed + " " + ranges);
            assertEquals(set, builder.build(), "-Dseed=" + seed + " " + ranges);
        }
    }

    /** Stretches with nothing, with single items and with neighbours, that begin and end anywhere. */
    @Test
    void visitsWhatLiesInARange() {
        long seed = Long.getLong("seed", System.nanoTime());
        var random = new SplittableRandom(seed);
        var builder = ItemSet.builder().add(ItemNumber.of(4, ItemNumber.MAX_INDEX));
        random.longs(9_000, BATCH + 65_000, BATCH + 140_000).forEach(builder::add);
        random.longs(300, BATCH + 200_000, BATCH + 500_000).forEach(builder::add);
        builder.addRange(new ItemRange(BATCH + 600_000, BATCH + 700_000));
        var set = builder.add(BATCH + (3L << 30)).build();
        for (int k = 0; k < 60; k++) {
            long first = BATCH - 2 + random.nextLong(650_000);
            var range = new ItemRange(first, first + (k % 6 == 0 ? 4L << 30 : random.nextLong(200_000)));
            var expected = LongStream.of(set.toArray()).filter(range::contains).toArray();
            var visited = LongStream.builder();
            set.forEachIn(range, visited);
            assertArrayEquals(expected, visited.build().toArray(), "-Dseed=" + seed + " " + range);
        }
    }

    @Test
    void theHighestNumbersCanBeNamed() {
        var all = ItemSet.ofRanges(List.of(new ItemRange(Long.MAX_VALUE - 100_000, Long.MAX_VALUE)));
        assertEquals(100_001, all.size());
        assertEquals(
                3,
                ItemSet.ofRanges(List.of(new ItemRange(Long.MAX_VALUE - 2, Long.MAX_VALUE)))
                        .size());
    }

    /** A range that ends within a container once cost milliseconds. */
    @Test
    void manyShortRangesAreQuick() {
        var ranges = new ArrayList<ItemRange>();
        for (long k = 0; k < 50_000; k++) {
            ranges.add(new ItemRange(BATCH + 100 * k, BATCH + 100 * k + 1 + k % 90));
        }
        var set = assertTimeout(Duration.ofSeconds(20), () -> ItemSet.ofRanges(ranges));
        assertEquals(ranges.stream().mapToLong(ItemRange::size).sum(), set.size());
    }
}
