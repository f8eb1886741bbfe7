package org.echt.app.store.postgres;

import java.time.LocalDate;
import java.util.HashMap;
import org.echt.core.scan.VisitorSalts;

/** Salts in a table that no log, replica or backup holds. */
final class PostgresVisitorSalts implements VisitorSalts {
    private final Database database;

    PostgresVisitorSalts(Database database) {
        this.database = database;
    }

    @Override
    public byte[] agree(LocalDate day, byte[] offered) {
        return database.inTransaction(connection -> {
            Sql.update(
                    connection,
                    "insert into visitor_salt (day, salt) values (?, ?) on conflict (day) do nothing",
                    day,
                    offered);
            return Sql.list(connection, "select salt from visitor_salt where day = ?", row -> row.getBytes(1), day)
                    .getFirst();
        });
    }

    /** A row that is deleted stays in its file for a while, so the file is given up and a new one begun. */
    @Override
    public void endBefore(LocalDate day) {
        long ended = database.withConnection(
                connection -> Sql.count(connection, "select count(*) from visitor_salt where day < ?", day));
        if (ended == 0) {
            return;
        }
        database.inTransaction(connection -> {
            Sql.update(connection, "lock table visitor_salt in access exclusive mode");
            var kept = new HashMap<LocalDate, byte[]>();
            Sql.rows(
                    connection,
                    "select day, salt from visitor_salt where day >= ?",
                    row -> kept.put(row.getObject(1, LocalDate.class), row.getBytes(2)),
                    day);
            Sql.update(connection, "truncate visitor_salt");
            for (var salt : kept.entrySet()) {
                Sql.update(
                        connection,
                        "insert into visitor_salt (day, salt) values (?, ?)",
                        salt.getKey(),
                        salt.getValue());
            }
            return kept.size();
        });
    }
}
