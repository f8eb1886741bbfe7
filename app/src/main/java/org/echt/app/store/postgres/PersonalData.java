package org.echt.app.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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

    /** Runs a change; returns how many rows it touched. */
    static int update(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (var update = connection.prepareStatement(sql)) {
            set(update, values);
            return update.executeUpdate();
        }
    }

    /** Visits the rows of a query. */
    static void rows(Connection connection, String sql, Streams.Rows visitor, @Nullable Object... values)
            throws SQLException {
        try (var select = connection.prepareStatement(sql)) {
            set(select, values);
            Streams.rows(select, visitor);
        }
    }

    /** The rows of a query, each made into something. */
    static <T> List<T> list(
            Connection connection, String sql, SqlFunction<ResultSet, T> made, @Nullable Object... values)
            throws SQLException {
        var found = new ArrayList<T>();
        rows(connection, sql, row -> found.add(made.apply(row)), values);
        return found;
    }

    static long count(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (var select = connection.prepareStatement(sql)) {
            set(select, values);
            try (var row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static void set(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
