package org.echt.app.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** Counts the tries of inside codes (spec/inside-code.md, rule 1), within a transaction of {@link PersonalData}. */
final class InsideTries {
    private static final int FREE = 5;
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    private InsideTries() {}

    static boolean attempt(Connection connection, long item, boolean right, Instant now) throws SQLException {
        Sql.update(
                connection,
                "insert into person.inside_try (item, failures, not_before) values (?, 0, ?) on conflict do nothing",
                item,
                Micros.parameter(Instant.EPOCH));
        var known = new Tries[1];
        Sql.rows(
                connection,
                "select failures, not_before from person.inside_try where item = ? for update",
                row -> known[0] = new Tries(row.getInt(1), Micros.read(row, 2)),
                item);
        boolean taken = right && !now.isBefore(known[0].notBefore);
        if (!now.isBefore(known[0].notBefore)) {
            int failures = right ? 0 : known[0].failures + 1;
            Sql.update(
                    connection,
                    "update person.inside_try set failures = ?, not_before = ? where item = ?",
                    failures,
                    Micros.parameter(now.plus(wait(failures))),
                    item);
        }
        return taken;
    }

    private record Tries(int failures, Instant notBefore) {}

    /** None for the first five failures, then a minute that doubles up to a day. */
    private static Duration wait(int failures) {
        if (failures < FREE) {
            return Duration.ZERO;
        }
        var wait = FIRST.multipliedBy(1L << Math.min(failures - FREE, 12));
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }
}
