package org.echt.app.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.echt.app.backup.BackupException;
import org.echt.app.backup.BackupFile;
import org.echt.app.cli.Commands;
import org.echt.app.cli.Commands.Said;
import org.echt.app.config.ConfigFile;
import org.echt.app.store.embedded.EmbeddedPostgres;
import org.echt.app.store.embedded.Settings;
import org.echt.app.store.postgres.DatabaseLoad;
import org.echt.core.gs1.Gtin;
import org.echt.core.ledger.ForkException;
import org.echt.core.ledger.Head;
import org.echt.core.product.Product;
import org.echt.core.scan.Scan;
import org.echt.core.scan.Visitor;
import org.echt.core.verify.Check;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A backup made while people check, put back elsewhere, and everything that can go wrong with it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackupIT {
    private static final int FLIPS = 60;

    private Install install;
    private Plant plant;
    /** Of an installation nobody uses meanwhile, and what every table held then. */
    private Path quiet = Path.of("");

    private Map<String, String> then = Map.of();

    @BeforeAll
    void fill() throws Exception {
        install = Install.withKeys();
        plant = Plant.build(install);
        Files.writeString(install.folder().resolve("password.txt"), "six random words of course\n");
        Files.writeString(install.folder().resolve("other.txt"), "six other words of course\n");
        Recalls.publish(install, Recalls.draft(install, plant, "contains(cell where lot = K1)"));
        install.run("batch", "commit", "0");
        underLoad();
        quiet();
    }

    @AfterAll
    void stop() {
        install.close();
    }

    private void underLoad() throws Exception {
        var server = install.serve();
        try (var clients = new Clients(server.address(), Plant.LAPTOPS, plant::laptop).start(3)) {
            clients.await(300, Install.PATIENCE);
            var before = new HashSet<>(clients.acknowledged.keySet());
            assertExit(0, backup("busy.tar"));
            clients.await(100, Install.PATIENCE);
            clients.stop();
            assertExit(0, restore("busy.tar", "from-busy", "--keys-password-file", "password.txt"));
            var kept = new HashSet<>(
                    sql("from-busy", "select reference from scan order by 1").values());
            before.removeAll(kept);
            assertEquals(new HashSet<String>(), before, "acknowledged before the backup began, and not in it");
            System.out.println("BackupIT: backup under load, " + kept.size() + " checks in it, "
                    + clients.acknowledged.size() + " in all");
        }
        assertTrue(server.child().kill());
    }

    private void quiet() throws Exception {
        then = contents(install.data());
        assertExit(0, backup("quiet.tar"));
        quiet = install.folder().resolve("quiet.tar");
    }

    private Said echt(String... words) {
        return new Commands(new Wiring(), install.folder()).run("", words);
    }

    private Said backup(String out) {
        return echt(
                "--data", install.data().toString(), "backup", "--out", out, "--keys-password-file", "password.txt");
    }

    private Said restore(String file, String into, String... more) {
        var words = new ArrayList<>(List.of("restore", file, "--into", into));
        words.addAll(List.of(more));
        return echt(words.toArray(String[]::new));
    }

    private static void assertExit(int exit, Said said) {
        assertEquals(exit, said.exit(), said::toString);
    }

    /** First column by row number. */
    private Map<Integer, String> sql(String folder, String query) throws SQLException {
        var found = new TreeMap<Integer, String>();
        try (var postgres = EmbeddedPostgres.open(install.folder().resolve(folder), Settings.defaults());
                var connection = DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.put(rows.getRow(), rows.getString(1));
            }
        }
        return found;
    }

    /** A hash over all rows of each table, found by other means than the program's. */
    private Map<String, String> contents(Path folder) throws SQLException {
        var name = install.folder().relativize(folder).toString();
        var hashes = new TreeMap<String, String>();
        var tables = sql(
                name,
                "select schemaname || '.' || tablename from pg_tables where schemaname in ('public', 'person')"
                        + " and tablename not in ('flyway_schema_history', 'visitor_salt') order by 1");
        for (var table : tables.values()) {
            var hash = sql(
                    name,
                    "select count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '')"
                            + " from " + table + " t");
            var found = String.valueOf(hash.get(1));
            if (!found.startsWith("0 ")) {
                hashes.put(table, found);
            }
        }
        return hashes;
    }

    @Test
    void everyTableIsAsItWasAndTheProgramRunsOnIt() throws Exception {
        var said = restore("quiet.tar", "from-quiet", "--keys-password-file", "password.txt", "--verify");
        assertExit(0, said);
        for (var check : List.of("file", "rows", "catalogue", "keys", "log", "codes")) {
            assertTrue(said.out().contains(check + "\tfine"), said.toString());
        }
        var folder = install.folder().resolve("from-quiet");
        assertEquals(then, contents(folder));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(quiet)));
        try (var node = Node.open(ConfigFile.defaults(folder).withData(folder))) {
            var verdict = node.verifier().check(check(plant.laptop(0)));
            assertTrue(verdict.toString().contains("AFFECTED"), verdict.toString());
            node.catalogue().add(product(), "erp", node.clock().instant());
            assertTrue(node.ledger().orElseThrow().place() > 0);
            assertTrue(node.ledger().orElseThrow().check(_ -> true).isGood());
        }
    }

    private static Check check(String code) {
        return new Check(code, null, null, Scan.Channel.COMMAND_LINE, "en", "test", Visitor.NOBODY);
    }

    private static Product product() {
        var gtin = new Gtin("04012345000016");
        return new Product(gtin, "later", "Later", "Acme", List.of());
    }

    @Test
    void anyFlippedByteIsFound() throws Exception {
        var random = new Random(11);
        var copy = install.folder().resolve("flipped.tar");
        Files.copy(quiet, copy);
        long size = Files.size(copy);
        var places = new ArrayList<Long>(
                List.of(0L, 100L, 511L, 512L, size - 1, size - 600, size - 1_300, size - 2_048, size - 2_049));
        for (int i = 0; i < FLIPS; i++) {
            places.add(random.nextLong(size));
        }
        for (long place : places) {
            flip(copy, place);
            assertThrows(BackupException.class, () -> BackupFile.open(copy, _ -> {}), () -> "byte " + place);
            flip(copy, place);
        }
        BackupFile.open(copy, _ -> {}).close();
        try (var channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            channel.truncate(size - 512);
        }
        assertThrows(BackupException.class, () -> BackupFile.open(copy, _ -> {}));
        var said = restore("flipped.tar", "from-flipped", "--no-verify");
        assertExit(5, said);
        assertFalse(Files.exists(install.folder().resolve("from-flipped")), "something was written");
    }

    private static void flip(Path file, long place) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var one = ByteBuffer.allocate(1);
            channel.read(one, place);
            one.put(0, (byte) (one.get(0) ^ 1)).rewind();
            channel.write(one, place);
        }
    }

    @Test
    void nothingIsOverwrittenAndNothingIsLeftBehind() throws Exception {
        assertExit(5, backup("quiet.tar"));
        assertExit(5, restore("quiet.tar", "data", "--keys-password-file", "password.txt"));
        var wrong = restore("quiet.tar", "new", "--keys-password-file", "other.txt");
        assertExit(5, wrong);
        assertTrue(wrong.err().contains("does not open"), wrong.toString());
        assertExit(5, restore("quiet.tar", "new"));
        assertExit(0, restore("quiet.tar", "new", "--keys-password-file", "password.txt", "--dry-run"));
        assertFalse(Files.exists(install.folder().resolve("new")), "something was written");
        assertFalse(Files.readString(quiet, StandardCharsets.ISO_8859_1).contains("master ="));
    }

    @Test
    void otherKeysAreNoticed() throws Exception {
        try (var other = Install.withKeys()) {
            var said = restore(
                    "quiet.tar", "from-other", "--keys", other.keystore().toString());
            assertExit(1, said);
            assertTrue(said.out().contains("is another one"), said.toString());
        }
    }

    @Test
    void aLogThatOthersSawLongerIsNotContinued() throws Exception {
        try (var node = install.open()) {
            node.catalogue().add(product(), "erp", node.clock().instant());
            node.ledger().orElseThrow().place();
        }
        var seen = install.data().resolve("log-seen.txt").toString();
        var said = restore("quiet.tar", "from-older", "--keys-password-file", "password.txt", "--seen", seen);
        assertExit(0, said);
        assertTrue(said.out().contains("log\tnotice\tothers saw"), said.toString());
        var folder = install.folder().resolve("from-older");
        try (var node = Node.open(ConfigFile.defaults(folder).withData(folder))) {
            long size = node.ledgerStore().head().map(Head::size).orElse(0L);
            node.catalogue().add(product(), "erp", node.clock().instant());
            assertThrows(ForkException.class, () -> node.ledger().orElseThrow().place());
            assertEquals(size, node.ledgerStore().head().map(Head::size).orElse(0L));
        }
    }

    @Test
    void aDatabaseOfAnEarlierReleaseIsCopiedAsItIs() throws Exception {
        try (var old = Install.withKeys()) {
            try (var open = OpenDatabase.of(ConfigFile.defaults(old.folder()).withData(old.data()))) {
                DatabaseLoad.begin(open.database(), 9).close();
            }
            var out = old.folder().resolve("old.tar").toString();
            assertExit(
                    0,
                    echt(
                            "--data",
                            old.data().toString(),
                            "backup",
                            "--out",
                            out,
                            "--keys-password-file",
                            "password.txt"));
            var said = restore(out, "from-old", "--keys-password-file", "password.txt");
            assertExit(0, said);
            assertTrue(said.out().contains("nothing was migrated"), said.toString());
            assertEquals(
                    "9",
                    sql("from-old", "select max(version::int) from flyway_schema_history")
                            .get(1));
            var migrated = restore(out, "from-old-on", "--keys-password-file", "password.txt", "--migrate");
            assertExit(0, migrated);
            assertTrue(migrated.out().contains("catalogue\tfine"), migrated.toString());
        }
    }
}
