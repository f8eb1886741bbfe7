package org.echt.app.store.postgres;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyInputStream;

/**
 * Long reads in bounded memory. Each has a connection of its own: visitors take their time, and may ask the stores
 * themselves without starving on the pool.
 */
final class Streams {
    private static final int FETCH = 10_000;
    private static final int BUFFER = 1 << 16;
    /** Signature, flags, length of an extension that is empty. */
    private static final int HEADER = 11 + 4 + 4;

    private Streams() {}

    /** What reads. */
    @FunctionalInterface
    interface Work {
        void run(Connection connection) throws SQLException;
    }

    /** Sees one row after another. */
    @FunctionalInterface
    interface Rows {
        void row(ResultSet row) throws SQLException;
    }

    /** Sees the columns of one row after another, each of them eight bytes long. */
    @FunctionalInterface
    interface Numbers {
        void row(long a, long b);
    }

    /** Runs {@code work} in a transaction of its own that only reads one moment, and is thrown away. */
    static void snapshot(Database database, Work work) {
        try (var connection = database.dedicated()) {
            connection.setAutoCommit(false);
            try (var begin =
                    connection.prepareStatement("set transaction isolation level repeatable read, read only")) {
                begin.execute();
            }
            work.run(connection);
        } catch (SQLException e) {
            throw SqlFaults.translate(e);
        }
    }

    /** Streams the rows of a query; the connection must be in a transaction. */
    static void rows(PreparedStatement query, Rows visitor) throws SQLException {
        query.setFetchSize(FETCH);
        try (var rows = query.executeQuery()) {
            while (rows.next()) {
                visitor.row(rows);
            }
        }
    }

    /** Streams a {@code copy (...) to stdout (format binary)} of two int8 columns: about twice as fast as a cursor. */
    static void pairs(Connection connection, String copy, Numbers visitor) throws SQLException {
        try (var stream = new PGCopyInputStream(connection.unwrap(PGConnection.class), copy);
                var in = new DataInputStream(new BufferedInputStream(stream, BUFFER))) {
            in.skipNBytes(HEADER);
            while (in.readShort() == 2) {
                in.skipNBytes(4);
                long a = in.readLong();
                in.skipNBytes(4);
                visitor.row(a, in.readLong());
            }
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw e.getCause() instanceof SQLException sql ? sql : new SQLException(e.getMessage(), "08006", e);
        }
    }
}
