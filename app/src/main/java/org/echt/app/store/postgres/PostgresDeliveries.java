package org.echt.app.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.echt.core.audit.AuditEntry;
import org.echt.core.registration.DeliveryStore;
import org.echt.core.registration.Intake;
import org.echt.core.registration.Watch;
import org.jspecify.annotations.Nullable;

/** Deliveries: watches of buyers, and the files they came in. Thread-safe; durable on return. */
final class PostgresDeliveries implements DeliveryStore {
    private static final String INTAKE = """
            select id, seller, content_hash, name, bytes, done_bytes, done_lines, added, same, rejected, handed_in_by,
                   started_at, keep_until, finished_at from person.delivery
            """;

    private final PersonalData data;

    PostgresDeliveries(PersonalData data) {
        this.data = data;
    }

    /** What a dry run found; takes its changes back on the way out. */
    private static final class DryRun extends RuntimeException {
        private final transient BitSet found;

        DryRun(BitSet found) {
            super("dry run", null, false, false);
            this.found = found;
        }
    }

    @Override
    public BitSet take(Handed handed, @Nullable AuditEntry entry) {
        try {
            return data.inTransaction(connection -> {
                var taken = take(connection, handed);
                if (entry == null) {
                    throw new DryRun(taken);
                }
                PostgresAudit.write(connection, entry);
                return taken;
            });
        } catch (DryRun e) {
            return e.found;
        }
    }

    private static BitSet take(Connection connection, Handed handed) throws SQLException {
        var buyers = handed.buyers();
        var persons = PostgresContacts.keep(
                connection, buyers.stream().map(Buyer::person).toList());
        var watches = new ArrayList<Watch>();
        for (int i = 0; i < buyers.size(); i++) {
            watches.add(new Watch(
                    persons.get(i).id(),
                    buyers.get(i).item(),
                    handed.source(),
                    true,
                    handed.since(),
                    handed.since(),
                    handed.keepUntil()));
        }
        var told = told(connection, watches);
        PostgresContacts.insert(connection, watches);
        var taken = new BitSet();
        for (int i = 0; i < watches.size(); i++) {
            if (!told.contains(key(watches.get(i).person(), watches.get(i).item()))) {
                taken.set(i);
            }
        }
        return taken;
    }

    /** Which of them have a watch that is confirmed. */
    private static Set<List<Long>> told(Connection connection, List<Watch> watches) throws SQLException {
        var told = new HashSet<List<Long>>();
        Sql.rows(
                connection,
                """
                select w.person, w.item from person.watch w
                  join unnest(?::int8[], ?::int8[]) t(person, item) on w.person = t.person and w.item = t.item
                 where w.confirmed_at is not null""",
                row -> told.add(key(row.getLong(1), row.getLong(2))),
                watches.stream().mapToLong(Watch::person).toArray(),
                watches.stream().mapToLong(Watch::item).toArray());
        return told;
    }

    private static List<Long> key(long person, long item) {
        return List.of(person, item);
    }

    @Override
    public Intake begin(Intake intake, AuditEntry entry) {
        return data.inTransaction(connection -> {
            int made = Sql.update(
                    connection,
                    """
                    insert into person.delivery (seller, content_hash, name, bytes, done_bytes, done_lines, added, same,
                      rejected, handed_in_by, started_at, keep_until)
                    values (?, ?, ?, ?, 0, 0, 0, 0, 0, ?, ?, ?) on conflict (seller, content_hash) do nothing""",
                    intake.seller(),
                    intake.file().contentHash(),
                    CopyIn.clean(intake.file().name()),
                    intake.file().bytes(),
                    intake.by(),
                    Micros.parameter(intake.startedAt()),
                    Micros.parameter(intake.keepUntil()));
            if (made == 1) {
                PostgresAudit.write(connection, entry);
            }
            return of(connection, intake.seller(), intake.file().contentHash()).orElseThrow();
        });
    }

    @Override
    public Optional<Intake> intake(String seller, String contentHash) {
        return data.inTransaction(connection -> of(connection, seller, contentHash));
    }

    private static Optional<Intake> of(Connection connection, String seller, String contentHash) throws SQLException {
        return intakes(connection, "where seller = ? and content_hash = ?", seller, contentHash).stream()
                .findFirst();
    }

    @Override
    public Optional<Intake> intake(long id) {
        return data.inTransaction(
                connection -> intakes(connection, "where id = ?", id).stream().findFirst());
    }

    @Override
    public List<Intake> intakes(long below, int limit) {
        return data.inTransaction(
                connection -> intakes(connection, "where id < ? order by id desc limit ?", below, limit));
    }

    private static List<Intake> intakes(Connection connection, String where, Object... values) throws SQLException {
        return Sql.list(connection, INTAKE + where, PostgresDeliveries::intake, values);
    }

    private static Intake intake(ResultSet row) throws SQLException {
        return new Intake(
                row.getLong(1),
                row.getString(2),
                new Intake.File(row.getString(3), row.getString(4), row.getLong(5)),
                row.getLong(6),
                row.getLong(7),
                new Intake.Counts(row.getLong(8), row.getLong(9), row.getLong(10)),
                row.getString(11),
                Micros.read(row, 12),
                Micros.read(row, 13),
                Micros.readNullable(row, 14));
    }

    @Override
    public Optional<Intake> advance(Intake from, Part part, Instant now) {
        return data.inTransaction(connection -> {
            var held = intakes(connection, "where id = ? and done_bytes = ? for update", from.id(), from.doneBytes());
            if (held.isEmpty() || held.getFirst().isDone()) {
                return Optional.empty();
            }
            int added = take(connection, part.handed()).cardinality();
            long same = part.handed().buyers().size() - added + part.same();
            reject(connection, from.id(), part.rejects());
            var end = part.end();
            var more = new Intake.Counts(added, same, part.rejects().size());
            var reached = held.getFirst().reached(part.doneBytes(), part.doneLines(), more, end == null ? null : now);
            write(connection, reached);
            if (end != null) {
                PostgresAudit.write(connection, end.apply(reached));
            }
            return Optional.of(reached);
        });
    }

    private static void write(Connection connection, Intake reached) throws SQLException {
        Sql.update(
                connection,
                """
                update person.delivery set done_bytes = ?, done_lines = ?, added = ?, same = ?, rejected = ?, finished_at = ?
                 where id = ?""",
                reached.doneBytes(),
                reached.doneLines(),
                reached.counts().added(),
                reached.counts().same(),
                reached.counts().rejected(),
                PostgresContacts.micros(reached.finishedAt()),
                reached.id());
    }

    private static void reject(Connection connection, long intake, List<Intake.Reject> rejects) throws SQLException {
        Sql.update(
                connection,
                """
                insert into person.delivery_reject (delivery, line, place, cause)
                select ?, t.line, t.place, t.cause from unnest(?::int8[], ?::text[], ?::text[]) t(line, place, cause)""",
                intake,
                rejects.stream().mapToLong(Intake.Reject::line).toArray(),
                rejects.stream().map(r -> CopyIn.clean(r.column())).toArray(String[]::new),
                rejects.stream().map(r -> CopyIn.clean(r.cause())).toArray(String[]::new));
    }

    @Override
    public void rejects(long intake, Consumer<Intake.Reject> visitor) {
        data.snapshot(connection -> Sql.rows(
                connection,
                "select line, place, cause from person.delivery_reject where delivery = ? order by line",
                row -> visitor.accept(new Intake.Reject(row.getLong(1), row.getString(2), row.getString(3))),
                intake));
    }

    @Override
    public List<Seller> sellers() {
        return data.inTransaction(connection -> {
            return Sql.list(
                    connection,
                    """
                    select substr(source, ?), count(*), count(distinct person), min(since), max(keep_until)
                      from person.watch where source like 'delivery:%' group by 1 order by 1""",
                    row -> new Seller(
                            row.getString(1), row.getLong(2), row.getLong(3), Micros.read(row, 4), Micros.read(row, 5)),
                    Watch.DELIVERY.length() + 1);
        });
    }

    @Override
    public long end(String seller, @Nullable Intake intake, @Nullable LongFunction<AuditEntry> entry) {
        var since = intake == null ? null : Micros.parameter(intake.startedAt());
        var source = Watch.DELIVERY + seller;
        // The pattern is that of the index, which holds deliveries only.
        var which = " from person.watch where source like 'delivery:%' and source = ?"
                + " and (?::timestamptz is null or since = ?)";
        return data.inTransaction(connection -> {
            if (entry == null) {
                return Sql.count(connection, "select count(*)" + which, source, since, since);
            }
            long ended = Sql.update(connection, "delete" + which, source, since, since);
            Sql.update(
                    connection,
                    "delete from person.delivery where seller = ? and (?::timestamptz is null or started_at = ?)",
                    seller,
                    since,
                    since);
            PostgresAudit.write(connection, entry.apply(ended));
            return ended;
        });
    }
}
