package org.echt.testkit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;

/** Moments of a day, with a liking for its first and last microsecond. */
final class RandomMoments {
    private static final long MICROS_OF_DAY = 86_400_000_000L;

    private RandomMoments() {}

    static Instant at(RandomGenerator random, LocalDate day) {
        var midnight = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        long micros = switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> MICROS_OF_DAY - 1;
            default -> random.nextLong(MICROS_OF_DAY);
        };
        return midnight.plus(micros, ChronoUnit.MICROS);
    }
}
