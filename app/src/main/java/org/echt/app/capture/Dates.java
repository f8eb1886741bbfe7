package org.echt.app.capture;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Reads the dates of exports: {@code 2026-03-01}, {@code 20260301}, {@code 01.03.2026} (each the beginning of that day
 * in UTC) and {@code 2026-03-01T08:30:00.123+01:00}, kept to the microsecond. Empty fields and what SAP writes for "no
 * date" ({@code 00000000}, {@code 99991231}, in any of the forms) are none. Days are cached. Not thread-safe.
 */
final class Dates {
    /** What a field says. */
    enum Kind {
        NONE,
        DATE,
        BAD
    }

    static final String WAY_OUT = "Write 2026-03-01 or 2026-03-01T08:30:00+01:00.";

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2199;
    private static final int CACHE = 1 << 12;

    private final int[] days = new int[CACHE];
    private final Instant[] starts = new Instant[CACHE];
    private Instant value = Instant.EPOCH;

    private byte[] in = new byte[0];
    private int at;
    private int end;

    /** The date that was last read. */
    Instant value() {
        return value;
    }

    Kind read(String text) {
        byte[] bytes = text.strip().getBytes(StandardCharsets.UTF_8);
        return read(bytes, 0, bytes.length);
    }

    Kind read(byte[] bytes, int from, int to) {
        if (from == to) {
            return Kind.NONE;
        }
        in = bytes;
        at = from;
        end = to;
        int start = at;
        int first = number(8);
        int width = at - start;
        if (width == 8 && at == end) {
            return day(first / 10_000, first / 100 % 100, first % 100);
        }
        if (width == 4 && is('-')) {
            return iso(first);
        }
        return width >= 1 && width <= 2 && is('.') ? german(first) : Kind.BAD;
    }

    private Kind iso(int year) {
        at++;
        int month = digits(2);
        if (month < 0 || !is('-')) {
            return Kind.BAD;
        }
        at++;
        int day = digits(2);
        if (day < 0) {
            return Kind.BAD;
        }
        return at == end || year == 9999 || year == 0 ? day(year, month, day) : time(year, month, day);
    }

    private Kind german(int day) {
        at++;
        int start = at;
        int month = number(2);
        if (at == start || !is('.')) {
            return Kind.BAD;
        }
        at++;
        int year = digits(4);
        return year < 0 || at != end ? Kind.BAD : day(year, month, day);
    }

    private Kind time(int year, int month, int day) {
        if (!is('T') && !is(' ') && !is('t')) {
            return Kind.BAD;
        }
        at++;
        int hour = digits(2);
        int minute = is(':') ? digitsBehind() : -1;
        int second = is(':') ? digitsBehind() : 0;
        int micros = is('.') || is(',') ? fraction() : 0;
        int offset = offset();
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || offset == BAD_OFFSET) {
            return Kind.BAD;
        }
        Kind kind = day(year, month, day);
        if (kind == Kind.DATE) {
            long seconds = hour * 3600L + minute * 60L + second - offset;
            value = value.plusSeconds(seconds).plusNanos(micros * 1_000L);
        }
        return kind;
    }

    private static final int BAD_OFFSET = Integer.MIN_VALUE;

    /** Seconds east of Greenwich: {@code Z}, {@code +01:00}, {@code +0100} or {@code +01}, up to the end. */
    private int offset() {
        if ((is('Z') || is('z')) && at + 1 == end) {
            return 0;
        }
        int sign = is('+') ? 1 : is('-') ? -1 : 0;
        if (sign == 0) {
            return BAD_OFFSET;
        }
        int hours = digitsBehind();
        int minutes = at == end ? 0 : is(':') ? digitsBehind() : digits(2);
        boolean possible = at == end && hours >= 0 && hours <= 18 && minutes >= 0 && minutes <= 59;
        return possible ? sign * (hours * 3600 + minutes * 60) : BAD_OFFSET;
    }

    private int digitsBehind() {
        at++;
        return digits(2);
    }

    private int fraction() {
        at++;
        int micros = 0;
        int scale = 100_000;
        while (at < end && in[at] >= '0' && in[at] <= '9') {
            micros += (in[at++] - '0') * scale;
            scale /= 10;
        }
        return micros;
    }

    private boolean is(char c) {
        return at < end && in[at] == c;
    }

    /** Exactly so many digits, or -1. */
    private int digits(int count) {
        int start = at;
        int number = number(count);
        return at - start == count ? number : -1;
    }

    private int number(int most) {
        int number = 0;
        for (int n = 0; n < most && at < end && in[at] >= '0' && in[at] <= '9'; n++) {
            number = number * 10 + in[at++] - '0';
        }
        return number;
    }

    private Kind day(int year, int month, int day) {
        if ((year == 0 && month == 0 && day == 0) || (year == 9999 && month == 12 && day == 31)) {
            return Kind.NONE;
        }
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            return Kind.BAD;
        }
        int packed = year * 10_000 + month * 100 + day;
        int slot = packed & (CACHE - 1);
        if (days[slot] != packed) {
            try {
                starts[slot] = LocalDate.of(year, month, day)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant();
            } catch (DateTimeException _) {
                return Kind.BAD;
            }
            days[slot] = packed;
        }
        value = starts[slot];
        return Kind.DATE;
    }
}
