package org.echt.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.echt.app.store.embedded.EmbeddedPostgres;
import org.echt.app.store.embedded.Settings;
import org.echt.app.store.postgres.DatabaseAddress;

/** The embedded server of an installation, for what is measured beside Echt on the same server. */
final class Postgres implements AutoCloseable {
    private final EmbeddedPostgres server;
    private final Path folder;

    private Postgres(Path folder) {
        this.folder = folder;
        this.server = EmbeddedPostgres.open(folder, Settings.defaults());
    }

    /** Uses the server that runs in the folder already. */
    static Postgres in(Path folder) {
        return new Postgres(folder);
    }

    DatabaseAddress address() {
        return new DatabaseAddress(server::jdbcUrl, server.user(), server.password());
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
    }

    /** Runs statements, each committed by itself. */
    void run(String... statements) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The one number a query gives. */
    double number(String query) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getDouble(1);
        }
    }

    /** Processor time of the server's processes that are alive, in nanoseconds. */
    long cpuNanos() throws IOException {
        long pid = postmaster();
        var first = ProcessHandle.of(pid);
        return Stream.concat(first.stream(), first.stream().flatMap(ProcessHandle::descendants))
                .map(process -> process.info().totalCpuDuration())
                .flatMap(Optional::stream)
                .mapToLong(Duration::toNanos)
                .sum();
    }

    /** {@code kill -9} of the server; whoever has it open starts it again. */
    void kill() throws IOException {
        var first = ProcessHandle.of(postmaster()).orElseThrow(() -> new IOException("no server runs in " + folder));
        first.destroyForcibly();
        first.onExit().join();
    }

    private long postmaster() throws IOException {
        try (var files = Files.walk(folder.resolve("pg"), 2)) {
            var pidFile = files.filter(file -> file.endsWith("postmaster.pid"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no server runs in " + folder));
            return Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
