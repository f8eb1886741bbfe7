package org.echt.app.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.echt.app.store.embedded.EmbeddedPostgres;
import org.echt.core.asbuilt.ImportFile;
import org.echt.core.fault.StoreUnavailableException;
import org.echt.core.notice.RemedyKind;
import org.echt.core.recall.Remedy;
import org.echt.core.scan.Life;
import org.echt.core.scan.LifeChange;
import org.echt.core.scan.Scan;
import org.echt.core.scan.Visitor;
import org.echt.core.serial.ItemSet;
import org.echt.testkit.Batches;
import org.echt.testkit.Imports;
import org.echt.testkit.Products;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server is killed without warning: what was acknowledged is kept, and the stores serve again by themselves. */
final class ServerDeathIT {
    private static final int ENOUGH = 3_000;
    private static final long PATIENCE_NANOS = 10_000_000_000L;
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void acknowledgedChecksSurvive(@TempDir Path dataDir) throws Exception {
        try (var postgres = TestServer.another(dataDir);
                var database = Database.open(TestServer.addressOf(postgres), TestServer.FOUR)) {
            database.migrate();
            var acknowledged = appendUntilKilled(postgres, dataDir);
            postgres.ensureRunning();
            Awaiting.works("the database", () -> stored(database));
            var stored = stored(database);
            acknowledged.removeAll(stored);
            assertEquals(Set.of(), acknowledged, "acknowledged, but lost");
            assertEquals(stored.size(), checks(database), "states and checks agree");
        }
    }

    private static Set<String> appendUntilKilled(EmbeddedPostgres postgres, Path dataDir) throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Appender.class.getName(),
                        postgres.jdbcUrl(),
                        postgres.user())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var in = process.getOutputStream();
                var out = process.inputReader(StandardCharsets.UTF_8)) {
            in.write((postgres.password() + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
            var acknowledged = new HashSet<String>();
            read(out, acknowledged, ENOUGH);
            kill(dataDir);
            read(out, acknowledged, Integer.MAX_VALUE);
            return acknowledged;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** Until there are enough, or a caller was failed. What the others printed since is left out: it only adds. */
    private static void read(BufferedReader out, Set<String> acknowledged, int enough) throws IOException {
        while (acknowledged.size() < enough) {
            var line = Objects.requireNonNull(out.readLine(), "the appender ended");
            if (line.equals("END")) {
                return;
            }
            acknowledged.add(line);
        }
    }

    private static Set<String> stored(Database database) {
        return database.withConnection(connection -> {
            try (var select = connection.prepareStatement("select reference from scan");
                    var rows = select.executeQuery()) {
                var references = new HashSet<String>();
                while (rows.next()) {
                    references.add(rows.getString(1));
                }
                return references;
            }
        });
    }

    private static long checks(Database database) {
        return database.withConnection(connection -> {
            try (var select = connection.prepareStatement("select sum(checks)::int8 from item_state");
                    var rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        });
    }

    private static void kill(Path dataDir) throws IOException {
        try (var files = Files.find(dataDir, 4, (file, _) -> file.endsWith("postmaster.pid"))) {
            long pid = Long.parseLong(Files.readAllLines(files.findFirst().orElseThrow())
                    .getFirst()
                    .strip());
            var server = ProcessHandle.of(pid).orElseThrow();
            // Left to themselves its children may end what they are at, a commit for example.
            var all = Stream.concat(Stream.of(server), server.children()).toList();
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(process -> process.onExit().join());
        }
    }

    @Test
    void everyStoreServesAgain(@TempDir Path dataDir) throws Exception {
        try (var postgres = TestServer.another(dataDir);
                var database = Database.open(TestServer.addressOf(postgres), TestServer.FOUR)) {
            database.migrate();
            try (var stores = PostgresStores.open(database, StoresSettings.defaults(), InstantSource.system())) {
                var heard = new AtomicInteger();
                stores.onCatalogueChange(heard::incrementAndGet);
                var each = each(stores);
                for (var use : each) {
                    Awaiting.works("before", use);
                }
                kill(dataDir);
                postgres.ensureRunning();
                for (var use : each) {
                    Awaiting.works("after", use);
                }
                int already = heard.get();
                assertTrue(stores.catalogue().add(Products.LAPTOP, "erp", NOON));
                Awaiting.works("the listener", () -> hasRisen(heard, already));
            }
        }
    }

    @Test
    void everyStoreSaysSoWhileTheDatabaseIsAway() throws Exception {
        var there = TestServer.newDatabase();
        var url = new AtomicReference<>("jdbc:postgresql://127.0.0.1:1/nowhere");
        var impatient = new DatabaseSettings(2, Duration.ofMillis(500));
        try (var database = Database.open(new DatabaseAddress(url::get, there.user(), there.password()), impatient);
                var stores = PostgresStores.open(database, StoresSettings.defaults(), InstantSource.system())) {
            for (var use : each(stores)) {
                long began = System.nanoTime();
                assertThrows(StoreUnavailableException.class, use::run);
                assertTrue(System.nanoTime() - began < PATIENCE_NANOS, "nobody hangs");
            }
            url.set(there.url().get());
            for (var use : each(stores)) {
                Awaiting.works("once it is there", use);
            }
        }
    }

    private static void hasRisen(AtomicInteger heard, int already) {
        if (heard.get() <= already) {
            throw new StoreUnavailableException("nothing heard yet");
        }
    }

    private static List<Runnable> each(PostgresStores stores) {
        var scan = new Scan("CHK-1", NOON, 1, "ISSUED", "", 1, "v1", "en", Scan.Channel.WEB, Visitor.NOBODY);
        return List.of(
                () -> stores.items().read(1, true),
                () -> stores.scans().append(scan),
                () -> stores.scans().setLife(new LifeChange(1, Life.SAMPLE, NOON, "jo", "")),
                () -> stores.catalogue().load(),
                () -> stores.batches().put(Batches.LAPTOPS, "erp"),
                () -> stores.recalls().record(new Remedy("R-1", 1, RemedyKind.REPAIR, NOON, "jo", ""), NOON),
                () -> stores.asBuilt().builds(new long[] {1}),
                () -> stores.asBuilt().usedIn(ItemSet.of(1), NOON),
                () -> stores.asBuilt().eachParent(NOON, (_, _, _) -> {}),
                () -> openAndClose(stores));
    }

    private static void openAndClose(PostgresStores stores) {
        var session = stores.imports().open(new ImportFile("hash", "file.csv", 1), "erp", NOON);
        assertFalse(session.job().done());
        session.close();
    }

    @Test
    void aBrokenImportGoesOn(@TempDir Path dataDir) throws Exception {
        try (var postgres = TestServer.another(dataDir);
                var database = Database.open(TestServer.addressOf(postgres), TestServer.FOUR)) {
            database.migrate();
            try (var stores = PostgresStores.open(database, StoresSettings.defaults(), InstantSource.system())) {
                var file = Imports.file("line.csv");
                try (var session = stores.imports().open(file, "erp", NOON)) {
                    session.commit(Imports.chunk(Batches.laptop(0), 500, 7, false));
                    kill(dataDir);
                    var more = Imports.chunk(Batches.laptop(1), 1000, 14, true);
                    assertThrows(StoreUnavailableException.class, () -> session.commit(more));
                }
                postgres.ensureRunning();
                Awaiting.works("the import", () -> goesOn(stores));
                Awaiting.works("the job", () -> isDone(stores, file));
            }
        }
    }

    private static void isDone(PostgresStores stores, ImportFile file) {
        assertTrue(stores.imports().job(file.contentHash()).orElseThrow().done());
    }

    private static void goesOn(PostgresStores stores) {
        try (var session = stores.imports().open(Imports.file("line.csv"), "erp", NOON)) {
            assertEquals(7, session.job().doneLines());
            assertEquals(Batches.laptop(0).size(), session.job().counts().added());
            session.commit(Imports.chunk(Batches.laptop(1), 1000, 14, true));
            assertTrue(session.job().done());
        }
    }
}
