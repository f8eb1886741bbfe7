package org.echt.bench;

import java.io.PrintStream;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.echt.app.boot.Installation;
import org.echt.app.demo.DemoWorld;
import org.echt.core.scan.Thresholds;
import org.postgresql.PGConnection;

/** What copy signals cost: the place in the record of each check, and the count of a day. */
final class ScanBench implements Bench {
    private static final int ROWS = 100_000;
    private static final int LOOKS = 1_000_000;
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final String COLUMNS =
            "at, item, reference, issue, safety, data_version, text_version, language, channel, visitor";

    @Override
    public List<Figure> measure(Options options, PrintStream out) throws Exception {
        try (var scratch = Scratch.make()) {
            var stage = scratch.keep(Installation.in(scratch.folder()));
            new DemoWorld(8_192, stage.keystore()).keys();
            var bench = stage.open();
            var postgres = scratch.keep(Postgres.in(scratch.folder()));
            var figures = new ArrayList<Figure>();
            figures.add(place(postgres, out));
            looks(postgres);
            bench.signals().begin(DAY.minusDays(1));
            long began = System.nanoTime();
            if (!bench.signals().count(DAY, Thresholds.DEFAULTS, Set.of())) {
                throw new IllegalStateException("the day was not counted");
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            out.printf("a day of %,d looks counted in %.1f s%n", LOOKS, seconds);
            figures.add(new Figure(
                    "",
                    "scans",
                    "people of a day counted, %,d looks at 400,000 items".formatted(LOOKS),
                    "%.1f s, once a day".formatted(seconds),
                    "-",
                    "-",
                    "",
                    true));
            return figures;
        }
    }

    private static Figure place(Postgres postgres, PrintStream out) throws Exception {
        postgres.run(
                "create table plain_scan (like scan including defaults)",
                "alter table plain_scan drop column place",
                "create table placed_scan (like scan including defaults)");
        var plain = rows("");
        var placed = rows("\tDE");
        try (var connection = postgres.connect()) {
            var outcomes = new Contest(3, 15)
                    .add("COPY without place", ROWS, () -> copy(connection, "plain_scan (" + COLUMNS + ")", plain))
                    .add(
                            "COPY with place",
                            ROWS,
                            () -> copy(connection, "placed_scan (" + COLUMNS + ", place)", placed))
                    .run(out);
            double ratio = outcomes.get(1).wallNanos() / outcomes.get(0).wallNanos();
            return new Figure(
                    "",
                    "scans",
                    "COPY of checks with the place of the look",
                    "%,.0f k rows/s".formatted(outcomes.get(1).perSecond() / 1e3),
                    "the same without, %,.0f k rows/s".formatted(outcomes.get(0).perSecond() / 1e3),
                    "%.2fx the time".formatted(ratio),
                    "",
                    true);
        }
    }

    private static String rows(String place) {
        var text = new StringBuilder();
        for (int i = 0; i < ROWS; i++) {
            text.append("2026-01-01 00:00:00+00\t").append(i).append("\tCHK-7Q4M-9XKD\tISSUED\tNOT_AFFECTED\t17\t");
            text.append("0123456789abcdef\ten\tWEB\t")
                    .append(i * 7_919L)
                    .append(place)
                    .append('\n');
        }
        return text.toString();
    }

    private static void copy(Connection connection, String into, String rows) throws Exception {
        try (var empty = connection.createStatement()) {
            empty.execute("truncate " + into.substring(0, into.indexOf(' ')));
        }
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + into + " from stdin", new StringReader(rows));
    }

    private static void looks(Postgres postgres) throws SQLException {
        postgres.run("""
                insert into scan (at, item, reference, issue, safety, data_version, text_version, language, channel, visitor, place)
                select '%s'::timestamptz + n * interval '80 milliseconds', (random() * 400000)::int8, 'CHK', 'ISSUED',
                  'NOT_AFFECTED', 1, 't', 'en', 'WEB', (random() * 300000)::int8 << 32 | n %% 1000 + 1, 'DE'
                  from generate_series(1, %d) n""".formatted(DAY.atStartOfDay().atOffset(ZoneOffset.UTC), LOOKS), "analyze scan");
    }
}
