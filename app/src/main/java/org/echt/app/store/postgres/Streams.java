package org.echt.app.store.postgres;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
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

    /** Sees one row after another: a number, and the numbers that were gathered under it. */
    @FunctionalInterface
    interface Groups {
        /** @param members reused; only the first {@code count} are meant */
        void row(long key, long[] members, int count);
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
        copy(connection, copy, in -> {
            in.skipNBytes(4);
            long a = in.readLong();
            in.skipNBytes(4);
            visitor.row(a, in.readLong());
        });
    }

    /** The same of an int8 and a bytea of int8 after int8. */
    static void groups(Connection connection, String copy, Groups visitor) throws SQLException {
        var members = new Members();
        copy(connection, copy, in -> {
            in.skipNBytes(4);
            long key = in.readLong();
            int count = members.read(in);
            visitor.row(key, members.numbers, count);
        });
    }

    /** Room for the members of one row, grown as needed. */
    private static final class Members {
        long[] numbers = new long[64];
        private ByteBuffer bytes = ByteBuffer.allocate(64 * Long.BYTES);

        int read(DataInputStream in) throws IOException {
            int length = in.readInt();
            int count = length / Long.BYTES;
            if (count > numbers.length) {
                numbers = new long[2 * count];
                bytes = ByteBuffer.allocate(2 * length);
            }
            in.readFully(bytes.array(), 0, length);
            bytes.asLongBuffer().get(numbers, 0, count);
            return count;
        }
    }

    /** Reads the fields of one row. */
    @FunctionalInterface
    private interface Fields {
        void read(DataInputStream in) throws IOException;
    }

    /** Streams rows of two columns. */
    private static void copy(Connection connection, String copy, Fields row) throws SQLException {
        try (var stream = new PGCopyInputStream(connection.unwrap(PGConnection.class), copy);
                var in = new DataInputStream(new BufferedInputStream(stream, BUFFER))) {
            in.skipNBytes(HEADER);
            while (in.readShort() == 2) {
                row.read(in);
            }
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw e.getCause() instanceof SQLException sql ? sql : new SQLException(e.getMessage(), "08006", e);
        }
    }
}
