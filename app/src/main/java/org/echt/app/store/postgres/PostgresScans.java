package org.echt.app.store.postgres;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.echt.core.asbuilt.Installation;
import org.echt.core.scan.ItemState;
import org.echt.core.scan.Life;
import org.echt.core.scan.LifeChange;
import org.echt.core.scan.Scan;
import org.echt.core.scan.ScanStore;
import org.echt.core.scan.Visitor;
import org.echt.core.serial.ItemSet;

/**
 * Records checks by group commit: one transaction, one flush of the log for all callers that wait. An append that
 * returns is durable; one that throws may be or not. Thread-safe.
 */
final class PostgresScans implements ScanStore, AutoCloseable {
    private static final Life[] LIVES = Life.values();
    /** Below this each run of neighbours is one descent of the index; above it all that have a life are read in one go. */
    private static final int FEW_RUNS = 100_000;

    private static final String LIVES_OF_RUNS = """
            select s.life, count(*) from unnest(?::int8[], ?::int8[]) r(first, last)
              join item_state s on s.item between r.first and r.last and s.life <> 'COMMISSIONED'
             group by s.life""";
    private static final String ALL_LIVES =
            """
            copy (select item, array_position(array[%s], life)::int8 from item_state where life <> 'COMMISSIONED')
              to stdout (format binary)""".formatted(Arrays.stream(LIVES).map(life -> "'" + life + "'").collect(Collectors.joining(", ")));

    private final Database database;
    private final Coalescer<Scan, Boolean> coalescer;

    PostgresScans(Database database, StoresSettings settings, GroupMeter meter) {
        this.database = database;
        coalescer = new Coalescer<>(
                database,
                new Coalescer.Plan<>(
                        "records of checks",
                        settings.writers(),
                        settings.queue(),
                        settings.writeGroup(),
                        settings.writeDeadline(),
                        Writer::new,
                        meter));
    }

    /** @throws IllegalArgumentException for an instant no database takes: it would fail the whole group */
    @Override
    public void append(Scan scan) {
        if (scan.at().isBefore(Instant.EPOCH) || scan.at().isAfter(Installation.STILL)) {
            throw new IllegalArgumentException(
                    "check " + scan.reference() + " at " + scan.at() + " is not of our time");
        }
        coalescer.ask(scan);
    }

    @Override
    public void setLife(LifeChange change) {
        database.inTransaction(connection -> {
            var before = life(connection, change.item());
            if (before == change.life()) {
                return false;
            }
            CatalogueChange.insert(connection, """
                    insert into item_state as s (item, life, checks, use) values (?, ?, 0, ?)
                    on conflict (item) do update set life = excluded.life""", change.item(), change.life().name(), ItemState.Use.NORMAL.name());
            PostgresAudit.write(connection, change.audit(before));
            return true;
        });
    }

    private static Life life(Connection connection, long item) throws SQLException {
        try (var select = connection.prepareStatement("select life from item_state where item = ? for update")) {
            select.setLong(1, item);
            try (var row = select.executeQuery()) {
                return row.next() ? Life.valueOf(row.getString(1)) : Life.COMMISSIONED;
            }
        }
    }

    @Override
    public Map<Life, Long> lives(ItemSet items) {
        var counts = new EnumMap<Life, Long>(Life.class);
        Streams.snapshot(database, connection -> {
            if (hasFewRuns(items)) {
                countByRun(connection, items, counts);
            } else {
                Streams.pairs(connection, ALL_LIVES, (item, life) -> {
                    if (items.contains(item)) {
                        counts.merge(LIVES[(int) life - 1], 1L, Long::sum);
                    }
                });
            }
        });
        return counts;
    }

    private static boolean hasFewRuns(ItemSet items) {
        var runs = new int[1];
        items.forEachRange(_ -> runs[0]++);
        return runs[0] <= FEW_RUNS;
    }

    private static void countByRun(Connection connection, ItemSet items, Map<Life, Long> counts) throws SQLException {
        WalkSql.prepare(connection, true);
        try (var select = connection.prepareStatement(LIVES_OF_RUNS)) {
            PartRanges.of(items::forEach, (firsts, lasts) -> {
                select.setObject(1, firsts);
                select.setObject(2, lasts);
                Streams.rows(select, row -> counts.merge(Life.valueOf(row.getString(1)), row.getLong(2), Long::sum));
            });
        }
    }

    @Override
    public ItemSet checked(Instant from, Instant to) {
        return ItemRows.read(
                database,
                "select distinct item from scan where at >= ? and at < ? and item >= 0",
                Micros.parameter(from),
                Micros.parameter(to));
    }

    @Override
    public List<Scan> checksOf(long item, Instant to, int limit) {
        return database.withConnection(
                connection -> Sql.list(connection, """
                select s.reference, s.at, s.item, s.issue, s.safety, s.data_version, s.text_version, s.language, s.channel,
                       s.visitor, s.place
                  from item_state i
                  join scan s on s.item = i.item and s.at between i.first_checked_at and i.last_checked_at
                 where i.item = ? and s.at < ?
                 order by s.at desc limit ?""", PostgresScans::scan, item, Micros.parameter(to), limit));
    }

    private static Scan scan(ResultSet row) throws SQLException {
        return new Scan(
                row.getString(1),
                Micros.read(row, 2),
                row.getLong(3),
                row.getString(4),
                row.getString(5),
                row.getLong(6),
                row.getString(7),
                row.getString(8),
                Scan.Channel.valueOf(row.getString(9)),
                new Visitor(row.getLong(10), row.getString(11)));
    }

    @Override
    public ItemSet inLife(Life life) {
        return ItemRows.read(database, "select item from item_state where life = ?", life.name());
    }

    /** How busy it is. */
    PostgresStores.Lane lane() {
        return new PostgresStores.Lane(coalescer.waiting(), coalescer.connected());
    }

    @Override
    public void close() {
        coalescer.close();
    }

    /** The checks of one item within a group, in microseconds. */
    private record Touch(long first, long last, long checks) {
        Touch plus(Touch other) {
            return new Touch(Math.min(first, other.first), Math.max(last, other.last), checks + other.checks);
        }
    }

    /** One connection. */
    private static final class Writer implements Coalescer.Group<Scan, Boolean> {
        private static final String COPY =
                "copy scan (at, item, reference, issue, safety, data_version, text_version, language, channel, visitor, place)"
                        + " from stdin (format binary)";
        /** In the order of the items, so that two writers never wait for each other. */
        private static final String TOUCH = """
                insert into item_state as s (item, life, first_checked_at, last_checked_at, checks, use)
                select t.item, ?, echt_instant(t.first), echt_instant(t.last), t.checks, ?
                  from unnest(?::int8[], ?::int8[], ?::int8[], ?::int8[]) t(item, first, last, checks)
                 order by t.item
                on conflict (item) do update set
                  first_checked_at = least(s.first_checked_at, excluded.first_checked_at),
                  last_checked_at = greatest(s.last_checked_at, excluded.last_checked_at),
                  checks = s.checks + excluded.checks""";

        private final Connection connection;
        private final PreparedStatement touch;

        Writer(Connection connection) throws SQLException {
            this.connection = connection;
            connection.setAutoCommit(false);
            touch = connection.prepareStatement(TOUCH);
            touch.setString(1, Life.COMMISSIONED.name());
            touch.setString(2, ItemState.Use.NORMAL.name());
        }

        @Override
        public List<Boolean> answer(List<Scan> scans) throws SQLException {
            CopyIn.copy(connection, COPY, copy -> {
                for (var scan : scans) {
                    row(copy, scan);
                }
            });
            touch(scans);
            connection.commit();
            return Collections.nCopies(scans.size(), true);
        }

        private static void row(CopyIn copy, Scan scan) throws IOException {
            copy.row(11)
                    .instant(scan.at())
                    .int8(scan.item())
                    .text(scan.reference())
                    .text(scan.issue())
                    .text(scan.safety())
                    .int8(scan.dataVersion())
                    .text(scan.textVersion())
                    .text(scan.language())
                    .text(scan.channel().name())
                    .int8(scan.visitor().person())
                    .text(scan.visitor().place());
        }

        private void touch(List<Scan> scans) throws SQLException {
            var touched = new TreeMap<Long, Touch>();
            for (var scan : scans) {
                if (scan.item() >= 0) {
                    long at = Micros.of(scan.at());
                    touched.merge(scan.item(), new Touch(at, at, 1), Touch::plus);
                }
            }
            if (touched.isEmpty()) {
                return;
            }
            var touches = new ArrayList<>(touched.values());
            touch.setObject(
                    3, touched.keySet().stream().mapToLong(Long::longValue).toArray());
            touch.setObject(4, touches.stream().mapToLong(Touch::first).toArray());
            touch.setObject(5, touches.stream().mapToLong(Touch::last).toArray());
            touch.setObject(6, touches.stream().mapToLong(Touch::checks).toArray());
            touch.executeUpdate();
        }
    }
}
