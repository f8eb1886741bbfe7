package org.echt.app.store.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** What the tests of this room share. */
final class Trial {
    /** Small, as several servers run beside each other on the test machine. */
    static final Settings SMALL = new Settings(
            32, 4, 32, 256, 256, Duration.ofMinutes(15), 20, Duration.ofSeconds(60), Duration.ofSeconds(30), 1);

    private Trial() {}

    static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }

    static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (var connection = connect(postgres);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String ask(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (var connection = connect(postgres);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    static long postmaster(Path dataDir) {
        return PidFile.read(Folder.create(dataDir).pidFile()).orElseThrow().pid();
    }

    static boolean runs(Path dataDir) {
        return Server.running(Folder.create(dataDir)).isPresent();
    }

    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 3_000; i++) {
            if (condition.getAsBoolean()) {
                return;
            }
            Thread.sleep(10);
        }
        throw new AssertionError("Not within 30 s: " + what);
    }

    /** Returns when the process is gone: a dying one still takes connections. */
    static void kill(long pid) {
        var process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
