package org.echt.bench;

import java.io.PrintStream;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.echt.app.boot.Installation;
import org.echt.app.cli.Workbench;
import org.echt.app.demo.DemoWorld;
import org.echt.core.product.Product;
import org.echt.core.serial.BatchOrder;
import org.echt.core.serial.CodeLength;
import org.echt.core.serial.Issue;
import org.echt.core.serial.WordLists;

/** T9: what a billion issued, untouched codes take in the database, beside one row for each. */
final class SpaceBench implements Bench {
    private static final long CODES = 1_000_000_000;
    private static final int SAMPLE = 1_000_000;
    private static final int MANY = 1_000;
    private static final String BATCH_BYTES = "select pg_total_relation_size('batch')";

    @Override
    public List<Figure> measure(Options options, PrintStream out) throws Exception {
        try (var scratch = Scratch.make()) {
            var stage = scratch.keep(Installation.in(scratch.folder()));
            new DemoWorld(8_192, stage.keystore()).keys();
            var bench = stage.open();
            var postgres = scratch.keep(Postgres.in(scratch.folder()));
            bench.catalogue().add(Codes.LAPTOP, "erp", bench.clock().instant());
            double before = postgres.number(BATCH_BYTES);
            issue(bench, "billion", CODES);
            double pages = postgres.number(BATCH_BYTES) - before;
            double row = postgres.number("select pg_column_size(b.*) from batch b");
            double perBatch = perBatch(bench, postgres);
            double perCode = perCode(postgres);
            out.printf("one batch of 1,000,000,000 codes: a row of %,.0f bytes%n", row);
            out.printf("the files of an empty table and its two indexes grow by %,.0f bytes, in whole pages%n", pages);
            out.printf("each further batch, over %,d of them, indexes included: %,.0f bytes%n", MANY, perBatch);
            out.printf("one row a code, over %,d of them, index included: %,.1f bytes%n", SAMPLE, perCode);
            return List.of(new Figure(
                    "T9",
                    "space",
                    "1 billion issued, untouched codes in one batch",
                    "%,.0f bytes (its share of pages and indexes, over %,d batches; in an empty table %,.0f bytes of whole pages)"
                            .formatted(perBatch, MANY, pages),
                    "one row a code, %,.1f GB (measured on 1 M rows, scaled)".formatted(perCode * CODES / 1e9),
                    "1 : %,.0f M".formatted(perCode * CODES / perBatch / 1e6),
                    "<= 10 kB",
                    perBatch <= 10_000));
        }
    }

    private static double perBatch(Workbench bench, Postgres postgres) throws SQLException {
        double before = postgres.number(BATCH_BYTES);
        for (int i = 0; i < MANY; i++) {
            issue(bench, "order-" + i, 1);
        }
        return (postgres.number(BATCH_BYTES) - before) / MANY;
    }

    /** The least a program that stores its codes can do: the code, findable, and the batch it is of. */
    private static double perCode(Postgres postgres) throws SQLException {
        postgres.run(
                "create table code_row (code text primary key, batch int4 not null)",
                "insert into code_row select substr(upper(md5(n::text)), 1, 18), n / 10000 from generate_series(1, %d) n"
                        .formatted(SAMPLE));
        return postgres.number("select pg_total_relation_size('code_row')") / SAMPLE;
    }

    private static void issue(Workbench bench, String order, long count) {
        Product product = Codes.LAPTOP;
        var outcome = bench.issuer()
                .issue(
                        new BatchOrder(
                                order,
                                product.gtin(),
                                "L-" + order,
                                "Acme Works Jena",
                                count,
                                CodeLength.L18,
                                LocalDate.of(2026, 2, 16),
                                WordLists.standard().id()),
                        "erp");
        if (!(outcome instanceof Issue.Issued)) {
            throw new IllegalStateException("order " + order + " was answered " + outcome);
        }
    }
}
