package org.echt.app.store.embedded;

import java.time.Duration;

/** Waiting that ends: a deadline on the monotonic clock, and sleeps that end early when the thread is interrupted. */
final class Pause {
    private final long end;

    private Pause(long end) {
        this.end = end;
    }

    static Pause until(Duration fromNow) {
        return new Pause(System.nanoTime() + fromNow.toNanos());
    }

    boolean over() {
        return System.nanoTime() - end >= 0;
    }

    static void millis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    static EmbeddedPostgresException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new EmbeddedPostgresException("Interrupted while waiting for the embedded PostgreSQL", e);
    }
}
