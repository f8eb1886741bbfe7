package org.echt.app.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.echt.core.notice.RemedyKind;
import org.echt.core.recall.Recall;
import org.echt.core.recall.RecallAudit;
import org.echt.core.recall.RecallStore;
import org.echt.core.recall.Remedy;
import org.echt.core.recall.RemedyRecord;
import org.echt.core.recall.Revision;
import org.echt.core.recall.Revocation;
import org.echt.core.serial.ItemSet;
import org.jspecify.annotations.Nullable;

/** Recalls and remedies. Thread-safe; durable on return; instants are kept to the microsecond. */
final class PostgresRecalls implements RecallStore {
    private static final String SELECT =
            "select recall, number, state, version, kind, content, impact, by_whom, at, why, lapses_at from recall_revision ";

    private final Database database;

    PostgresRecalls(Database database) {
        this.database = database;
    }

    @Override
    public List<Recall> recalls() {
        return database.withConnection(PostgresRecalls::all);
    }

    /** By id. */
    static List<Recall> all(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement(SELECT + "order by recall, number");
                var rows = select.executeQuery()) {
            return recalls(rows);
        }
    }

    @Override
    public Optional<Recall> recall(String id) {
        return database.withConnection(connection -> {
            try (var select = connection.prepareStatement(SELECT + "where recall = ? order by number")) {
                select.setString(1, id);
                try (var rows = select.executeQuery()) {
                    return recalls(rows).stream().findFirst();
                }
            }
        });
    }

    @Override
    public boolean append(String id, Revision revision) {
        return CatalogueChange.run(database, connection -> {
            if (!insert(connection, id, revision)) {
                return false;
            }
            PostgresAudit.write(connection, RecallAudit.of(id, before(connection, id, revision), revision));
            return true;
        });
    }

    private static @Nullable Revision before(Connection connection, String id, Revision revision) throws SQLException {
        try (var select = connection.prepareStatement(SELECT + "where recall = ? and number = ?")) {
            select.setString(1, id);
            select.setInt(2, revision.number() - 1);
            try (var row = select.executeQuery()) {
                return row.next() ? revision(row) : null;
            }
        }
    }

    private static boolean insert(Connection connection, String id, Revision revision) throws SQLException {
        var lapsesAt = revision.lapsesAt();
        return CatalogueChange.insert(
                connection,
                """
                        insert into recall_revision (recall, number, state, version, kind, content, impact, by_whom, at, why,
                                                     lapses_at)
                        select v.* from (values (?::text, ?::int4, ?::text, ?::int4, ?::text, ?::json, ?::json, ?::text,
                                                 ?::timestamptz, ?::text, ?::timestamptz)) v(recall, number)
                         where v.number = (select coalesce(max(r.number), 0) + 1 from recall_revision r where r.recall = v.recall)
                        on conflict do nothing""",
                id,
                revision.number(),
                revision.state().name(),
                revision.version(),
                revision.kind().name(),
                RecallJson.write(revision.content()),
                RecallJson.write(revision.impact()),
                CopyIn.clean(revision.by()),
                Micros.parameter(revision.at()),
                CopyIn.clean(revision.why()),
                lapsesAt == null ? null : Micros.parameter(lapsesAt));
    }

    @Override
    public boolean record(Remedy remedy, Instant now) {
        return database.inTransaction(connection -> record(connection, remedy, now));
    }

    /** Records it in the transaction of the caller; false where one stands. */
    static boolean record(Connection connection, Remedy remedy, Instant now) throws SQLException {
        if (!CatalogueChange.insert(
                connection,
                "insert into remedy (recall, item, kind, at, by_whom, note) values (?, ?, ?, ?, ?, ?)"
                        + " on conflict do nothing",
                remedy.recall(),
                remedy.item(),
                remedy.kind().name(),
                Micros.parameter(remedy.at()),
                CopyIn.clean(remedy.by()),
                CopyIn.clean(remedy.note()))) {
            return false;
        }
        PostgresAudit.write(connection, RecallAudit.of(remedy, now));
        return CatalogueChange.insert(
                connection,
                "insert into remedy_record (recall, item, kind, at, by_whom, note) values (?, ?, ?, ?, ?, ?)",
                remedy.recall(),
                remedy.item(),
                remedy.kind().name(),
                Micros.parameter(remedy.at()),
                CopyIn.clean(remedy.by()),
                CopyIn.clean(remedy.note()));
    }

    @Override
    public boolean revoke(Revocation revocation) {
        return database.inTransaction(connection -> {
            try (var delete = connection.prepareStatement("delete from remedy where recall = ? and item = ?")) {
                delete.setString(1, revocation.recall());
                delete.setLong(2, revocation.item());
                if (delete.executeUpdate() == 0) {
                    return false;
                }
            }
            PostgresAudit.write(connection, RecallAudit.of(revocation));
            return CatalogueChange.insert(
                    connection,
                    "insert into remedy_record (recall, item, kind, at, by_whom, note) values (?, ?, null, ?, ?, ?)",
                    revocation.recall(),
                    revocation.item(),
                    Micros.parameter(revocation.at()),
                    CopyIn.clean(revocation.by()),
                    CopyIn.clean(revocation.why()));
        });
    }

    @Override
    public List<RemedyRecord> remedies(String recall, long item) {
        return database.withConnection(connection -> {
            try (var select = connection.prepareStatement(
                    "select kind, at, by_whom, note from remedy_record where recall = ? and item = ? order by id")) {
                select.setString(1, recall);
                select.setLong(2, item);
                try (var rows = select.executeQuery()) {
                    var records = new ArrayList<RemedyRecord>();
                    while (rows.next()) {
                        records.add(record(recall, item, rows));
                    }
                    return records;
                }
            }
        });
    }

    private static RemedyRecord record(String recall, long item, ResultSet row) throws SQLException {
        var kind = row.getString(1);
        return kind == null
                ? new Revocation(recall, item, Micros.read(row, 2), row.getString(3), row.getString(4))
                : new Remedy(
                        recall,
                        item,
                        RemedyKind.valueOf(kind),
                        Micros.read(row, 2),
                        row.getString(3),
                        row.getString(4));
    }

    @Override
    public ItemSet remedied(String recall) {
        return ItemRows.read(database, "select item from remedy where recall = ?", recall);
    }

    @Override
    public ItemSet remedied(String recall, Instant from, Instant to) {
        return ItemRows.read(
                database,
                "select item from remedy where recall = ? and at >= ? and at < ?",
                recall,
                Micros.parameter(from),
                Micros.parameter(to));
    }

    private static List<Recall> recalls(ResultSet rows) throws SQLException {
        var revisions = new LinkedHashMap<String, List<Revision>>();
        while (rows.next()) {
            revisions.computeIfAbsent(rows.getString(1), _ -> new ArrayList<>()).add(revision(rows));
        }
        return revisions.entrySet().stream()
                .map(entry -> new Recall(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Revision revision(ResultSet row) throws SQLException {
        return new Revision(
                row.getInt(2),
                Revision.State.valueOf(row.getString(3)),
                row.getInt(4),
                Revision.Kind.valueOf(row.getString(5)),
                RecallJson.content(row.getString(6)),
                RecallJson.summary(row.getString(7)),
                row.getString(8),
                Micros.read(row, 9),
                row.getString(10),
                row.getObject(11) == null ? null : Micros.read(row, 11));
    }
}
