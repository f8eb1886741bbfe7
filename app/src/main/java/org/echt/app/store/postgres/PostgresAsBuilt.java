package org.echt.app.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.echt.core.asbuilt.AsBuiltStore;
import org.echt.core.asbuilt.Build;
import org.echt.core.asbuilt.ForeignPart;
import org.echt.core.asbuilt.PartKey;
import org.echt.core.serial.ItemSet;

/** Reads of the as-built record. Every call sees one moment. Thread-safe. */
final class PostgresAsBuilt implements AsBuiltStore {
    /** Roots of one statement. */
    private static final int ROOTS = 1_000;
    /** Installations one statement may return before its roots are walked one by one. */
    private static final int ROWS = 500_000;

    private static final String USED_IN = """
            select i.parent from unnest(?::int8[], ?::int8[]) r(first, last)
              join installation i on i.part between r.first and r.last
             where i.valid_from <= ? and i.valid_to > ?""";
    private static final String INSIDE = """
            select i.part from unnest(?::int8[], ?::int8[]) r(first, last)
              join installation i on i.part between r.first and r.last
             where i.valid_from <= ? and i.valid_to > ?""";
    /**
     * COPY takes no parameters, but it may read a setting. A row for each parent, not for each part: both sides pay by the
     * row. The index gives the order, so nothing is sorted.
     */
    private static final String EACH_PARENT = """
            copy (select parent, string_agg(int8send(part), ''::bytea order by part) from installation
                   where valid_from <= current_setting('echt.at')::timestamptz
                     and valid_to > current_setting('echt.at')::timestamptz
                   group by parent order by parent) to stdout (format binary)""";

    private static final String FOREIGN = "select item, maker, type, lot, serial, name from foreign_part ";

    private final Database database;

    PostgresAsBuilt(Database database) {
        this.database = database;
    }

    @Override
    public List<Build> builds(long[] roots) {
        var builds = new ArrayList<Build>(roots.length);
        Streams.snapshot(database, connection -> {
            WalkSql.prepare(connection, true);
            try (var walk = connection.prepareStatement(WalkSql.BUILDS)) {
                for (int from = 0; from < roots.length; from += ROOTS) {
                    walk(walk, Arrays.copyOfRange(roots, from, Math.min(roots.length, from + ROOTS)), builds);
                }
            }
        });
        return builds;
    }

    private static void walk(PreparedStatement walk, long[] roots, List<Build> builds) throws SQLException {
        int limit = roots.length == 1 ? WalkSql.ROWS_OF_ONE : ROWS;
        WalkSql.set(walk, 1, Arrays.stream(roots).distinct().toArray(), limit);
        var read = new WalkRows();
        try (var rows = walk.executeQuery()) {
            read.read(rows);
        }
        for (long root : roots) {
            if (read.isCut() && roots.length > 1) {
                walk(walk, new long[] {root}, builds);
            } else {
                builds.add(read.build(root));
            }
        }
    }

    @Override
    public ItemSet usedIn(ItemSet parts, Instant at) {
        var answer = new ItemSet[] {ItemSet.EMPTY};
        Streams.snapshot(database, connection -> {
            WalkSql.prepare(connection, true);
            try (var up = connection.prepareStatement(USED_IN)) {
                up.setObject(3, Micros.parameter(at));
                up.setObject(4, Micros.parameter(at));
                for (var level = parts; !level.isEmpty(); ) {
                    level = partnersOf(level, up).andNot(answer[0]);
                    answer[0] = answer[0].or(level);
                }
            }
        });
        return answer[0];
    }

    /** The first column of {@code query} for every run of the items. */
    private static ItemSet partnersOf(ItemSet items, PreparedStatement query) throws SQLException {
        var found = ItemSet.builder();
        PartRanges.of(items::forEach, (firsts, lasts) -> {
            query.setObject(1, firsts);
            query.setObject(2, lasts);
            Streams.rows(query, row -> found.add(row.getLong(1)));
        });
        return found.build();
    }

    @Override
    public ItemSet inside(ItemSet parts, Instant at) {
        var answer = new ItemSet[] {ItemSet.EMPTY};
        Streams.snapshot(database, connection -> {
            WalkSql.prepare(connection, true);
            try (var inside = connection.prepareStatement(INSIDE)) {
                inside.setObject(3, Micros.parameter(at));
                inside.setObject(4, Micros.parameter(at));
                answer[0] = partnersOf(parts, inside);
            }
        });
        return answer[0];
    }

    @Override
    public void eachParent(Instant at, ParentVisitor visitor) {
        Streams.snapshot(database, connection -> {
            WalkSql.prepare(connection, true);
            try (var set = connection.prepareStatement(
                    "select set_config('echt.at', ?, true), set_config('enable_hashagg', 'off', true)")) {
                set.setString(1, Micros.parameter(at).toString());
                set.execute();
            }
            Streams.groups(connection, EACH_PARENT, visitor::visit);
        });
    }

    @Override
    public Map<Long, ForeignPart> foreign(Collection<Long> items) {
        return database.withConnection(connection -> {
            try (var select = connection.prepareStatement(FOREIGN + "where item = any(?::int8[])")) {
                select.setObject(1, items.stream().mapToLong(Long::longValue).toArray());
                var found = new HashMap<Long, ForeignPart>();
                try (var rows = select.executeQuery()) {
                    while (rows.next()) {
                        var part = foreign(rows);
                        found.put(part.item(), part);
                    }
                }
                return found;
            }
        });
    }

    @Override
    public void eachForeign(Consumer<ForeignPart> visitor) {
        Streams.snapshot(database, connection -> eachForeign(connection, visitor));
    }

    private static void eachForeign(Connection connection, Consumer<ForeignPart> visitor) throws SQLException {
        try (var select = connection.prepareStatement(FOREIGN + "order by item")) {
            Streams.rows(select, row -> visitor.accept(foreign(row)));
        }
    }

    private static ForeignPart foreign(ResultSet row) throws SQLException {
        var key = new PartKey(row.getString(2), row.getString(3), row.getString(4), row.getString(5));
        return new ForeignPart(row.getLong(1), key, row.getString(6));
    }
}
