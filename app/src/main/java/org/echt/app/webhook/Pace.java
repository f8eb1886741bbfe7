package org.echt.app.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Lets through so many a second, evenly, and none while the endpoint rests. A pause is not made up for. Thread-safe. */
final class Pace {
    private final long gap;
    private final AtomicLong next = new AtomicLong(System.nanoTime());
    private final AtomicReference<Instant> restsUntil = new AtomicReference<>(Instant.MIN);

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
    void rest(Instant now, Duration time) {
        if (!time.isZero()) {
            var until = now.plus(time);
            restsUntil.accumulateAndGet(until, (a, b) -> a.isAfter(b) ? a : b);
        }
    }

    /** Until when the endpoint rests; before now when it does not. */
    Instant restsUntil() {
        return restsUntil.get();
    }

    boolean rests(Instant now) {
        return now.isBefore(restsUntil.get());
    }
}
