package org.echt.bench;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.echt.app.boot.Installation;
import org.echt.app.cli.Workbench;
import org.echt.app.demo.DemoWorld;
import org.echt.core.audit.AuditEntry;
import org.echt.core.canonical.Value;
import org.echt.core.ledger.LedgerDesk;

/**
 * What the transparency log costs: facts recorded with their commitments, each durable in a transaction of its own, beside
 * the bare audit row; giving them their places; computing all of it anew; and bytes a fact.
 */
final class LogBench implements Bench {
    private static final int FACTS = 20_000;
    private static final int WARM_UP = 2_000;
    private static final int CALLERS = 8;
    private static final String LOG_BYTES = """
            select pg_total_relation_size('log_entry') + pg_total_relation_size('log_node')
                 + pg_total_relation_size('audit_salt')""";
    private static final String AUDIT_BYTES = "select pg_total_relation_size('audit_entry')";

    @Override
    public List<Figure> measure(Options options, PrintStream out) throws Exception {
        try (var scratch = Scratch.make()) {
            var stage = scratch.keep(Installation.in(scratch.folder()));
            new DemoWorld(8_192, stage.keystore()).keys();
            var bench = stage.open();
            var postgres = scratch.keep(Postgres.in(scratch.folder()));
            return measure(bench, postgres, out);
        }
    }

    private static List<Figure> measure(Workbench bench, Postgres postgres, PrintStream out) throws Exception {
        var desk = bench.ledger().orElseThrow();
        record(desk, WARM_UP);
        desk.place();
        double bare = bare(postgres);
        double auditBefore = postgres.number(AUDIT_BYTES);
        double logBefore = postgres.number(LOG_BYTES);
        double recorded = record(desk, FACTS);
        long began = System.nanoTime();
        long placed = desk.place();
        double placing = placed / seconds(began);
        double auditBytes = (postgres.number(AUDIT_BYTES) - auditBefore) / FACTS;
        double logBytes = (postgres.number(LOG_BYTES) - logBefore) / FACTS;
        began = System.nanoTime();
        var report = desk.check(_ -> true);
        double verifying = report.size() / seconds(began);
        if (!report.isGood() || placed < FACTS) {
            throw new IllegalStateException("of " + FACTS + " facts " + placed + " were placed: " + report.findings());
        }
        out.printf("recorded with %d callers: %,.0f facts/s, a bare row each: %,.0f/s%n", CALLERS, recorded, bare);
        out.printf("placed, hashed and signed: %,.0f facts/s; computed anew: %,.0f/s%n", placing, verifying);
        out.printf(
                "%,.0f bytes a fact in the log, indexes included, beside %,.0f of the audit%n", logBytes, auditBytes);
        return List.of(
                new Figure(
                        "",
                        "log",
                        "facts recorded durably with their commitment, one transaction each, %d callers"
                                .formatted(CALLERS),
                        "%,.0f/s".formatted(recorded),
                        "one bare row each, %,.0f/s".formatted(bare),
                        "%.0f %%".formatted(100 * recorded / bare),
                        "",
                        true),
                new Figure(
                        "",
                        "log",
                        "facts given their places, signed checkpoints included; all of it computed anew",
                        "%,.0f/s; %,.0f/s".formatted(placing, verifying),
                        "recording them, %,.0f/s".formatted(recorded),
                        "%.1fx".formatted(placing / recorded),
                        "",
                        true),
                new Figure(
                        "",
                        "log",
                        "bytes a fact in the log, salt and indexes included",
                        "%,.0f".formatted(logBytes),
                        "its audit row, %,.0f".formatted(auditBytes),
                        "%.2fx".formatted(logBytes / auditBytes),
                        "",
                        true));
    }

    /** Facts a second, all callers together. */
    private static double record(LedgerDesk desk, int facts) throws Exception {
        return perSecond(facts, () -> {
            for (int i = 0; i < facts / CALLERS; i++) {
                desk.store().record(fact(i));
            }
            return true;
        });
    }

    private static AuditEntry fact(int n) {
        return new AuditEntry(
                Instant.parse("2026-11-29T12:00:00Z").plusMillis(n),
                "anna",
                "remedy.recorded",
                "R-2026-001",
                "",
                "REPAIR of item " + (1L << 38) + n,
                "order 4711",
                Value.object().build());
    }

    /** The least that tells who did what: the same row, without log. */
    private static double bare(Postgres postgres) throws Exception {
        postgres.run(
                "create table bare_audit (id int8 generated always as identity primary key, at timestamptz, by_whom text,"
                        + " action text, object text, before text, after text, why text)");
        return perSecond(FACTS, () -> {
            try (var connection = postgres.connect()) {
                insert(connection, FACTS / CALLERS);
            }
            return true;
        });
    }

    private static void insert(Connection connection, int rows) throws SQLException {
        var sql =
                "insert into bare_audit (at, by_whom, action, object, before, after, why) values (now(), ?, ?, ?, ?, ?, ?)";
        try (var insert = connection.prepareStatement(sql)) {
            for (int i = 0; i < rows; i++) {
                var fact = fact(i);
                insert.setString(1, fact.by());
                insert.setString(2, fact.action());
                insert.setString(3, fact.object());
                insert.setString(4, fact.before());
                insert.setString(5, fact.after());
                insert.setString(6, fact.why());
                insert.executeUpdate();
            }
        }
    }

    private static double perSecond(int facts, Callable<Boolean> share) throws Exception {
        try (var callers = Executors.newFixedThreadPool(CALLERS)) {
            long began = System.nanoTime();
            for (var done : callers.invokeAll(Collections.nCopies(CALLERS, share))) {
                done.get();
            }
            return facts / seconds(began);
        }
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
