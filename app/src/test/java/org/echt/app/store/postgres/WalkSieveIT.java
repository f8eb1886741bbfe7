package org.echt.app.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.echt.core.asbuilt.Build;
import org.echt.core.asbuilt.Installation;
import org.echt.core.serial.ItemNumber;
import org.junit.jupiter.api.Test;

/** The sieve spares a walk the leaves and nothing else: whoever wrote, whenever, whatever failed. */
final class WalkSieveIT {
    private static final Instant BUILT = Instant.parse("2026-02-16T08:00:00Z");
    /** Batches that share a bit. */
    private static final int[] BATCHES = {3, 3 + (1 << 15), 4, 4 + (1 << 16), 77, ItemNumber.MAX_BATCH};

    private static final int ITEMS = 12;

    /** Each has parents of its own: two that insert the same row would wait for each other crosswise. */
    private static final int WRITERS = 4;

    @Test
    void walksFindWhatAPlainSearchFinds() throws Exception {
        try (var database = Database.open(TestServer.newDatabase(), TestServer.FOUR)) {
            var writers = new ArrayList<Callable<Set<Installation>>>();
            for (int i = 0; i < WRITERS; i++) {
                int writer = i;
                writers.add(() -> write(database, writer));
            }
            var all = new HashSet<Installation>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var written : threads.invokeAll(writers)) {
                    all.addAll(written.get());
                }
            }
            requireAll(database, all);
            database.withConnection(c -> run(c, "delete from walk_sieve"));
            requireAll(database, all);
        }
    }

    @Test
    void whatWasThereBeforeTheSieveIsInIt() throws Exception {
        try (var database = Database.open(TestServer.newEmptyDatabase(), TestServer.FOUR)) {
            database.migrateTo(16);
            var all = new HashSet<Installation>();
            for (int writer = 0; writer < WRITERS; writer++) {
                all.addAll(write(database, writer));
            }
            database.migrate();
            requireAll(database, all);
        }
    }

    @Test
    void mostBatchesAreNotFollowed() throws Exception {
        try (var database = Database.open(TestServer.newDatabase(), TestServer.FOUR)) {
            database.withConnection(c -> insert(c, List.of(sits(ItemNumber.of(1, 0), ItemNumber.of(2, 0)))));
            database.withConnection(c -> run(
                    c,
                    "insert into remedy (recall, item, kind, at, by_whom, note) values ('R', " + ItemNumber.of(9, 5)
                            + ", 'REPAIR', now(), 'jo', '')"));
            long bits = database.withConnection(c -> Sql.count(c, "select bit_count(bits) from walk_sieve"));
            assertEquals(2, bits, "the parent's batch and that of the repaired part");
        }
    }

    /** Several transactions, some of them undone; what stays. Parts sit in items of any level, also below themselves. */
    private static Set<Installation> write(Database database, int writer) {
        var random = new SplittableRandom(writer);
        var kept = new HashSet<Installation>();
        for (int i = 0; i < 15; i++) {
            var rows = new ArrayList<Installation>();
            for (int n = 0; n < 4; n++) {
                int parent = writer + WRITERS * random.nextInt(ITEMS / WRITERS);
                rows.add(sits(item(random, parent), item(random, random.nextInt(ITEMS))));
            }
            boolean undone = random.nextInt(4) == 0;
            database.inTransaction(c -> {
                int inserted = insert(c, rows);
                if (undone) {
                    c.rollback();
                }
                return inserted;
            });
            if (!undone) {
                kept.addAll(rows);
            }
        }
        return kept;
    }

    private static long item(SplittableRandom random, int index) {
        return ItemNumber.of(BATCHES[random.nextInt(BATCHES.length)], index);
    }

    private static Installation sits(long parent, long part) {
        return new Installation(parent, part, BUILT, Installation.STILL);
    }

    private static int insert(Connection connection, List<Installation> rows) throws SQLException {
        for (var row : rows) {
            run(
                    connection,
                    "insert into installation values (" + row.parent() + ", " + row.part() + ", '" + row.from() + "', '"
                            + row.to() + "') on conflict do nothing");
        }
        return rows.size();
    }

    private static int run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private static void requireAll(Database database, Set<Installation> all) {
        var roots = all.stream().mapToLong(Installation::parent).distinct().toArray();
        assertTrue(roots.length > 15, "nearly nothing was written");
        int deep = 0;
        for (var build : new PostgresAsBuilt(database).builds(roots)) {
            var expected = below(build.root(), all);
            var found = new HashSet<Installation>();
            build.byParent().values().forEach(found::addAll);
            assertEquals(expected, found, "below " + build.root());
            deep += expected.size() > build.partsOf(build.root(), BUILT).size() ? 1 : 0;
        }
        assertTrue(deep > 8, "nearly nothing had a second level");
    }

    /** Breadth first, as far down as a build goes. */
    private static Set<Installation> below(long root, Set<Installation> all) {
        var found = new HashSet<Installation>();
        var parents = new ArrayDeque<>(List.of(root));
        for (int depth = 1; depth <= Build.MAX_DEPTH; depth++) {
            var next = new HashSet<Long>();
            for (var row : all) {
                if (parents.contains(row.parent()) && found.add(row)) {
                    next.add(row.part());
                }
            }
            parents.clear();
            parents.addAll(next);
        }
        return found;
    }
}
