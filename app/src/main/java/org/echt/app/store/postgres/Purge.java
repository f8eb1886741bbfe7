package org.echt.app.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.echt.core.audit.AuditEntry;
import org.echt.core.registration.Retention;
import org.echt.core.registration.Retention.Purged;

/** Forgets what was kept long enough, or counts what would be forgotten. */
final class Purge {
    private Purge() {}

    /** What a dry run found; takes its changes back on the way out. */
    private static final class DryRun extends RuntimeException {
        private final transient Purged found;

        DryRun(Purged found) {
            super("dry run", null, false, false);
            this.found = found;
        }
    }

    static Purged run(
            PersonalData data, Retention retention, Instant now, boolean dryRun, Function<Purged, AuditEntry> entry) {
        try {
            return data.inTransaction(connection -> {
                var purged = run(connection, retention, now);
                if (dryRun) {
                    throw new DryRun(purged);
                }
                if (!purged.isNothing()) {
                    PostgresAudit.write(connection, entry.apply(purged));
                }
                return purged;
            });
        } catch (DryRun e) {
            return e.found;
        }
    }

    private static Purged run(Connection connection, Retention retention, Instant now) throws SQLException {
        var oldest = before(now, retention.unconfirmed());
        int asked = Sql.update(connection, "delete from person.watch where confirmed_at is null and since < ?", oldest);
        int claims =
                Sql.update(connection, "delete from person.registration where state = 'PENDING' and at < ?", oldest);
        int deliveries = Sql.update(
                connection,
                "delete from person.watch where source like 'delivery:%' and keep_until < ?",
                Micros.parameter(now));
        // Nothing hangs on such a file any more.
        Sql.update(connection, "delete from person.delivery where keep_until < ?", Micros.parameter(now));
        int watches = Sql.update(connection, """
                delete from person.watch
                 where keep_until < ? or (keep_until is null and source = 'self' and confirmed_at < ?)""", Micros.parameter(now), before(now, retention.watches()));
        int disputes = Sql.update(
                connection, "delete from person.dispute where decided_at < ?", before(now, retention.disputes()));
        int ended = Sql.update(connection, """
                delete from person.registration r
                 where r.state = 'ENDED' and r.ended_at < ?
                   and not exists (select from person.dispute d where d.item = r.item)""", before(now, retention.ended()));
        int persons = Sql.update(connection, """
                delete from person.person p
                 where not exists (select from person.watch w where w.person = p.id)
                   and not exists (select from person.registration r where r.person = p.id)
                   and not exists (select from person.message m
                                    where m.person = p.id and m.state in ('WAITING', 'SENDING'))
                   and p.since < ?""", before(now, Duration.ofMinutes(10)));
        return new Purged(asked + claims, watches, deliveries, ended, disputes, persons);
    }

    private static Object before(Instant now, Duration age) {
        return Micros.parameter(now.minus(age));
    }
}
