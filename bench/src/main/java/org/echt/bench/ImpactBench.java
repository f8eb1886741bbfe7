package org.echt.bench;

import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;
import org.echt.core.attribute.Scope;
import org.echt.core.attribute.ScopeSet;
import org.echt.core.product.Product;
import org.echt.core.serial.Batch;
import org.echt.core.serial.ItemRange;
import org.echt.core.serial.ItemSet;

/**
 * T7: what 100,000 parts concern among 10 million installations: the units that hold one, exactly, and the units whose build
 * record does not say. Beside one recursive SQL statement over the same tables, which must count the same.
 */
final class ImpactBench implements Bench {
    private static final int LAPTOPS = 400_000;
    private static final int PARTS = 100_000;
    private static final int ROUNDS = 3;
    private static final String BAD_LOT = "K7";
    private static final String HOLDS = "i.valid_from <= now() and i.valid_to > now()";

    private static final String AFFECTED = """
            affected(item) as (
              select i.parent from installation i where i.part between %%d and %%d and %s
              union
              select i.parent from affected a join installation i on i.part = a.item where %s)""".formatted(HOLDS, HOLDS);

    /** Only who holds one. */
    private static final String UP = "with recursive " + AFFECTED + " select count(*) from affected";

    /** And who holds fewer parts than planned, or something that does, or is planned and has no record at all. */
    private static final String WHOLE = """
            with recursive
            plan as materialized (
              select p.gtin, e ->> 'part' part, (e ->> 'quantity')::int8 quantity
                from product p, json_array_elements(p.plan) e),
            short as materialized (
              select i.parent
                from installation i join batch b on b.number = i.parent >> 38 join plan p on p.gtin = b.gtin
                join batch c on c.number = i.part >> 38
               where %1$s group by i.parent, p.part, p.quantity having count(*) filter (where c.gtin = p.part) < p.quantity),
            bare as materialized (
              select distinct i.part from installation i join batch b on b.number = i.part >> 38
               where %1$s and b.gtin in (select gtin from plan)
                 and not exists (select from installation c where c.parent = i.part and c.valid_from <= now() and c.valid_to > now())),
            %2$s,
            unsure(item) as (
              (select parent from short union select part from bare)
              union
              select i.parent from unsure u join installation i on i.part = u.item where %1$s)
            select (select count(*) from affected)::float8 * 1e9
              + (select sum(count) from batch where gtin in (select gtin from plan))
              - (select count(distinct i.parent) from installation i join batch b on b.number = i.parent >> 38
                  where %1$s and b.gtin in (select gtin from plan))
              + (select count(*) from unsure u where not exists (select from bare where part = u.item)
                                                 and not exists (select from affected a where a.item = u.item))
            """.formatted(HOLDS, AFFECTED);

    @Override
    public List<Figure> measure(Options options, PrintStream out) throws Exception {
        try (var scratch = Scratch.make()) {
            var world = World.in(scratch, LAPTOPS, out);
            out.printf("%,d installations stored%n", world.load());
            var postgres = world.postgres();
            postgres.run("vacuum analyze installation");
            var parts = parts(world);
            compare(world, parts, out);
            long bare = Machine.heap();
            Machine.resetPeak();
            find(world, parts);
            long peak = Machine.peak() - bare;
            out.printf("heap of one whole impact: at most %,d MB above what was there%n", peak >> 20);
            var outcomes = new Contest(1, ROUNDS)
                    .add("Echt, affected and unknown", 1, () -> find(world, parts))
                    .add("recursive SQL, affected and unknown", 1, () -> postgres.number(sql(WHOLE, parts)))
                    .add("Echt, walk up only", 1, () -> up(world, parts))
                    .add("recursive SQL, walk up only", 1, () -> postgres.number(sql(UP, parts)))
                    .run(out);
            return List.of(
                    figure(
                            "impact of a recall on 100,000 parts over 10 M installations: affected and unknown, exact; heap at most "
                                    + (peak >> 20) + " MB",
                            outcomes.get(0),
                            outcomes.get(1)),
                    figure("the same, affected only (the walk up)", outcomes.get(2), outcomes.get(3)));
        }
    }

    private static Figure figure(String work, Contest.Outcome ours, Contest.Outcome sql) {
        double ratio = sql.wallNanos() / ours.wallNanos();
        return new Figure(
                "T7",
                "impact",
                work,
                "%.2f s".formatted(ours.wallNanos() / 1e9),
                "one recursive SQL statement, %.2f s".formatted(sql.wallNanos() / 1e9),
                "%.1fx".formatted(ratio),
                ">= 1x, memory bounded",
                ratio >= 1);
    }

    /** Both must count the same, or there is nothing to compare. */
    private static void compare(World world, ItemRange parts, PrintStream out) throws SQLException {
        var register = world.bench().catalogues().fresh().register();
        var found = find(world, parts);
        long affected = found.yes().and(register.issued()).size();
        long unknown = found.unknown().and(register.issued()).size();
        out.printf("affected %,d, unknown %,d%n", affected, unknown);
        double sql = world.postgres().number(sql(WHOLE, parts));
        if (sql != affected * 1e9 + unknown) {
            throw new IllegalStateException("SQL counts %.0f, not %,d and %,d".formatted(sql, affected, unknown));
        }
    }

    private static String sql(String statement, ItemRange parts) {
        return statement.formatted(parts.first(), parts.last());
    }

    private static ScopeSet.Found find(World world, ItemRange parts) {
        var bench = world.bench();
        var register = bench.catalogues().present().register();
        var scope = new Scope.Contains(new Scope.Range(parts), null);
        return new ScopeSet(register, bench.builds(), bench.clock().instant()).find(scope);
    }

    private static void up(World world, ItemRange parts) {
        var items = ItemSet.ofRanges(List.of(parts));
        world.bench().builds().usedIn(items, world.bench().clock().instant());
    }

    /** The first parts of the lot that is recalled. */
    private static ItemRange parts(World world) {
        Product cell =
                world.bench().catalogues().fresh().register().product("cell").orElseThrow();
        for (Batch batch : world.bench().catalogues().fresh().register().batches()) {
            if (batch.gtin().equals(cell.gtin()) && batch.lot().equals(BAD_LOT)) {
                return new ItemRange(batch.firstItem(), batch.firstItem() + PARTS - 1);
            }
        }
        throw new IllegalStateException("no lot " + BAD_LOT);
    }
}
