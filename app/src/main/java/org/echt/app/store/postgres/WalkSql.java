package org.echt.app.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import org.echt.core.asbuilt.Build;

/**
 * The walk down from many roots in one statement.
 *
 * <p>A step of the recursion joins the level reached with the installations below it. {@code union} drops what a level
 * holds twice, so the work is bounded by levels times installations whatever the shape: parts shared by many parents do
 * not multiply, and a cycle ends at the last level. One level more than wanted is walked, to see what is cut off. The
 * outer {@code limit} stops the recursion, which PostgreSQL runs only as far as it is read.
 */
final class WalkSql {
    /** Levels walked: one more than a build may have. */
    static final int LEVELS = Build.MAX_DEPTH + 1;
    /** Installations read of one root; parts that were moved count more than once. Ample for {@link Build#MAX_PARTS}. */
    static final int ROWS_OF_ONE = 4 * Build.MAX_PARTS;

    /** Takes the roots (int8[]) and the most rows. Its rows are {@code e(root, parent, part, valid_from, valid_to, depth)}. */
    private static final String WALK = """
            with recursive w(root, parent, part, valid_from, valid_to, depth) as (
              select i.parent, i.parent, i.part, i.valid_from, i.valid_to, 1
                from unnest(?::int8[]) r(item) join installation i on i.parent = r.item
              union
              select w.root, i.parent, i.part, i.valid_from, i.valid_to, w.depth + 1
                from w join installation i on i.parent = w.part
               where w.depth < %d),
            e as materialized (select * from w limit ?)
            """.formatted(LEVELS);

    private static final String INSTALLATIONS =
            "select 0, root, parent, part, depth, valid_from, valid_to, null::text[] from e\n";

    private static final String FOREIGN = """
            union all
            select 1, 0, 0, f.item, 0, null, null, array[f.maker, f.type, f.lot, f.serial, f.name]
              from foreign_part f where f.item = any(array(select distinct part from e where part >= %d))
            """.formatted(1L << 62);

    private static final String REMEDIES = """
            union all
            select 2, 0, 0, m.item, 0, m.at, null, array[m.recall, m.by_whom, m.kind, m.note]
              from remedy m where m.item = any(array(select distinct part from e))
            """;

    /** Installations and foreign parts, for {@link WalkRows}. */
    static final String BUILDS = WALK + INSTALLATIONS + FOREIGN;
    /** The same with the remedies of all parts. */
    static final String BUILDS_AND_REMEDIES = BUILDS + REMEDIES;

    private WalkSql() {}

    /**
     * Walks only work by index, level by level. A plan made while the tables were small would read them whole, and be kept
     * while they grow.
     *
     * @param transaction true: for the present transaction only; false: as long as the connection lives
     */
    static void prepare(Connection connection, boolean transaction) throws SQLException {
        try (var set = connection.prepareStatement("select set_config(name, 'off', ?) from unnest(array["
                + "'enable_seqscan', 'enable_hashjoin', 'enable_mergejoin', 'jit']) name")) {
            set.setBoolean(1, transaction);
            set.execute();
        }
    }
}
