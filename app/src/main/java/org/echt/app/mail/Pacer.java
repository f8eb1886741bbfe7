package org.echt.app.mail;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Lets through so many a second, evenly. A pause is not made up for. Thread-safe. */
final class Pacer {
    private final long gap;
    private final AtomicLong next = new AtomicLong(System.nanoTime());

    /** @param perSecond 0 for no limit */
    Pacer(int perSecond) {
        gap = perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    /** Waits for its turn. */
    void await() throws InterruptedException {
        if (gap == 0) {
            return;
        }
        long now = System.nanoTime();
        long mine = next.getAndUpdate(turn -> Math.max(turn - now, 0) + now + gap);
        long wait = mine - now;
        if (wait > 0) {
            TimeUnit.NANOSECONDS.sleep(wait);
        }
    }
}
