package org.echt.app.mail;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Lets through so many a second, evenly. A pause is not made up for. Times are those of a nanosecond timer. Thread-safe. */
final class Pacer {
    private final long gap;
    private final AtomicLong next;

    /**
     * @param perSecond 0 for no limit
     * @param now from when on the first may go
     */
    Pacer(int perSecond, long now) {
        gap = perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
        next = new AtomicLong(now);
    }

    /** Waits for its turn. */
    void await() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(turn(System.nanoTime()));
    }

    /** Takes the next turn and says how many nanoseconds after {@code now} it is; 0 for at once. */
    long turn(long now) {
        if (gap == 0) {
            return 0;
        }
        long mine = next.getAndUpdate(turn -> Math.max(turn - now, 0) + now + gap);
        return Math.max(mine - now, 0);
    }
}
