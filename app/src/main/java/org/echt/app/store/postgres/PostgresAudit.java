package org.echt.app.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.echt.core.audit.AuditEntry;
import org.echt.core.audit.AuditLog;

/** The audit log. Written by the other stores within the transaction of what is recorded. Thread-safe. */
final class PostgresAudit implements AuditLog {
    private final Database database;

    PostgresAudit(Database database) {
        this.database = database;
    }

    /** Adds an entry to the caller's transaction. */
    static void write(Connection connection, AuditEntry entry) throws SQLException {
        CatalogueChange.insert(
                connection,
                "insert into audit_entry (at, by_whom, action, object, before, after, why) values (?, ?, ?, ?, ?, ?, ?)",
                Micros.parameter(entry.at()),
                CopyIn.clean(entry.by()),
                entry.action(),
                CopyIn.clean(entry.object()),
                CopyIn.clean(entry.before()),
                CopyIn.clean(entry.after()),
                CopyIn.clean(entry.why()));
    }

    @Override
    public List<Numbered> find(Filter filter) {
        return database.withConnection(connection -> {
            try (var select = connection.prepareStatement("""
                    select id, at, by_whom, action, object, before, after, why from audit_entry
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
                        found.add(new Numbered(
                                rows.getLong(1),
                                new AuditEntry(
                                        Micros.read(rows, 2),
                                        rows.getString(3),
                                        rows.getString(4),
                                        rows.getString(5),
                                        rows.getString(6),
                                        rows.getString(7),
                                        rows.getString(8))));
                    }
                    return found;
                }
            }
        });
    }

    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");
}
