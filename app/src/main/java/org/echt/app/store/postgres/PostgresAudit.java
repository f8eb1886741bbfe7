package org.echt.app.store.postgres;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.echt.core.audit.AuditEntry;
import org.echt.core.audit.AuditLog;
import org.echt.core.canonical.CanonicalJson;
import org.echt.core.canonical.NotCanonicalException;
import org.echt.core.canonical.Value;
import org.echt.core.ledger.LoggedFact;
import org.echt.core.tlog.Commitment;

/** The audit log. Written by the other stores within the transaction of what is recorded. Thread-safe. */
final class PostgresAudit implements AuditLog {
    private static final SecureRandom CHANCE = new SecureRandom();
    private static final String SELECT =
            "select id, at, by_whom, action, object, before, after, why, facts from audit_entry ";
    private static final String PLACED =
            "select id, at, by_whom, action, object, before, after, why, facts, place from audit_entry"
                    + " left join log_entry on audit = id ";

    private final Database database;

    PostgresAudit(Database database) {
        this.database = database;
    }

    /** Adds an entry, and what the transparency log will hold of it, to the caller's transaction. */
    static void write(Connection connection, AuditEntry entry) throws SQLException {
        var stored = stored(entry);
        long number = Sql.count(
                connection,
                "insert into audit_entry (at, by_whom, action, object, before, after, why, facts)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?) returning id",
                Micros.parameter(stored.at()),
                stored.by(),
                stored.action(),
                stored.object(),
                stored.before(),
                stored.after(),
                stored.why(),
                CanonicalJson.write(stored.facts()));
        log(connection, number, stored);
    }

    /** Adds what the transparency log will hold of an entry that stands. */
    static void log(Connection connection, long number) throws SQLException {
        var found = Sql.list(connection, SELECT + "where id = ?", row -> entry(row, 2), number);
        log(connection, number, found.getFirst());
    }

    private static void log(Connection connection, long number, AuditEntry entry) throws SQLException {
        var salt = new byte[Commitment.SALT];
        CHANCE.nextBytes(salt);
        Sql.update(connection, "insert into audit_salt (audit, salt) values (?, ?)", number, salt);
        Sql.update(
                connection,
                "insert into log_pending (audit, entry) values (?, ?)",
                number,
                LoggedFact.of(entry, salt).bytes());
    }

    /** As the database will give it back: what is committed to must be made from the same. */
    private static AuditEntry stored(AuditEntry entry) {
        return new AuditEntry(
                Micros.cut(entry.at()),
                CopyIn.clean(entry.by()),
                entry.action(),
                CopyIn.clean(entry.object()),
                CopyIn.clean(entry.before()),
                CopyIn.clean(entry.after()),
                CopyIn.clean(entry.why()),
                entry.facts());
    }

    @Override
    public List<Numbered> find(Filter filter) {
        return database.withConnection(connection -> {
            try (var select = connection.prepareStatement(PLACED + """
                     where (? = '' or by_whom = ?) and starts_with(action, ?) and (? = '' or object = ?)
                       and at >= ? and at < ? and id < ?
                     order by id desc limit ?""")) {
                select.setString(1, filter.by());
                select.setString(2, filter.by());
                select.setString(3, filter.action());
                select.setString(4, filter.object());
                select.setString(5, filter.object());
                var from = filter.from();
                var to = filter.to();
                select.setObject(6, Micros.parameter(from == null ? Instant.EPOCH : from));
                select.setObject(7, Micros.parameter(to == null ? LAST : to));
                select.setLong(8, filter.below());
                select.setInt(9, filter.limit());
                try (var rows = select.executeQuery()) {
                    var found = new ArrayList<Numbered>();
                    while (rows.next()) {
                        found.add(new Numbered(rows.getLong(1), rows.getObject(10, Long.class), entry(rows, 2)));
                    }
                    return found;
                }
            }
        });
    }

    /** The columns of an entry, from at to facts, beginning with {@code first}. */
    static AuditEntry entry(ResultSet rows, int first) throws SQLException {
        return new AuditEntry(
                Micros.read(rows, first),
                rows.getString(first + 1),
                rows.getString(first + 2),
                rows.getString(first + 3),
                rows.getString(first + 4),
                rows.getString(first + 5),
                rows.getString(first + 6),
                facts(rows.getBytes(first + 7)));
    }

    private static Value.Members facts(byte[] stored) throws SQLException {
        try {
            return CanonicalJson.readObject(stored);
        } catch (NotCanonicalException e) {
            throw new SQLException("facts of an audit entry are damaged", e);
        }
    }

    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");
}
