package org.echt.app.store.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.echt.core.asbuilt.Installation;
import org.jspecify.annotations.Nullable;

/**
 * Instants as PostgreSQL keeps them: to the microsecond. Finer ones are cut, never rounded up, so that a comparison with
 * a stored instant comes out as it would have before.
 */
final class Micros {
    private static final long PER_SECOND = 1_000_000;
    /** PostgreSQL counts from 2000-01-01. */
    private static final long POSTGRES_EPOCH = 946_684_800 * PER_SECOND;

    private static final long STILL = of(Installation.STILL);

    private Micros() {}

    /** Microseconds since 1970. */
    static long of(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), PER_SECOND), instant.getNano() / 1000);
    }

    /** As the binary format of a {@code timestamptz} wants it. */
    static long binary(Instant instant) {
        return of(instant) - POSTGRES_EPOCH;
    }

    /** What the binary format of a {@code timestamptz} says. */
    static Instant fromBinary(long micros) {
        return instant(micros + POSTGRES_EPOCH);
    }

    static Instant instant(long micros) {
        if (micros == STILL) {
            return Installation.STILL;
        }
        return Instant.ofEpochSecond(Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * 1000);
    }

    static Instant cut(Instant instant) {
        return instant(of(instant));
    }

    /** As a statement's parameter. */
    static OffsetDateTime parameter(Instant instant) {
        return cut(instant).atOffset(ZoneOffset.UTC);
    }

    static Instant read(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant readNullable(ResultSet row, int column) throws SQLException {
        var read = row.getObject(column, OffsetDateTime.class);
        return read == null ? null : read.toInstant();
    }
}
