package org.echt.app.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Lets through so many a second, evenly, and none while the endpoint rests. A pause is not made up for. Thread-safe. */
final class Pace {
    private final long gap;
    private final AtomicLong next = new AtomicLong(System.nanoTime());
    private volatile Instant restsUntil = Instant.MIN;

    /** @param perSecond 0 for no limit */
    Pace(int perSecond) {
        gap = perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    /** Waits for its turn. */
    void await() throws InterruptedException {
        if (gap == 0) {
            return;
        }
        long now = System.nanoTime();
        long mine = next.getAndUpdate(turn -> Math.max(turn - now, 0) + now + gap);
        long wait = Math.max(mine - now, 0);
        if (wait > 0) {
            TimeUnit.NANOSECONDS.sleep(wait);
        }
    }

    /** Nothing is sent for so long from now on. */
    synchronized void rest(Instant now, Duration time) {
        var until = now.plus(time);
        if (until.isAfter(restsUntil)) {
            restsUntil = until;
        }
    }

    /** Until when the endpoint rests; before now when it does not. */
    Instant restsUntil() {
        return restsUntil;
    }

    boolean rests(Instant now) {
        return now.isBefore(restsUntil);
    }
}
