package org.echt.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the processor time of a check over HTTP goes: {@code echt serve} as a process of its own, asked as in {@link
 * HttpBench}, with receipts, its processor time sampled by the JDK. What the sampler does not see of the process, which is
 * the virtual machine at its own work, is the difference.
 */
final class CostBench implements Bench {
    private static final int LAPTOPS = 20_000;
    private static final int NETWORKS = 50_000;
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration PAGE_WARM_UP = Duration.ofSeconds(10);

    /** Of processor time, from one sample to the next; many systems take a longer one, which the samples tell. */
    private static final String PERIOD = "1ms";

    /** So few that a busy machine is in good time with them, too; otherwise the gate turns most of them away. */
    private static final int MOST_CONNECTIONS = 64;

    private static final double MOST_REFUSED = 0.01;

    /** Without the last two, a sample inside compiled code would be told as of its caller. */
    private static final List<String> SAMPLED = List.of(
            "-XX:FlightRecorderOptions:stackdepth=512", "-XX:+UnlockDiagnosticVMOptions", "-XX:+DebugNonSafepoints");

    /**
     * What came of one kind of check.
     *
     * @param answers with 200
     * @param refused not
     * @param serverNanos of the server's process
     * @param compilerNanos of it, for the compiler's threads
     * @param databaseNanos of the database's
     */
    private record Profile(
            String name,
            long answers,
            long refused,
            long serverNanos,
            long compilerNanos,
            long databaseNanos,
            Samples samples) {
        double micros(long nanos) {
            return nanos / 1e3 / answers;
        }

        boolean isOftenRefused() {
            return refused > MOST_REFUSED * answers;
        }

        long all() {
            return serverNanos + databaseNanos;
        }

        long machine() {
            return Math.max(0, serverNanos - compilerNanos - samples.nanos() - samples.unknown());
        }

        String spoken(long nanos) {
            return "%.1f us, %.0f %%".formatted(micros(nanos), 100.0 * nanos / all());
        }
    }

    /** Of the table: what, and how much of each. */
    private record Row(String label, long json, long page) {}

    @Override
    public List<Figure> measure(Options options, PrintStream out) throws Exception {
        if (!System.getProperty("os.name").equals("Linux")) {
            out.println("not measured: the JDK's sampler of processor time is there on Linux only");
            return List.of();
        }
        try (var scratch = Scratch.make()) {
            var world = World.in(scratch, LAPTOPS, out);
            world.load();
            world.recall();
            world.postgres().run("vacuum analyze installation");
            var java = new ArrayList<>(ServerNode.LAUNCHER);
            java.addAll(SAMPLED);
            var node = scratch.keep(ServerNode.start(scratch.folder(), 0, new ServerNode.Way(java, "")));
            var measured = new Measured(node, world.postgres(), scratch.folder(), options.seconds());
            var paths = world.demo().laptopPaths();
            var asJson = load(node, paths, "application/json", options);
            requireReceipt(asJson.once());
            asJson.run(Duration.ZERO, WARM_UP);
            var json = measured.profile("JSON", asJson, out);
            var asPage = load(node, paths, "text/html", options);
            asPage.run(Duration.ZERO, PAGE_WARM_UP);
            var page = measured.profile("page", asPage, out);
            if (json.isOftenRefused() || page.isOftenRefused()) {
                out.printf(
                        "no figures: %,d and %,d checks were turned away by the gate. Try fewer --connections, or a quieter machine%n",
                        json.refused, page.refused);
                return List.of();
            }
            if (options.flame() != null) {
                Files.writeString(Path.of(options.flame()), flame(json));
            }
            return figures(json, page, rows(json, page), options, out);
        }
    }

    private static int connections(Options options) {
        return Math.min(MOST_CONNECTIONS, options.connections());
    }

    private static String flame(Profile json) {
        var title = "A JSON check: processor time of the server's Java threads, %.0f us an answer"
                .formatted(json.micros(json.samples.nanos()));
        return FlameGraph.svg(title, json.samples, json.answers);
    }

    private static Load load(ServerNode node, List<String> paths, String accept, Options options) {
        var sources = Sources.headers("X-Forwarded-For", NETWORKS);
        var requests = new ArrayList<byte[]>();
        for (var path : paths) {
            var source = sources.get(requests.size() % NETWORKS);
            requests.add(Load.get(path, accept, new String(source, StandardCharsets.US_ASCII)));
        }
        return new Load(node.port(), requests, connections(options));
    }

    private static void requireReceipt(String answer) {
        if (!answer.contains("\"receipt\":\"")) {
            throw new IllegalStateException("the server gives no receipts: " + answer);
        }
    }

    /** What is asked, and whose time is counted. */
    private record Measured(ServerNode node, Postgres postgres, Path folder, int seconds) {
        Profile profile(String name, Load load, PrintStream out) throws IOException, InterruptedException {
            var recording = folder.resolve("cost-" + name + ".jfr");
            var jcmd = new Jcmd(node.pid());
            jcmd.run(
                    "JFR.start",
                    "name=cost",
                    "settings=none",
                    "+" + Samples.EVENT + "#enabled=true",
                    "+" + Samples.EVENT + "#throttle=" + PERIOD,
                    "+" + Samples.LOST + "#enabled=true");
            long server = node.cpuNanos();
            long compiler = node.compilerNanos();
            long database = postgres.cpuNanos();
            var from = Instant.now();
            var outcome = load.run(Duration.ZERO, Duration.ofSeconds(seconds));
            var to = Instant.now();
            server = node.cpuNanos() - server;
            compiler = node.compilerNanos() - compiler;
            database = postgres.cpuNanos() - database;
            jcmd.run("JFR.stop", "name=cost", "filename=" + recording);
            var samples = Samples.read(recording, from, to);
            var profile = new Profile(
                    name, outcome.answers() - outcome.bad(), outcome.bad(), server, compiler, database, samples);
            print(profile, outcome, out);
            return profile;
        }

        private static void print(Profile profile, Load.Outcome outcome, PrintStream out) {
            out.printf(
                    "%s: %,d answers, %,.0f/s, p50 %.0f ms, p99 %.0f ms; %,d stacks; %.1f %% of the samples without one%n",
                    profile.name,
                    profile.answers,
                    outcome.perSecond(),
                    outcome.p50(),
                    outcome.p99(),
                    profile.samples.stacks().size(),
                    100.0 * profile.samples.unknown() / (profile.samples.nanos() + profile.samples.unknown()));
        }
    }

    private static List<Row> rows(Profile json, Profile page) {
        var rows = new ArrayList<Row>();
        for (var part : Part.values()) {
            rows.add(new Row(part.label, json.samples.nanos(part), page.samples.nanos(part)));
        }
        rows.add(new Row("Java without a stack", json.samples.unknown(), page.samples.unknown()));
        rows.add(new Row("the JVM's compiler", json.compilerNanos, page.compilerNanos));
        rows.add(new Row("the rest of the JVM: collector", json.machine(), page.machine()));
        rows.add(new Row("the database's own", json.databaseNanos, page.databaseNanos));
        return rows;
    }

    private static List<Figure> figures(Profile json, Profile page, List<Row> rows, Options options, PrintStream out) {
        var figures = new ArrayList<Figure>();
        figures.add(new Figure(
                "T4b",
                "cost",
                "CPU of a JSON check with its receipt, server and database, %d connections"
                        .formatted(connections(options)),
                "%.3f ms (%.3f + %.3f)"
                        .formatted(
                                json.micros(json.all()) / 1e3,
                                json.micros(json.serverNanos) / 1e3,
                                json.micros(json.databaseNanos) / 1e3),
                "the same as a page, %.3f ms".formatted(page.micros(page.all()) / 1e3),
                "-",
                "<= 0.10 ms",
                json.micros(json.all()) <= 100));
        for (var row : rows) {
            out.printf(
                    "%-42s %8.1f us %5.1f %%   as a page %8.1f us %5.1f %%%n",
                    row.label,
                    json.micros(row.json),
                    100.0 * row.json / json.all(),
                    page.micros(row.page),
                    100.0 * row.page / page.all());
            figures.add(new Figure(
                    "",
                    "cost",
                    "of it, " + row.label,
                    json.spoken(row.json),
                    "as a page, " + page.spoken(row.page),
                    "-",
                    "",
                    true));
        }
        return figures;
    }
}
