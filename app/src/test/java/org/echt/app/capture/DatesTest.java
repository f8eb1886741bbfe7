package org.echt.app.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.echt.app.capture.Dates.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatesTest {
    private final Dates dates = new Dates();

    @ParameterizedTest
    @CsvSource({
        "2026-03-01, 2026-03-01T00:00:00Z",
        "20260301, 2026-03-01T00:00:00Z",
        "01.03.2026, 2026-03-01T00:00:00Z",
        "1.3.2026, 2026-03-01T00:00:00Z",
        "2024-02-29, 2024-02-29T00:00:00Z",
        "2026-03-01T08:30:00+01:00, 2026-03-01T07:30:00Z",
        "2026-03-01T08:30Z, 2026-03-01T08:30:00Z",
        "2026-03-01 08:30:00.1234567-0530, 2026-03-01T14:00:00.123456Z",
        "2022-02-03T14:48:54.709Z, 2022-02-03T14:48:54.709Z",
        "2026-03-01T00:00:00+14, 2026-02-28T10:00:00Z"
    })
    void reads(String text, Instant expected) {
        assertEquals(Kind.DATE, dates.read(text), text);
        assertEquals(expected, dates.value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "00000000",
                "99991231",
                "9999-12-31",
                "31.12.9999",
                "00.00.0000",
                "0000-00-00",
                "9999-12-31T00:00:00Z"
            })
    void none(String text) {
        assertEquals(Kind.NONE, dates.read(text), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-13-45",
                "2026-02-30",
                "29.02.2025",
                "2026-3-1",
                "202603011",
                "2026030",
                "03/01/2026",
                "45321",
                "2026-03-01T08:30:00",
                "2026-03-01T24:00:00Z",
                "2026-03-01T08:60:00Z",
                "2026-03-01T08:30:00+1:00",
                "2026-03-01T08:30:00Zx",
                "2026-03-01T",
                "2026-03-01x",
                "1826-03-01",
                "3026-03-01",
                "yesterday",
                "-",
                ".",
                "1.",
                "1.2.",
                "1.2.26",
                "2026-03-01T08:30:00+19:00",
                "2026-03-01T08Z"
            })
    void bad(String text) {
        assertEquals(Kind.BAD, dates.read(text), text);
    }

    @Test
    void agreesWithTheLibraryOnRandomDates() {
        var random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            var day = LocalDate.of(1900, 1, 1).plusDays(random.nextInt(100_000));
            assertEquals(Kind.DATE, dates.read(day.toString()));
            assertEquals(day.atStartOfDay(ZoneOffset.UTC).toInstant(), dates.value());
            var at = OffsetDateTime.of(
                            day.atTime(
                                    random.nextInt(24),
                                    random.nextInt(60),
                                    random.nextInt(60),
                                    random.nextInt(1_000_000_000)),
                            ZoneOffset.ofTotalSeconds((random.nextInt(37) - 18) * 3600))
                    .truncatedTo(ChronoUnit.MICROS);
            assertEquals(Kind.DATE, dates.read(at.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME)), at.toString());
            assertEquals(at.toInstant(), dates.value());
        }
    }
}
