package org.echt.app.store.postgres;

import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.echt.core.audit.AuditEntry;
import org.echt.core.ledger.Head;
import org.echt.core.ledger.LedgerStore;
import org.jspecify.annotations.Nullable;

/** The transparency log. Thread-safe; durable on return; instants are kept to the microsecond. */
final class PostgresLedger implements LedgerStore {
    private static final int ADOPTED_AT_ONCE = 1_000;

    private final Database database;

    PostgresLedger(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Head> head() {
        return database.withConnection(connection -> Optional.ofNullable(head(connection, "")));
    }

    /** Null before the first entry. */
    private static @Nullable Head head(Connection connection, String lock) throws SQLException {
        var found = Sql.list(
                connection,
                "select origin, state, checkpoint, at from log_head where origin <> ''" + lock,
                row -> new Head(row.getString(1), row.getBytes(2), row.getString(3), Micros.read(row, 4)));
        return found.isEmpty() ? null : found.getFirst();
    }

    @Override
    public int grow(int limit, Growth growth) {
        if (!isDue()) {
            return 0;
        }
        adopt();
        return database.inTransaction(connection -> {
            Sql.list(connection, "select one from log_head for update", row -> row.getBoolean(1));
            var waiting = Sql.list(
                    connection,
                    "select id, audit, entry from log_pending order by id limit ?",
                    row -> new Waiting(row.getLong(1), row.getLong(2), row.getBytes(3)),
                    limit);
            if (!waiting.isEmpty()) {
                var before = head(connection, "");
                var entries = waiting.stream().map(Waiting::entry).toList();
                store(connection, before == null ? 0 : before.size(), waiting, growth.grow(before, entries));
            }
            return waiting.size();
        });
    }

    /** Asked without the lock, so that nodes with nothing to do do not wait for each other. */
    private boolean isDue() {
        return database.withConnection(connection -> Sql.count(
                        connection,
                        "select count(*) from (select from log_pending union all select from log_adopted limit 1) w")
                > 0);
    }

    @SuppressWarnings("ArrayRecordComponent") // Handed on and never compared.
    private record Waiting(long id, long audit, byte[] entry) {}

    private static void store(Connection connection, long first, List<Waiting> placed, Grown grown)
            throws SQLException {
        var places = new long[placed.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = first + i;
        }
        Sql.update(
                connection,
                "insert into log_entry (place, entry, leaf, audit)"
                        + " select * from unnest(?::int8[], ?::bytea[], ?::bytea[], ?::int8[])",
                places,
                placed.stream().map(Waiting::entry).toArray(byte[][]::new),
                grown.leaves().stream().map(leaf -> leaf.bytes()).toArray(byte[][]::new),
                placed.stream().mapToLong(Waiting::audit).toArray());
        Sql.update(
                connection,
                "insert into log_node (level, number, hash) select * from unnest(?::int2[], ?::int8[], ?::bytea[])",
                grown.nodes().stream().map(n -> (short) n.level()).toArray(Short[]::new),
                grown.nodes().stream().mapToLong(Node::index).toArray(),
                grown.nodes().stream().map(n -> n.hash().bytes()).toArray(byte[][]::new));
        var head = grown.head();
        Sql.update(
                connection,
                "update log_head set origin = ?, state = ?, checkpoint = ?, at = ?",
                head.origin(),
                head.state(),
                head.checkpoint(),
                Micros.parameter(head.at()));
        Sql.update(connection, "delete from log_pending where id = any(?)", (Object)
                placed.stream().mapToLong(Waiting::id).toArray());
    }

    @Override
    public void record(AuditEntry done) {
        database.inTransaction(connection -> {
            PostgresAudit.write(connection, done);
            return true;
        });
    }

    @Override
    public long waiting() {
        return database.withConnection(connection -> Sql.count(connection, "select count(*) from log_pending"));
    }

    @Override
    public List<byte[]> entries(long from, int count) {
        return database.withConnection(connection -> Sql.list(
                connection,
                "select entry from log_entry where place >= ? and place < ? order by place",
                row -> row.getBytes(1),
                from,
                from + count));
    }

    @Override
    public byte[] hashes(int level, long from, int count) {
        var hashes = new ByteArrayOutputStream();
        database.withConnection(connection -> {
            if (level == 0) {
                Sql.rows(
                        connection,
                        "select leaf from log_entry where place >= ? and place < ? order by place",
                        row -> hashes.writeBytes(row.getBytes(1)),
                        from,
                        from + count);
            } else {
                Sql.rows(
                        connection,
                        "select hash from log_node where level = ? and number >= ? and number < ? order by number",
                        row -> hashes.writeBytes(row.getBytes(1)),
                        level,
                        from,
                        from + count);
            }
            return true;
        });
        return hashes.toByteArray();
    }

    @Override
    public List<Committed> committed(long from, int count) {
        return database.withConnection(
                connection -> Sql.list(connection, """
                select l.place, l.entry, a.id, a.at, a.by_whom, a.action, a.object, a.before, a.after, a.why, a.facts, s.salt
                  from log_entry l join audit_entry a on a.id = l.audit left join audit_salt s on s.audit = l.audit
                 where l.place >= ? and l.place < ? order by l.place""", PostgresLedger::committed, from, from + count));
    }

    private static Committed committed(ResultSet row) throws SQLException {
        return new Committed(
                row.getLong(1), row.getBytes(2), row.getLong(3), PostgresAudit.entry(row, 4), row.getBytes(12));
    }

    @Override
    public List<Long> missing(int limit) {
        return database.withConnection(connection -> Sql.list(connection, """
                select a.id from audit_entry a
                 where not exists (select from log_entry l where l.audit = a.id)
                   and not exists (select from log_pending p where p.audit = a.id)
                 order by a.id limit ?""", row -> row.getLong(1), limit));
    }

    /** Lets what was audited before there was a log wait for its place. */
    private void adopt() {
        while (database.inTransaction(PostgresLedger::adopt)) {}
    }

    /** False when nothing is left to adopt. */
    private static boolean adopt(Connection connection) throws SQLException {
        var before = Sql.list(
                connection,
                "delete from log_adopted where audit in (select audit from log_adopted order by audit limit ?"
                        + " for update skip locked) returning audit",
                row -> row.getLong(1),
                ADOPTED_AT_ONCE);
        for (long number : before.stream().sorted().toList()) {
            PostgresAudit.log(connection, number);
        }
        return !before.isEmpty();
    }

    @Override
    public Optional<Long> place(long number) {
        return database
                .withConnection(connection -> Sql.list(
                        connection, "select place from log_entry where audit = ?", row -> row.getLong(1), number))
                .stream()
                .findFirst();
    }

    @Override
    public void witnessed(Witnessed witnessed) {
        var stamp = witnessed.stamp();
        database.inTransaction(connection -> {
            if (stamp == null) {
                Sql.update(connection, "delete from log_witnessed where not stamped and size <= ?", witnessed.size());
            }
            return Sql.update(
                    connection,
                    "insert into log_witnessed (size, stamped, note, stamp, at) values (?, ?, ?, ?, ?)"
                            + " on conflict do nothing",
                    witnessed.size(),
                    stamp != null,
                    witnessed.note(),
                    stamp,
                    Micros.parameter(witnessed.at()));
        });
    }

    @Override
    public Optional<Witnessed> witnessed() {
        return witnessed("where not stamped order by size desc limit 1").stream()
                .findFirst();
    }

    @Override
    public Optional<Witnessed> stamped() {
        return witnessed("where stamped order by size desc limit 1").stream().findFirst();
    }

    @Override
    public List<Witnessed> stamped(long size, int limit) {
        return witnessed("where stamped and size >= ? order by size limit ?", size, limit);
    }

    private List<Witnessed> witnessed(String where, Object... values) {
        return database.withConnection(connection -> Sql.list(
                connection,
                "select size, note, stamp, at from log_witnessed " + where,
                row -> new Witnessed(row.getLong(1), row.getString(2), row.getBytes(3), Micros.read(row, 4)),
                values));
    }
}
