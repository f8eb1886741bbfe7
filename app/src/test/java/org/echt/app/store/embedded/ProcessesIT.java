package org.echt.app.store.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on one folder, and the violent death of each of them. */
final class ProcessesIT {
    @TempDir
    Path dataDir = Path.of("");

    private EmbeddedPostgres open() {
        return EmbeddedPostgres.open(dataDir, Trial.SMALL);
    }

    @Test
    void attachesToTheServerOfAnotherProcessAndTheLastOneStopsIt() throws Exception {
        var postgres = open();
        long pid = Trial.postmaster(dataDir);
        try (var guest = Guest.start(dataDir)) {
            assertEquals(postgres.jdbcUrl(), guest.url());
            assertEquals(pid, Trial.postmaster(dataDir));
            postgres.close();
            assertTrue(Trial.runs(dataDir));
        }
        assertFalse(Trial.runs(dataDir));
    }

    @Test
    void outlivesAKilledProcessAndIsFoundByTheNext() throws Exception {
        var guest = Guest.start(dataDir);
        long pid = Trial.postmaster(dataDir);
        guest.kill();
        assertTrue(Trial.runs(dataDir));
        try (var postgres = open()) {
            assertEquals(guest.url(), postgres.jdbcUrl());
            assertEquals(pid, Trial.postmaster(dataDir));
            Trial.kill(pid);
            postgres.ensureRunning();
            assertEquals("1", Trial.ask(postgres, "select 1"));
        }
        assertFalse(Trial.runs(dataDir));
    }

    @Test
    void comesBackOnTheSamePortWithCommittedRowsWhenItsServerIsKilled() throws Exception {
        try (var postgres = open();
                var connection = Trial.connect(postgres);
                var statement = connection.createStatement()) {
            var url = postgres.jdbcUrl();
            statement.execute("create table kept as select generate_series(1, 1000) as n");
            connection.setAutoCommit(false);
            statement.execute("insert into kept values (1001)");
            long pid = Trial.postmaster(dataDir);
            Trial.kill(pid);
            Trial.await("the supervisor starts it", () -> Trial.runs(dataDir) && Trial.postmaster(dataDir) != pid);
            postgres.ensureRunning();
            assertThrows(SQLException.class, () -> statement.execute("select 1"));
            assertEquals(url, postgres.jdbcUrl());
            assertEquals("1000", Trial.ask(postgres, "select count(*) from kept"));
        }
    }

    @Test
    void endsABusyOrphanThatHoldsTheSharedMemory() throws Exception {
        try (var postgres = open();
                var connection = Trial.connect(postgres);
                var statement = connection.createStatement()) {
            var busy = Thread.ofVirtual().start(() -> {
                try {
                    statement.execute("select count(*) from generate_series(1, 1000000000000) n where n % 7 = 3");
                } catch (SQLException e) {
                    // As it should be: its server is killed.
                }
            });
            Trial.await("the query runs", () -> isBusy(postgres));
            long pid = Trial.postmaster(dataDir);
            Trial.kill(pid);
            Trial.await("the server is gone", () -> !Trial.runs(dataDir));
            postgres.ensureRunning();
            assertNotEquals(pid, Trial.postmaster(dataDir));
            assertEquals("1", Trial.ask(postgres, "select 1"));
            busy.join();
        }
    }

    @Test
    void startsOverAPidFileWhosePidIsAnotherProcess() throws Exception {
        open().close();
        var file = Folder.create(dataDir).pidFile();
        var stranger = new ProcessBuilder("sleep", "100").start();
        try {
            var lines = List.of(
                    Long.toString(stranger.pid()),
                    Folder.create(dataDir).data().toString(),
                    "1700000000",
                    "5432",
                    "",
                    "127.0.0.1",
                    " 12345678 1",
                    "ready   ");
            Files.write(file, lines);
            try (var postgres = open()) {
                assertNotEquals(stranger.pid(), Trial.postmaster(dataDir));
                assertEquals("1", Trial.ask(postgres, "select 1"));
            }
            assertTrue(stranger.isAlive());
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void manyProcessesMayComeAndGoAtOnce() throws Exception {
        try (var a = Guest.start(dataDir);
                var b = Guest.start(dataDir)) {
            for (int i = 0; i < 5; i++) {
                try (var postgres = open()) {
                    assertEquals(a.url(), postgres.jdbcUrl());
                    assertEquals(b.url(), postgres.jdbcUrl());
                    assertEquals("1", Trial.ask(postgres, "select 1"));
                }
            }
        }
        assertFalse(Trial.runs(dataDir));
    }

    private static boolean isBusy(EmbeddedPostgres postgres) {
        try {
            return Trial.ask(
                            postgres,
                            "select count(*) from pg_stat_activity where query like '%% 7 = 3' and pid <> pg_backend_pid()")
                    .equals("1");
        } catch (SQLException e) {
            return false;
        }
    }
}
