package org.echt.app.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.echt.core.scan.CopyCase;
import org.echt.core.scan.ItemState.Use;
import org.echt.core.scan.Reason;
import org.echt.core.scan.Scan;
import org.echt.core.scan.SignalWatch;
import org.echt.core.scan.Thresholds;
import org.echt.core.scan.Visitor;
import org.echt.testkit.Batches;
import org.echt.testkit.SettableTime;
import org.echt.testkit.Threads;
import org.junit.jupiter.api.Test;

/** Whoever asks for genuine codes by the thousand: through the real store, and the look at the day after. */
final class BurnIT {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final int SCANS = 20_000;
    private static final int AT_ONCE = 200;
    private static final List<String> PLACES =
            List.of("DE", "AT", "FR", "VN", "US", "BR", "TR", "CN", "IN", "GB", "PL");

    @Test
    void oneHostCountsForNobody() throws Exception {
        try (var stores = TestStores.open()) {
            // A host that names itself anew each time, over 10,000 codes, twice.
            burn(stores, i -> new Visitor(7L << 32 | i, "VN"), i -> item(i % 10_000), i -> DAY.plusDays(i / 10_000));
            look(stores);
            assertEquals(List.of(), stores.signals().open(10));
            assertEquals(0, count(stores, "select count(*) from item_day"));
            assertNobodyIsAccused(stores);
        }
    }

    @Test
    void aFewHostsAreAFewPeople() throws Exception {
        try (var stores = TestStores.open()) {
            // Three networks of one country, aimed at ten codes, with a new name each time.
            burn(stores, i -> new Visitor((long) (1 + i % 3) << 32 | i, "DE"), i -> item(i % 10), i -> DAY);
            look(stores);
            assertEquals(30, count(stores, "select sum(people) from item_day"));
            assertEquals(List.of(), stores.signals().open(10));
            assertNobodyIsAccused(stores);
        }
    }

    @Test
    void manyHostsEverywhereMakeWorkForPeopleAndAccuseNobody() throws Exception {
        try (var stores = TestStores.open()) {
            var random = new SplittableRandom(3);
            int[] networks = random.ints(SCANS, 1, 1 << 30).toArray();
            burn(
                    stores,
                    i -> new Visitor((long) networks[i] << 32 | 1, PLACES.get(networks[i] % PLACES.size())),
                    i -> item(i % 500),
                    i -> DAY.plusDays(i / 1_000));
            look(stores);
            var cases = stores.signals().open(100);
            var causes = new TreeSet<Reason>();
            cases.stream().map(CopyCase::cause).forEach(causes::add);
            assertTrue(Set.of(Reason.OUTSIDE_MARKET, Reason.MANY_PLACES).containsAll(causes), "" + causes);
            assertTrue(
                    cases.size() <= 1 + PLACES.size(), "a case for each country, not for each code: " + cases.size());
            assertEquals(500, cases.stream().mapToLong(CopyCase::items).sum());
            assertNobodyIsAccused(stores);
        }
    }

    private static long item(int index) {
        return Batches.item(Batches.CELLS, index);
    }

    private interface Of<T> {
        T of(int i);
    }

    private static void burn(TestStores stores, Of<Visitor> visitor, Of<Long> item, Of<LocalDate> day)
            throws ExecutionException, InterruptedException {
        Threads.together(AT_ONCE, t -> {
            for (int i = t; i < SCANS; i += AT_ONCE) {
                var at = day.of(i).atTime(11, 0).toInstant(ZoneOffset.UTC).plusMillis(i);
                stores.scans()
                        .append(new Scan(
                                "CHK-" + i,
                                at,
                                item.of(i),
                                "ISSUED",
                                "NOT_AFFECTED",
                                1,
                                "t",
                                "en",
                                Scan.Channel.WEB,
                                visitor.of(i)));
            }
            return t;
        });
        assertEquals(SCANS, count(stores, "select sum(checks) from item_state"));
    }

    private static void look(TestStores stores) {
        stores.signals().begin(DAY.minusDays(1));
        var knowledge = new SignalWatch.Knowledge() {
            @Override
            public Set<String> markets(long item) {
                return Set.of("DE", "AT", "FR");
            }

            @Override
            public Map<Long, Integer> owners(int least) {
                return Map.of();
            }
        };
        var time = new SettableTime(Instant.parse("2026-03-25T00:30:00Z"));
        var watch = new SignalWatch(stores.signals(), knowledge, Thresholds.DEFAULTS, time, new Random(5));
        while (watch.step()) {}
    }

    private static void assertNobodyIsAccused(TestStores stores) {
        for (var use : List.of(Use.UNUSUAL, Use.COPY_CONFIRMED)) {
            assertEquals(0, stores.signals().countOf(use));
        }
        assertEquals(0, count(stores, "select count(*) from item_state where use <> 'NORMAL'"));
        assertEquals(0, count(stores, "select count(*) from audit_entry"));
    }

    private static long count(TestStores stores, String sql) {
        return stores.database().withConnection(connection -> Sql.count(connection, sql));
    }
}
