package org.echt.app.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The way to the schema of personal data: a transaction at a time takes on its role. Thread-safe. */
final class PersonalData {
    private final Database database;

    PersonalData(Database database) {
        this.database = database;
    }

    <T extends @Nullable Object> T inTransaction(SqlFunction<Connection, T> work) {
        return database.inTransaction(connection -> {
            enter(connection);
            return work.apply(connection);
        });
    }

    /** A long read of one moment. */
    void snapshot(Streams.Work work) {
        Streams.snapshot(database, connection -> {
            enter(connection);
            work.run(connection);
        });
    }

    /** A connection of its own, outside any transaction and without the role. */
    Connection dedicated() {
        return database.dedicated();
    }

    private static void enter(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set local role echt_person");
        }
    }

    /** Two who change what hangs on one item wait for each other. */
    static void lock(Connection connection, long item) throws SQLException {
        try (var lock = connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 0))")) {
            lock.setString(1, "echt owners of " + item);
            lock.execute();
        }
    }
}
