package org.echt.bench;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/** T6: an as-built export imported end to end, beside a bare binary COPY of its pairs into a table without an index. */
final class ImportBench implements Bench {
    /** 25 rows each. */
    private static final int LAPTOPS = 40_000;

    private static final int BUFFER = 1 << 16;
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};

    @Override
    public List<Figure> measure(Options options, PrintStream out) throws Exception {
        try (var scratch = Scratch.make()) {
            var world = World.in(scratch, LAPTOPS, out);
            world.load();
            var pairs = pairs(world.postgres());
            world.postgres().run("create table bare (parent int8 not null, part int8 not null)");
            var postgres = world.postgres();
            var outcomes = new Contest(0, 3)
                    .add("(emptying)", 1, () -> empty(postgres))
                    .add("Echt, import end to end", world.exported(), world::load)
                    .add("bare COPY of the pairs", pairs.length / 2, () -> copy(postgres, pairs))
                    .run(out);
            var imported = outcomes.get(1);
            var copied = outcomes.get(2);
            double ratio = copied.wallNanos() / imported.wallNanos();
            return List.of(new Figure(
                    "T6",
                    "import",
                    "import an as-built export of 1 M rows, validated, indexed, durable",
                    "%,.0f k rows/s".formatted(imported.perSecond() / 1e3),
                    "bare COPY into an unindexed table, %,.0f k rows/s".formatted(copied.perSecond() / 1e3),
                    "%.0f %%".formatted(100 * ratio),
                    ">= 40 %",
                    ratio >= 0.4));
        }
    }

    private static void empty(Postgres postgres) throws SQLException {
        postgres.run("truncate bare, installation, import_reject, import_job", "checkpoint");
    }

    /** Parent and part of every stored installation, one after the other. */
    private static long[] pairs(Postgres postgres) throws SQLException {
        var pairs = new long[2 * (int) postgres.number("select count(*) from installation")];
        try (var connection = postgres.connect()) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.setFetchSize(10_000);
                var rows = statement.executeQuery("select parent, part from installation");
                for (int i = 0; rows.next(); i += 2) {
                    pairs[i] = rows.getLong(1);
                    pairs[i + 1] = rows.getLong(2);
                }
            }
        }
        return pairs;
    }

    private static void copy(Postgres postgres, long[] pairs) throws SQLException, IOException {
        try (var connection = postgres.connect();
                var sink = new PGCopyOutputStream(
                        connection.unwrap(PGConnection.class), "copy bare from stdin (format binary)", BUFFER);
                var out = new DataOutputStream(sink)) {
            out.write(SIGNATURE);
            out.writeLong(0);
            var row = ByteBuffer.allocate(26);
            for (int i = 0; i < pairs.length; i += 2) {
                row.clear();
                row.putShort((short) 2).putInt(8).putLong(pairs[i]).putInt(8).putLong(pairs[i + 1]);
                out.write(row.array());
            }
            out.writeShort(-1);
        }
    }
}
