package org.echt.app.store.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedPostgresIT {
    @TempDir
    Path dataDir = Path.of("");

    private EmbeddedPostgres open() {
        return EmbeddedPostgres.open(dataDir, Trial.SMALL);
    }

    @Test
    void startsDurableAndLocalOnlyAndStopsAtTheLastClose() throws Exception {
        try (var postgres = open()) {
            assertEquals("18", Trial.ask(postgres, "show server_version").substring(0, 2));
            assertEquals("on", Trial.ask(postgres, "show fsync"));
            assertEquals("on", Trial.ask(postgres, "show synchronous_commit"));
            assertEquals("127.0.0.1", Trial.ask(postgres, "show listen_addresses"));
            assertEquals("UTF8", Trial.ask(postgres, "show server_encoding"));
            assertEquals("C.UTF-8", Trial.ask(postgres, "select datlocale from pg_database where datname = 'echt'"));
            assertEquals("scram-sha-256", Trial.ask(postgres, "select distinct auth_method from pg_hba_file_rules"));
        }
        assertFalse(Trial.runs(dataDir));
        assertFalse(Files.exists(Folder.create(dataDir).pidFile()));
    }

    @Test
    void keepsRowsAndPortOverAStop() throws Exception {
        String url;
        try (var postgres = open()) {
            url = postgres.jdbcUrl();
            Trial.execute(postgres, "create table kept as select 7 as n");
        }
        try (var postgres = open()) {
            assertEquals(url, postgres.jdbcUrl());
            assertEquals("7", Trial.ask(postgres, "select n from kept"));
        }
    }

    @Test
    void severalOpensInOneJvmShareOneServer() throws Exception {
        try (var first = open()) {
            var second = open();
            assertEquals(first.jdbcUrl(), second.jdbcUrl());
            second.close();
            second.close();
            assertThrows(IllegalStateException.class, second::ensureRunning);
            assertEquals("1", Trial.ask(first, "select 1"));
        }
        assertFalse(Trial.runs(dataDir));
    }

    @Test
    void asksForThePassword() throws Exception {
        try (var postgres = open()) {
            var refused = assertThrows(
                    SQLException.class,
                    () -> java.sql.DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "wrong"));
            assertEquals("28P01", refused.getSQLState());
            assertEquals("rw-------", mode(Folder.create(dataDir).password()));
            assertFalse(commandLine(Trial.postmaster(dataDir)).contains(postgres.password()));
        }
        assertFalse(Files.exists(dataDir.resolve("pg/initdb.password")));
    }

    @Test
    void refusesAPasswordFileThatOthersMayRead() throws Exception {
        open().close();
        var file = Folder.create(dataDir).password();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        var refused = assertThrows(EmbeddedPostgresException.class, this::open);
        assertTrue(message(refused).contains("rw-r--r--"), message(refused));
        assertTrue(message(refused).contains("chmod 600"), message(refused));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        open().close();
    }

    @Test
    void aWrongPasswordFileIsSaidAndLeavesNoServer() throws Exception {
        open().close();
        Files.writeString(Folder.create(dataDir).password(), "0".repeat(64));
        var refused = assertThrows(EmbeddedPostgresException.class, this::open);
        assertTrue(message(refused).contains("password"), message(refused));
        assertFalse(Trial.runs(dataDir));
    }

    @Test
    void aLostPasswordFileIsSaid() throws Exception {
        open().close();
        Files.delete(Folder.create(dataDir).password());
        var refused = assertThrows(EmbeddedPostgresException.class, this::open);
        assertTrue(message(refused).contains("Restore"), message(refused));
    }

    @Test
    void aBrokenServerIsSaidWithTheEndOfItsLog() throws Exception {
        open().close();
        Files.writeString(Folder.create(dataDir).data().resolve("postgresql.auto.conf"), "nonsense = 1\n");
        var refused = assertThrows(EmbeddedPostgresException.class, this::open);
        assertTrue(message(refused).contains("nonsense"), message(refused));
    }

    @Test
    void takesAnotherPortWhenItsOwnIsTaken() throws Exception {
        open().close();
        var file = Folder.create(dataDir).port();
        try (var taken = new java.net.ServerSocket(
                Integer.parseInt(Files.readString(file).strip()), 1, java.net.InetAddress.getLoopbackAddress())) {
            try (var postgres = open()) {
                assertNotEquals(
                        taken.getLocalPort(),
                        java.net.URI.create(postgres.jdbcUrl().substring(5)).getPort());
                assertEquals("1", Trial.ask(postgres, "select 1"));
            }
        }
    }

    @Test
    void emptiesALogThatHasGrown() throws Exception {
        open().close();
        Files.write(Folder.create(dataDir).log(), new byte[1 << 21]);
        open().close();
        assertEquals(1 << 21, Files.size(dataDir.resolve("pg/log.1")));
        assertTrue(Files.size(Folder.create(dataDir).log()) < 1 << 16);
    }

    @Test
    void closesOnAnInterruptedThread() {
        var postgres = open();
        Thread.currentThread().interrupt();
        postgres.close();
        assertTrue(Thread.interrupted());
        assertFalse(Trial.runs(dataDir));
    }

    private static String message(Exception e) {
        return String.valueOf(e.getMessage());
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static String commandLine(long pid) throws IOException {
        return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"));
    }
}
