package org.echt.app.store.postgres;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import org.echt.app.store.postgres.TableText.Content;
import org.echt.app.store.postgres.TableText.Counter;
import org.echt.app.store.postgres.TableText.Table;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Fills an empty database with the rows of a {@link DatabaseSnapshot}, in one transaction: after a failure it is as empty
 * as before, but for its schema. Every method throws what {@link Database} throws. Not thread-safe.
 */
public final class DatabaseLoad implements AutoCloseable {
    private static final Pattern DAY = Pattern.compile("scan_([0-9]{8})");
    private static final int BUFFER = 1 << 16;

    private final Connection connection;

    private DatabaseLoad(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        for (var setting : TableText.FIXED) {
            execute(setting);
        }
    }

    /** Is there nothing at all in the database? */
    public static boolean isEmpty(Database database) {
        return database.withConnection(connection -> Sql.count(
                        connection,
                        "select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                                + " where c.relkind in ('r', 'p', 'v', 'm', 'S') and (n.nspname = 'public' or n.nspname = 'person')")
                == 0);
    }

    /**
     * Makes the schema of some release in an empty database.
     *
     * @param schema number of its newest migration
     */
    public static DatabaseLoad begin(Database database, int schema) {
        database.migrateTo(schema);
        var connection = database.dedicated();
        try {
            return new DatabaseLoad(connection);
        } catch (SQLException e) {
            throw SqlFaults.translate(e);
        }
    }

    /** Makes the partitions of the days that have one. */
    public void partitions(List<Table> tables) {
        try {
            for (var table : tables) {
                var day = DAY.matcher(table.name());
                if (table.schema().equals("public") && day.matches()) {
                    partition(LocalDate.parse(day.group(1), DateTimeFormatter.BASIC_ISO_DATE));
                }
            }
        } catch (SQLException e) {
            throw SqlFaults.translate(e);
        }
    }

    private void partition(LocalDate day) throws SQLException {
        try (var make = connection.prepareStatement("select echt_scan_partition(?)")) {
            make.setObject(1, day);
            make.execute();
        }
    }

    /** Reads rows as {@link DatabaseSnapshot#copy} wrote them; what the schema itself had put into the table is replaced. */
    public Content load(Table table, InputStream text) throws IOException {
        try {
            execute(table.schema().equals("person") ? "set local role echt_person" : "reset role");
            if (Sql.count(connection, "select count(*) from (select from " + table.quoted() + " limit 1) t") > 0) {
                execute("delete from " + table.quoted());
            }
            var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(table.copied() + " from stdin");
            try {
                var content = rows(copy, text);
                copy.endCopy();
                return content;
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        } catch (SQLException e) {
            throw SqlFaults.translate(e);
        }
    }

    private static Content rows(CopyIn copy, InputStream text) throws IOException, SQLException {
        var adder = new TableText.Adder();
        var begun = new ByteArrayOutputStream();
        var chunk = new byte[BUFFER];
        for (int n = text.read(chunk); n >= 0; n = text.read(chunk)) {
            int from = 0;
            for (int i = 0; i < n; i++) {
                if (chunk[i] == '\n') {
                    begun.write(chunk, from, i + 1 - from);
                    from = i + 1;
                    row(copy, adder, begun.toByteArray());
                    begun.reset();
                }
            }
            begun.write(chunk, from, n - from);
        }
        if (begun.size() > 0) {
            throw new IOException("the last row has no end");
        }
        return adder.content();
    }

    private static void row(CopyIn copy, TableText.Adder adder, byte[] row) throws SQLException {
        adder.add(row, 0, row.length);
        copy.writeToCopy(row, 0, row.length);
    }

    /** Sequences go on behind the last number they gave. */
    public void counters(List<Counter> counters) {
        try {
            for (var counter : counters) {
                execute(counter.schema().equals("person") ? "set local role echt_person" : "reset role");
                try (var set = connection.prepareStatement("select setval(?::regclass, ?)")) {
                    set.setString(1, "\"" + counter.schema() + "\".\"" + counter.name() + "\"");
                    set.setLong(2, counter.last());
                    set.execute();
                }
            }
        } catch (SQLException e) {
            throw SqlFaults.translate(e);
        }
    }

    /** Makes it durable. */
    public void commit() {
        try {
            execute("reset role");
            connection.commit();
            connection.setAutoCommit(true);
            execute("analyze");
        } catch (SQLException e) {
            throw SqlFaults.translate(e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Throws away what was not committed. */
    @Override
    public void close() {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            connection.close();
        } catch (SQLException e) {
            throw SqlFaults.translate(e);
        }
    }
}
