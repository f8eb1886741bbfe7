package org.echt.core.outreach;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.function.Function;

/**
 * The hours of the night, in which only what is urgent is sent.
 *
 * @param from when they begin, at the place of the person
 * @param to when they end; the same as {@code from} for no quiet hours
 * @param zones of a country (two capital letters; empty for an unknown one); a country with several is quiet where most of
 *     them are
 */
public record QuietHours(LocalTime from, LocalTime to, Function<String, Collection<ZoneId>> zones) {
    private static final int STEPS = 48;

    /** When a message to somebody in {@code country} may be sent: now, or at the end of the night, to the half hour. */
    public Instant next(Instant now, String country) {
        if (from.equals(to)) {
            return now;
        }
        var places = zones.apply(country);
        var time = now;
        for (int step = 0; step < STEPS && isQuiet(time, places); step++) {
            time = time.truncatedTo(ChronoUnit.HOURS)
                    .plusSeconds(time.getEpochSecond() % 3_600 < 1_800 ? 1_800 : 3_600);
        }
        return time;
    }

    private boolean isQuiet(Instant time, Collection<ZoneId> places) {
        long quiet = places.stream()
                .filter(zone -> isNight(LocalTime.ofInstant(time, zone)))
                .count();
        return 2 * quiet > places.size();
    }

    private boolean isNight(LocalTime time) {
        boolean afterBegin = !time.isBefore(from);
        boolean beforeEnd = time.isBefore(to);
        return from.isBefore(to) ? afterBegin && beforeEnd : afterBegin || beforeEnd;
    }
}
