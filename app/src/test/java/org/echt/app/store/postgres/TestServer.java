package org.echt.app.store.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import org.echt.app.store.embedded.EmbeddedPostgres;
import org.echt.app.store.embedded.Settings;

/** One server for all tests of a process; each test gets a database of its own, copied from a migrated one. */
final class TestServer {
    static final DatabaseSettings FOUR = new DatabaseSettings(4, Duration.ofSeconds(5));
    private static final Settings SMALL = new Settings(
            128, 16, 64, 1024, 1024, Duration.ofMinutes(15), 80, Duration.ofSeconds(60), Duration.ofSeconds(30), 1);
    private static final String TEMPLATE = "echt_template";
    private static final TestServer ONE = new TestServer();

    private final EmbeddedPostgres postgres;
    private final AtomicInteger made = new AtomicInteger();

    private TestServer() {
        try {
            var dataDir = Files.createTempDirectory("echt-stores");
            postgres = EmbeddedPostgres.open(dataDir, SMALL);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(dataDir)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        execute("create database " + TEMPLATE);
        try (var database = Database.open(address(TEMPLATE), FOUR)) {
            database.migrate();
            new ScanPartitions(database, InstantSource.system()).close();
        }
    }

    private void stop(Path dataDir) {
        postgres.close();
        try (var files = Files.walk(dataDir)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address of a new database with the schema and no data. */
    static DatabaseAddress newDatabase() {
        var name = "t" + ONE.made.incrementAndGet();
        ONE.execute("create database " + name + " template " + TEMPLATE);
        return ONE.address(name);
    }

    /** The address of a new database without a schema. */
    static DatabaseAddress newEmptyDatabase() {
        var name = "t" + ONE.made.incrementAndGet();
        ONE.execute("create database " + name);
        return ONE.address(name);
    }

    /** A server of the test's own, to be killed. */
    static EmbeddedPostgres another(Path dataDir) {
        return EmbeddedPostgres.open(dataDir, SMALL);
    }

    static DatabaseAddress addressOf(EmbeddedPostgres postgres) {
        return new DatabaseAddress(postgres::jdbcUrl, postgres.user(), postgres.password());
    }

    private DatabaseAddress address(String database) {
        var url = postgres.jdbcUrl();
        return DatabaseAddress.of(
                url.substring(0, url.lastIndexOf('/') + 1) + database, postgres.user(), postgres.password());
    }

    private void execute(String sql) {
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
