package org.echt.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** A clock that stands still until a test moves it; in whole microseconds, as stores keep time. Thread-safe. */
public final class SettableTime implements InstantSource {
    private volatile Instant now;

    public SettableTime(Instant start) {
        now = start.truncatedTo(ChronoUnit.MICROS);
    }

    /** A clock that stands at {@code start}, written as in ISO 8601: {@code 2026-03-01T12:00:00Z}. */
    public static SettableTime at(String start) {
        return new SettableTime(Instant.parse(start));
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Moves the clock to {@code instant}, forward or back. */
    public synchronized void set(Instant instant) {
        now = instant.truncatedTo(ChronoUnit.MICROS);
    }

    /** Moves the clock on by {@code step} and returns the new time. */
    public synchronized Instant advance(Duration step) {
        set(now.plus(step));
        return now;
    }
}
