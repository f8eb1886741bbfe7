package org.echt.app.boot;

import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.TimeZone.SystemTimeZoneType;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Where it is night in a country, by the time zones of the Unicode CLDR. */
final class Night {
    private static final List<ZoneId> UNKNOWN = List.of(ZoneId.of("UTC"));

    private Night() {}

    /** The time zones of a country (two capital letters); UTC for an unknown one. */
    static Collection<ZoneId> zones(String country) {
        if (!country.matches("[A-Z]{2}")) {
            return UNKNOWN;
        }
        var zones = TimeZone.getAvailableIDs(SystemTimeZoneType.CANONICAL_LOCATION, country, null).stream()
                .flatMap(Night::zone)
                .toList();
        return zones.isEmpty() ? UNKNOWN : zones;
    }

    private static Stream<ZoneId> zone(String id) {
        try {
            return Stream.of(ZoneId.of(id));
        } catch (DateTimeException _) {
            return Stream.empty();
        }
    }
}
