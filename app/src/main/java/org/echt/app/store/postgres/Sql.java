package org.echt.app.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One statement with its values, on the caller's connection. */
final class Sql {
    private Sql() {}

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
