package org.echt.app.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.echt.app.store.embedded.EmbeddedPostgres;
import org.echt.app.store.embedded.Settings;
import org.echt.core.fault.StoreUnavailableException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DatabaseIT {
    private static final DatabaseSettings TWO = new DatabaseSettings(2, Duration.ofMillis(500));
    /** For a queue that takes as long as the machine is slow. */
    private static final DatabaseSettings PATIENT = new DatabaseSettings(2, Duration.ofMinutes(1));

    @SuppressWarnings("NullAway.Init")
    private EmbeddedPostgres postgres;

    @BeforeAll
    void start(@TempDir Path dataDir) {
        postgres = EmbeddedPostgres.open(dataDir, Settings.defaults());
    }

    @AfterAll
    void stop() {
        postgres.close();
    }

    @BeforeEach
    void empty() {
        try (var database = open()) {
            database.withConnection(c -> execute(c, "drop table if exists t; create table t(n int primary key)"));
        }
    }

    private Database open() {
        return open(TWO);
    }

    private Database open(DatabaseSettings settings) {
        return Database.open(new DatabaseAddress(postgres::jdbcUrl, postgres.user(), postgres.password()), settings);
    }

    @Test
    void commitsWhatReturnsAndRollsBackWhatThrows() {
        try (var database = open()) {
            assertEquals(1, database.<Integer>inTransaction(c -> execute(c, "insert into t values (1)")));
            assertThrows(
                    IllegalStateException.class,
                    () -> database.<Integer>inTransaction(c -> {
                        execute(c, "insert into t values (2)");
                        throw new IllegalStateException("no");
                    }));
            assertEquals(1, database.<Integer>withConnection(DatabaseIT::count));
        }
    }

    @Test
    void aRefusedStatementTellsItsState() {
        try (var database = open()) {
            database.inTransaction(c -> execute(c, "insert into t values (1)"));
            var refused = assertThrows(
                    StatementFailedException.class,
                    () -> database.inTransaction(c -> execute(c, "insert into t values (1)")));
            assertEquals("23505", refused.sqlState());
        }
    }

    @Test
    void callersBeyondThePoolWaitAndThenGiveUp() throws Exception {
        var busy = new CountDownLatch(2);
        var done = new CountDownLatch(1);
        try (var database = open();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 2; i++) {
                var _ = threads.submit(() -> database.withConnection(c -> {
                    busy.countDown();
                    return awaitQuietly(done);
                }));
            }
            busy.await();
            var refused = assertThrows(
                    StoreUnavailableException.class, () -> database.<Integer>withConnection(DatabaseIT::count));
            assertTrue(String.valueOf(refused.getMessage()).contains("All 2"));
            done.countDown();
        }
    }

    @Test
    void manyCallersShareFewConnections() throws Exception {
        try (var database = open(PATIENT);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<Integer>>();
            for (int i = 0; i < 200; i++) {
                int n = i;
                answers.add(threads.submit(
                        () -> database.<Integer>inTransaction(c -> execute(c, "insert into t values (" + n + ")"))));
            }
            for (var answer : answers) {
                assertEquals(1, answer.get());
            }
            assertEquals(200, database.<Integer>withConnection(DatabaseIT::count));
        }
    }

    @Test
    void nobodyAtTheAddressIsUnavailable() {
        var nowhere = DatabaseAddress.of("jdbc:postgresql://127.0.0.1:1/echt", "echt", "secret");
        assertTrue(!nowhere.toString().contains("secret"));
        try (var database = Database.open(nowhere, TWO)) {
            assertThrows(StoreUnavailableException.class, () -> database.<Integer>withConnection(DatabaseIT::count));
            assertThrows(StoreUnavailableException.class, database::dedicated);
            assertThrows(StoreUnavailableException.class, database::migrate);
        }
    }

    @Test
    void aCutConnectionIsUnavailableAndTheNextCallWorks() {
        try (var database = open()) {
            assertThrows(
                    StoreUnavailableException.class,
                    () -> database.inTransaction(c -> execute(c, "select pg_terminate_backend(pg_backend_pid())")));
            assertEquals(0, database.<Integer>withConnection(DatabaseIT::count));
        }
    }

    @Test
    void migratesOnceAndBearsAnEmptyLocation() throws Exception {
        try (var database = open();
                var connection = database.dedicated()) {
            execute(connection, "create database fresh");
        }
        var url = postgres.jdbcUrl().replace("/echt", "/fresh");
        try (var database = Database.open(DatabaseAddress.of(url, postgres.user(), postgres.password()), TWO);
                var connection = database.dedicated()) {
            database.migrate("classpath:db/none");
            database.migrate("classpath:db/trial");
            database.migrate("classpath:db/trial");
            assertEquals(1, execute(connection, "insert into trial values (1)"));
        }
    }

    private static int execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
            return statement.getUpdateCount();
        }
    }

    private static int count(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from t")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static boolean awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
