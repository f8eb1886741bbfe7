package org.echt.app.store.postgres;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.echt.app.store.postgres.TableText.Content;
import org.echt.app.store.postgres.TableText.Counter;
import org.echt.app.store.postgres.TableText.Table;
import org.postgresql.PGConnection;

/**
 * Every row of an installation as of one moment, while others go on writing. Reads only. Holds one transaction open until
 * it is closed; every method throws what {@link Database} throws. Not thread-safe.
 */
public final class DatabaseSnapshot implements AutoCloseable {
    private static final String SCHEMAS = "('public', 'person')";
    /** Tables hold rows; a partitioned table holds none itself, and an unlogged one only what is to be forgotten. */
    private static final String TABLES = "select n.nspname, c.relname, a.attname"
            + " from pg_class c join pg_namespace n on n.oid = c.relnamespace"
            + " join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''"
            + " where n.nspname in " + SCHEMAS
            + " and c.relkind = 'r' and c.relpersistence = 'p' and c.relname <> 'flyway_schema_history'"
            + " order by 1, 2, a.attnum";

    private static final String REFERENCES = "select n.nspname, c.relname, m.nspname, f.relname from pg_constraint k"
            + " join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace"
            + " join pg_class f on f.oid = k.confrelid join pg_namespace m on m.oid = f.relnamespace"
            + " where k.contype = 'f' and k.conrelid <> k.confrelid and n.nspname in " + SCHEMAS;

    private final Connection connection;
    private final List<Table> tables;
    private final int schema;

    private DatabaseSnapshot(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        execute("set transaction isolation level repeatable read, read only");
        for (var setting : TableText.FIXED) {
            execute(setting);
        }
        this.schema = readSchema();
        this.tables = inOrder(readTables(), readReferences());
    }

    /** @throws StatementFailedException where the database holds no installation */
    public static DatabaseSnapshot of(Database database) {
        var connection = database.dedicated();
        try {
            return new DatabaseSnapshot(connection);
        } catch (SQLException e) {
            close(connection, e);
            throw SqlFaults.translate(e);
        }
    }

    /** Number of the newest migration. */
    public int schema() {
        return schema;
    }

    /** Every table with rows of its own, what is referred to before what refers to it. */
    public List<Table> tables() {
        return tables;
    }

    /** How many bytes the tables take in the database, for progress. */
    public long size() {
        return number("select coalesce(sum(pg_table_size(c.oid)), 0)::int8 from pg_class c join pg_namespace n"
                + " on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname in " + SCHEMAS);
    }

    /** Writes a table's rows, each as a line. */
    public Content copy(Table table, OutputStream out) throws IOException {
        var adder = new TableText.Adder();
        try {
            enter(table.schema());
            var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(table.copied() + " to stdout");
            for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
                adder.add(row, 0, row.length);
                out.write(row);
            }
            return adder.content();
        } catch (SQLException e) {
            throw SqlFaults.translate(e);
        }
    }

    /** What tells whether a table is equal to another. */
    public Content content(Table table) throws IOException {
        return copy(table, OutputStream.nullOutputStream());
    }

    /**
     * Every sequence that gave a number. Ask for it last: sequences stand outside every snapshot, and what they gave since
     * is skipped by whoever goes on from here.
     */
    public List<Counter> counters() {
        var counters = new ArrayList<Counter>();
        try {
            for (var name : List.of("public", "person")) {
                enter(name);
                Sql.rows(
                        connection,
                        "select sequencename, last_value from pg_sequences where schemaname = ? and last_value is not null"
                                + " order by 1",
                        row -> counters.add(new Counter(name, row.getString(1), row.getLong(2))),
                        name);
            }
            return counters;
        } catch (SQLException e) {
            throw SqlFaults.translate(e);
        }
    }

    private int readSchema() throws SQLException {
        return (int)
                Sql.count(
                        connection,
                        "select coalesce(max(version::int4), 0) from flyway_schema_history where success and version is not null");
    }

    private List<Table> readTables() throws SQLException {
        var columns = new LinkedHashMap<List<String>, List<String>>();
        Sql.rows(
                connection,
                TABLES,
                row -> columns.computeIfAbsent(List.of(row.getString(1), row.getString(2)), _ -> new ArrayList<>())
                        .add(row.getString(3)));
        var found = new ArrayList<Table>();
        columns.forEach((name, of) -> found.add(new Table(name.get(0), name.get(1), of)));
        return found;
    }

    /** Full names of what a table refers to. */
    private Map<String, Set<String>> readReferences() throws SQLException {
        var references = new LinkedHashMap<String, Set<String>>();
        Sql.rows(
                connection,
                REFERENCES,
                row -> references
                        .computeIfAbsent(row.getString(1) + "." + row.getString(2), _ -> new LinkedHashSet<>())
                        .add(row.getString(3) + "." + row.getString(4)));
        return references;
    }

    private static List<Table> inOrder(List<Table> tables, Map<String, Set<String>> references) {
        var left = new ArrayList<>(tables);
        var done = new LinkedHashMap<String, Table>();
        while (!left.isEmpty()) {
            var next = left.stream()
                    .filter(t -> done.keySet().containsAll(references.getOrDefault(t.fullName(), Set.of())))
                    .findFirst()
                    .orElseThrow(
                            () -> new IllegalStateException("tables that refer to each other in a circle: " + left));
            left.remove(next);
            done.put(next.fullName(), next);
        }
        return List.copyOf(done.values());
    }

    private long number(String query) {
        try {
            return Sql.count(connection, query);
        } catch (SQLException e) {
            throw SqlFaults.translate(e);
        }
    }

    private void enter(String name) throws SQLException {
        execute(name.equals("person") ? "set local role echt_person" : "reset role");
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void close(Connection connection, SQLException cause) {
        try {
            connection.close();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw SqlFaults.translate(e);
        }
    }
}
