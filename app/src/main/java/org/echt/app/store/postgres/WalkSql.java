package org.echt.app.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.echt.core.asbuilt.Build;

/**
 * The walk down from many roots in one statement.
 *
 * <p>A step of the recursion reads what sits in the parents reached: the installations of one parent are one row, and only
 * parts that may hold something themselves are followed, which the sieve of the schema knows; most parts are leaves.
 * {@code union} drops what a level holds twice, so the work is bounded by levels times installations whatever the shape:
 * parts shared by many parents do not multiply, and a cycle ends at the last level. One level more than wanted is walked,
 * to see what is cut off.
 */
final class WalkSql {
    /** Levels walked: one more than a build may have. */
    static final int LEVELS = Build.MAX_DEPTH + 1;
    /** Installations read of one root; parts that were moved count more than once. Ample for {@link Build#MAX_PARTS}. */
    static final int ROWS_OF_ONE = 4 * Build.MAX_PARTS;
    /** An installation inside the bytes of its parent: part, from and to, each an int8; instants as PostgreSQL sends them. */
    static final int INSTALLATION_BYTES = 24;

    /** Where the sieve is not there, everything is followed. */
    private static final String INSIDE = """
            (select string_agg(int8send(i.part) || timestamptz_send(i.valid_from) || timestamptz_send(i.valid_to), ''::bytea),
                    array_agg(i.part) filter (where get_bit((select bits from walk_sieve), echt_sieve_bit(i.part))
                                                    is distinct from 0),
                    array_agg(i.part) filter (where i.part >= %d)
               from installation i where i.parent = p.item)
             as inside(parts, below, foreigners)
            """.formatted(1L << 62);

    /**
     * Takes the roots (int8[]), and twice the most installations. Its rows are the parents, a null for the parts of whatever
     * comes after the most; the outer {@code limit} stops the recursion, which PostgreSQL runs only as far as it is read.
     */
    private static final String WALK = """
            with recursive w(root, parent, depth, parts, below, foreigners) as (
              select p.item, p.item, 1, inside.* from unnest(?::int8[]) p(item) cross join lateral %1$s
              union
              select w.root, p.item, w.depth + 1, inside.*
                from w cross join unnest(w.below) p(item) cross join lateral %1$s
               where w.depth < %2$d),
            e as materialized (
              select *, sum(octet_length(parts)) over (rows unbounded preceding) as bytes
                from (select * from w where parts is not null limit ? + 1) parents)
            """.formatted(INSIDE, LEVELS);

    private static final String INSTALLATIONS = """
            select 0, root, parent, depth, null::timestamptz, null::text[],
                   case when bytes <= %d * ?::int8 then parts end
              from e
            """.formatted(INSTALLATION_BYTES);

    private static final String FOREIGN = """
            union all
            select 1, 0, f.item, 0, null, array[f.maker, f.type, f.lot, f.serial, f.name], null
              from foreign_part f where f.item = any(array(select unnest(foreigners) from e))
            """;

    private static final String REMEDIES = """
            union all
            select 2, 0, m.item, 0, m.at, array[m.recall, m.by_whom, m.kind, m.note], null
              from remedy m where m.item = any(array(select unnest(below) from e))
            """;

    /** Parents with what sits in them, and foreign parts, for {@link WalkRows}. */
    static final String BUILDS = WALK + INSTALLATIONS + FOREIGN;
    /** The same with the remedies of all parts. */
    static final String BUILDS_AND_REMEDIES = BUILDS + REMEDIES;

    private WalkSql() {}

    /**
     * Sets the parameters.
     *
     * @param first number of the first
     * @param most installations
     */
    static void set(PreparedStatement statement, int first, long[] roots, int most) throws SQLException {
        statement.setObject(first, roots);
        statement.setInt(first + 1, most);
        statement.setInt(first + 2, most);
    }

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
