package org.echt.app.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final long MILLI = 1_000_000;
    private static final long LATE = 250 * MILLI;

    private static Admission of(int first) {
        return new Admission(new Admission.Settings(first, 4_096, LATE));
    }

    @Test
    void whoIsAloneMayFillTheHouseAndNoMore() {
        var gate = of(100);
        for (int i = 0; i < 100; i++) {
            assertTrue(gate.enter("a"), "guest " + i);
        }
        assertFalse(gate.enter("a"));
        gate.leave("a", MILLI, 0);
        assertTrue(gate.enter("a"));
        assertEquals(new Admission.State(100, 100, 101, 1), gate.state());
    }

    @Test
    void aNetworkThatTakesAllDoesNotKeepOthersOut() {
        var gate = of(100);
        while (gate.enter("greedy")) {
            // fills the house
        }
        assertTrue(gate.enter("other"), "there is a reserve for who has less than their share");
        assertFalse(gate.enter("greedy"));
        for (int i = 0; i < 40; i++) {
            gate.leave("greedy", MILLI, 0);
            assertTrue(gate.enter("other"));
        }
        assertFalse(gate.enter("greedy"), "which has more than half while the other wants in");
    }

    @Test
    void itLearnsHowManyAreAnsweredInTime() {
        var gate = of(100);
        long now = 0;
        for (int i = 0; i < 50; i++) {
            assertTrue(gate.enter("a"));
            now += LATE + 1;
            gate.leave("a", 2 * LATE, now);
        }
        assertEquals(16, gate.state().limit(), "late answers close the door, but never quite");
        for (int i = 0; i < 10_000; i++) {
            assertTrue(gate.enter("a"));
            gate.leave("a", MILLI, now);
        }
        assertTrue(gate.state().limit() > 100, gate.state()::toString);
    }

    @Test
    void oneBurstOfLateAnswersCountsOnce() {
        var gate = of(100);
        for (int i = 0; i < 100; i++) {
            gate.enter("a");
        }
        for (int i = 0; i < 100; i++) {
            gate.leave("a", 2 * LATE, 1);
        }
        assertEquals(90, gate.state().limit());
    }

    /**
     * A house that answers a thousand a second, asked three thousand times a second for a minute: it goes on answering about
     * a thousand, nearly all of them in time.
     */
    @Test
    void asManyAreAnsweredAsCanBeAndInTime() {
        var random = new SplittableRandom(7);
        var gate = of(256);
        var times = new ArrayList<Long>();
        var leaving = new PriorityQueue<long[]>(Comparator.comparingLong(one -> one[0]));
        long free = 0;
        long end = 60_000 * MILLI;
        for (long now = 0; now < end; now += random.nextLong(666_000)) {
            while (!leaving.isEmpty() && leaving.peek()[0] <= now) {
                var gone = leaving.poll();
                gate.leave("n" + gone[2], gone[0] - gone[1], gone[0]);
                if (gone[0] > 10_000 * MILLI) {
                    times.add(gone[0] - gone[1]);
                }
            }
            long network = random.nextInt(50);
            if (gate.enter("n" + network)) {
                free = Math.max(free, now) + MILLI;
                leaving.add(new long[] {free, now, network});
            }
        }
        times.sort(Comparator.naturalOrder());
        long p99 = times.get(times.size() * 99 / 100);
        assertTrue(times.size() > 47_000, times.size() + " answered in 50 s, of 50,000 that can be");
        assertTrue(p99 <= LATE * 3 / 2, p99 / MILLI + " ms");
        assertTrue(gate.state().turnedAway() > 100_000, gate.state()::toString);
        assertEquals(List.of(), leaving.size() > 600 ? List.of(leaving.size()) : List.of());
    }
}
