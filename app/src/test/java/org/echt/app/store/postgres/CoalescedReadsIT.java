package org.echt.app.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.echt.core.fault.StoreUnavailableException;
import org.echt.core.notice.RemedyKind;
import org.echt.core.recall.Remedy;
import org.echt.core.scan.Life;
import org.echt.core.scan.LifeChange;
import org.echt.core.scan.Scan;
import org.echt.core.scan.Visitor;
import org.echt.core.serial.ItemNumber;
import org.echt.core.verify.ItemStore.ItemFacts;
import org.echt.testkit.Batches;
import org.echt.testkit.Imports;
import org.echt.testkit.Stores;
import org.junit.jupiter.api.Test;

/** Many callers of one reader get their own answers, and never wait for ever. */
final class CoalescedReadsIT {
    private static final int CALLERS = 512;
    private static final int READS = 20;
    private static final int LAPTOPS = 30;

    @Test
    void everyOfManyCallersGetsItsOwnAnswer() throws Exception {
        try (var stores = TestStores.open()) {
            fill(stores);
            var expected = new HashMap<Long, ItemFacts>();
            for (int i = 0; i < LAPTOPS; i++) {
                long item = Batches.item(Batches.LAPTOPS, i);
                expected.put(item, stores.items().read(item, true));
                assertEquals(1, expected.get(item).state().checks());
                assertEquals(i % 3 == 0 ? 2 : 1, expected.get(item).remedies().size());
                assertTrue(expected.get(item).build().byParent().size() > 3);
            }
            var checks = new ArrayList<Callable<Integer>>();
            for (int caller = 0; caller < CALLERS; caller++) {
                var random = new SplittableRandom(caller);
                checks.add(() -> reads(stores, expected, random));
            }
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var done : threads.invokeAll(checks)) {
                    assertEquals(READS, done.get());
                }
            }
        }
    }

    private static void fill(Stores stores) {
        var at = Instant.parse("2026-03-01T10:00:00Z");
        for (int i = 0; i < LAPTOPS; i++) {
            long item = Batches.item(Batches.LAPTOPS, i);
            Imports.store(stores, Batches.laptop(i));
            stores.scans().append(scan("CHK-" + i, item));
            stores.scans().setLife(new LifeChange(item, i % 2 == 0 ? Life.SAMPLE : Life.REGISTERED, at, "jo", ""));
            stores.recalls()
                    .record(new Remedy("R-1", Batches.laptop(i).getLast().part(), RemedyKind.REPAIR, at, "jo", ""), at);
            if (i % 3 == 0) {
                stores.recalls().record(new Remedy("R-2", item, RemedyKind.REPAIR, at, "jo", ""), at);
            }
        }
    }

    private static Scan scan(String reference, long item) {
        var at = Instant.parse("2026-03-01T10:00:00Z");
        return new Scan(reference, at, item, "ISSUED", "", 1, "v1", "en", Scan.Channel.API, Visitor.NOBODY);
    }

    private static int reads(Stores stores, Map<Long, ItemFacts> expected, SplittableRandom random) {
        for (int read = 0; read < READS; read++) {
            long item = Batches.item(Batches.LAPTOPS, random.nextInt(LAPTOPS));
            var known = Objects.requireNonNull(expected.get(item));
            switch (random.nextInt(3)) {
                case 0 -> assertEquals(known, stores.items().read(item, true));
                case 1 ->
                    assertEquals(known.state(), stores.items().read(item, false).state());
                default ->
                    assertEquals(
                            known.dataVersion(),
                            stores.items().read(ItemNumber.NONE, true).dataVersion());
            }
        }
        return READS;
    }

    /** An item is given a remedy and the version rises in one transaction, over and over: no read sees half of it. */
    @Test
    void factsAndVersionAreOfOneMoment() throws Exception {
        try (var stores = TestStores.open();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long before = stores.items().read(1, true).dataVersion();
            var writer = threads.submit(() -> {
                for (int i = 1; i <= 300; i++) {
                    raiseAndMend(stores, i);
                }
                return true;
            });
            while (!writer.isDone()) {
                var read = stores.items().read(1, true);
                assertEquals(read.dataVersion() - before, read.remedies().size());
            }
            assertTrue(writer.get());
        }
    }

    private static void raiseAndMend(TestStores stores, int n) {
        stores.database().inTransaction(connection -> {
            CatalogueVersion.raise(connection);
            return CatalogueChange.insert(
                    connection,
                    "insert into remedy (recall, item, kind, at, by_whom, note) values (?, 1, 'REPAIR', now(), '', '')",
                    "R-" + n);
        });
    }

    @Test
    void nobodyWaitsForEver() throws Exception {
        var hasty = new StoresSettings(1, 1, 4, 2, 2, Duration.ofMillis(300), Duration.ofMillis(300));
        try (var stores = TestStores.open(hasty);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            stores.items().read(1, false);
            try (var blocker = stores.database().dedicated()) {
                blocker.setAutoCommit(false);
                blocker.createStatement().execute("lock table item_state in access exclusive mode");
                var reads = new ArrayList<Future<ItemFacts>>();
                for (int i = 0; i < 20; i++) {
                    reads.add(threads.submit(() -> stores.items().read(1, false)));
                }
                var said = failures(reads);
                assertTrue(said.stream().anyMatch(m -> m.contains("too many waiting")), said::toString);
                assertTrue(said.stream().anyMatch(m -> !m.contains("too many waiting")), said::toString);
                Thread.currentThread().interrupt();
                assertThrows(
                        StoreUnavailableException.class, () -> stores.scans().append(scan("CHK-X", 1)));
                assertTrue(Thread.interrupted(), "the interrupt is kept");
                blocker.rollback();
            }
            Awaiting.works("reads again", () -> stores.items().read(1, false));
            Awaiting.works("writes again", () -> stores.scans().append(scan("CHK-Y", 1)));
        }
    }

    private static List<String> failures(List<Future<ItemFacts>> reads) throws InterruptedException {
        var said = new ArrayList<String>();
        for (var read : reads) {
            try {
                read.get();
            } catch (ExecutionException e) {
                said.add(String.valueOf(e.getMessage()));
            }
        }
        assertEquals(reads.size(), said.size());
        return said;
    }

    @Test
    void checksOfTheDayLieInItsPartition() {
        try (var stores = TestStores.open()) {
            stores.scans()
                    .append(new Scan(
                            "CHK-A", Instant.now(), 5, "ISSUED", "", 1, "", "", Scan.Channel.WEB, Visitor.NOBODY));
            var farAway = Instant.parse("2100-01-01T00:00:00Z");
            stores.scans()
                    .append(new Scan("CHK-B", farAway, 5, "ISSUED", "", 1, "", "", Scan.Channel.WEB, Visitor.NOBODY));
            stores.database().withConnection(connection -> {
                var rows = connection
                        .createStatement()
                        .executeQuery("select reference from scan where tableoid = 'scan_default'::regclass");
                assertTrue(rows.next());
                assertEquals("CHK-B", rows.getString(1));
                assertFalse(rows.next());
                return true;
            });
        }
    }
}
