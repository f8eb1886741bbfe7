package org.echt.app.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacerTest {
    private static final long GAP = 100_000_000;

    /** A nanosecond timer begins anywhere, also just before its numbers turn negative. */
    @ParameterizedTest
    @ValueSource(longs = {0, -5_000_000_000L, Long.MAX_VALUE - 150_000_000, Long.MIN_VALUE})
    void turnsAreEvenlyApart(long begin) {
        var pacer = new Pacer(10, begin);
        assertEquals(0, pacer.turn(begin));
        assertEquals(GAP, pacer.turn(begin));
        assertEquals(2 * GAP, pacer.turn(begin));
        assertEquals(2 * GAP, pacer.turn(begin + GAP));
        assertEquals(0, pacer.turn(begin + 4 * GAP));
    }

    @Test
    void aPauseIsNotMadeUpFor() {
        var pacer = new Pacer(10, 0);
        pacer.turn(0);
        assertEquals(0, pacer.turn(1_000 * GAP));
        assertEquals(GAP, pacer.turn(1_000 * GAP));
    }

    @Test
    void withoutALimitNobodyWaits() {
        var pacer = new Pacer(0, 0);
        for (int i = 0; i < 100; i++) {
            assertEquals(0, pacer.turn(0));
        }
    }

    @Test
    void noTwoThreadsHaveOneTurn() {
        var pacer = new Pacer(1_000, 0);
        var turns = new ConcurrentSkipListSet<Long>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 500; i++) {
                threads.execute(() -> turns.add(pacer.turn(0)));
            }
        }
        assertEquals(500, turns.size());
        assertEquals(499_000_000, turns.last());
    }

    @Test
    void itReallyWaits() throws InterruptedException {
        long begin = System.nanoTime();
        var pacer = new Pacer(20, begin);
        for (int i = 0; i < 4; i++) {
            pacer.await();
        }
        assertTrue(System.nanoTime() - begin >= 150_000_000);
    }
}
