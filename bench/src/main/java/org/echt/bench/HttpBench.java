package org.echt.bench;

import io.helidon.webserver.WebServer;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.echt.app.store.postgres.Database;
import org.echt.app.store.postgres.DatabaseSettings;

/**
 * T4 and T5: checks over HTTP, durably recorded, with a recall that looks inside every laptop; beside a server that does two
 * statements a request, and one that answers a constant. All in one process with the load, in turns, over the loopback
 * interface.
 */
final class HttpBench implements Bench {
    private static final int LAPTOPS = 20_000;
    private static final int ROUNDS = 3;
    private static final Duration FIRST_WARM_UP = Duration.ofSeconds(6);
    private static final Duration WARM_UP = Duration.ofSeconds(1);
    private static final String JSON = "application/json";
    private static final String HTML = "text/html";

    /** One thing measured, and its rounds. */
    private record Side(String name, Load load, List<Load.Outcome> rounds, List<Long> databaseNanos) {
        Side(String name, Load load) {
            this(name, load, new ArrayList<>(), new ArrayList<>());
        }

        double perSecond() {
            return Contest.median(
                    rounds.stream().mapToDouble(Load.Outcome::perSecond).toArray());
        }

        double p50() {
            return Contest.median(rounds.stream().mapToDouble(Load.Outcome::p50).toArray());
        }

        double p99() {
            return Contest.median(rounds.stream().mapToDouble(Load.Outcome::p99).toArray());
        }

        /** Of this process without the load, per answer. */
        double serverMicros() {
            return Contest.median(rounds.stream()
                    .mapToDouble(r -> (r.processNanos() - r.clientNanos()) / 1e3 / r.answers())
                    .toArray());
        }

        double databaseMicros() {
            double nanos = databaseNanos.stream().mapToLong(Long::longValue).sum();
            return nanos
                    / 1e3
                    / rounds.stream().mapToLong(Load.Outcome::answers).sum();
        }

        void requireGood() {
            long bad = rounds.stream().mapToLong(Load.Outcome::bad).sum();
            if (bad > 0) {
                throw new IllegalStateException(bad + " answers of \"" + name + "\" were not 200");
            }
        }
    }

    @Override
    public List<Figure> measure(Options options, PrintStream out) throws Exception {
        try (var scratch = Scratch.make()) {
            var sides = sides(scratch, options.connections(), out);
            for (var side : sides) {
                side.load.run(Duration.ZERO, FIRST_WARM_UP);
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (var side : sides) {
                    measure(side, scratch, Duration.ofSeconds(options.seconds()));
                }
            }
            sides.forEach(Side::requireGood);
            sides.forEach(side -> print(side, options, out));
            return figures(sides, options);
        }
    }

    private static void measure(Side side, Scratch scratch, Duration measured) throws Exception {
        try (var postgres = Postgres.in(scratch.folder())) {
            long before = postgres.cpuNanos();
            var outcome = side.load.run(WARM_UP, measured);
            double share = outcome.seconds() / (outcome.seconds() + WARM_UP.toSeconds());
            side.rounds.add(outcome);
            side.databaseNanos.add(Math.round((postgres.cpuNanos() - before) * share));
        }
    }

    /** JSON, naive, constant, HTML, packed HTML: in this order. */
    private static List<Side> sides(Scratch scratch, int connections, PrintStream out) throws Exception {
        var world = World.in(scratch, LAPTOPS, out);
        world.load();
        world.recall();
        world.postgres().run("create table naive_scan (like scan including defaults)", "vacuum analyze installation");
        int port = URI.create(world.stage().serve()).getPort();
        var paths = world.demo().laptopPaths();
        var json = new Load(port, requests(paths, JSON, ""), connections);
        var body = json.once();
        out.println("an answer: " + body);
        int bytes = body.getBytes(StandardCharsets.UTF_8).length;
        var database = scratch.keep(Database.open(world.postgres().address(), DatabaseSettings.defaults()));
        var naive = keep(scratch, PlainServers.naive(database, bytes));
        var items =
                world.demo().laptopItems().stream().map(item -> "/item/" + item).toList();
        var constant = keep(scratch, PlainServers.constant(body.getBytes(StandardCharsets.UTF_8)));
        return List.of(
                new Side("Echt, JSON", json),
                new Side("naive: SELECT + INSERT", new Load(naive.port(), requests(items, JSON, ""), connections)),
                new Side(
                        "a constant", new Load(constant.port(), requests(List.of("/constant"), JSON, ""), connections)),
                new Side("Echt, HTML", new Load(port, requests(paths, HTML, ""), connections)),
                new Side(
                        "Echt, HTML packed",
                        new Load(port, requests(paths, HTML, "Accept-Encoding: gzip\r\n"), connections)));
    }

    private static WebServer keep(Scratch scratch, WebServer server) {
        scratch.keep(server::stop);
        return server;
    }

    private static List<byte[]> requests(List<String> paths, String accept, String more) {
        return paths.stream().map(path -> Load.get(path, accept, more)).toList();
    }

    private static void print(Side side, Options options, PrintStream out) {
        var last = side.rounds.getLast();
        out.printf(
                "%-24s %,9.0f /s   p50 %6.1f ms   p99 %6.1f ms   CPU %6.1f us server, %6.1f us database, %5.1f us load"
                        + "   %,6d bytes   (%d connections, %d rounds of %d s)%n",
                side.name,
                side.perSecond(),
                side.p50(),
                side.p99(),
                side.serverMicros(),
                side.databaseMicros(),
                last.clientNanos() / 1e3 / last.answers(),
                last.bytes() / last.answers(),
                options.connections(),
                ROUNDS,
                options.seconds());
    }

    private static List<Figure> figures(List<Side> sides, Options options) {
        var json = sides.get(0);
        var naive = sides.get(1);
        var constant = sides.get(2);
        double toNaive = json.perSecond() / naive.perSecond();
        double toConstant = json.perSecond() / constant.perSecond();
        double toHtml = sides.get(3).perSecond() / json.perSecond();
        double packed = sides.get(4).perSecond() / json.perSecond();
        double micros = json.serverMicros() + json.databaseMicros();
        return List.of(
                new Figure(
                        "T4",
                        "http",
                        "check over HTTP, JSON, recorded durably, parts walked, %d connections"
                                .formatted(options.connections()),
                        spoken(json),
                        "one SELECT and one INSERT, " + spoken(naive),
                        "%.1fx".formatted(toNaive),
                        ">= 6x at no worse p99",
                        toNaive >= 6 && json.p99() <= naive.p99()),
                new Figure(
                        "T4",
                        "http",
                        "the same",
                        spoken(json),
                        "a constant of the same size, " + spoken(constant),
                        "%.0f %%".formatted(100 * toConstant),
                        ">= 60 %",
                        toConstant >= 0.6),
                new Figure(
                        "T4b",
                        "http",
                        "CPU of a JSON check, server and database",
                        "%.3f ms (%.3f + %.3f)"
                                .formatted(micros / 1e3, json.serverMicros() / 1e3, json.databaseMicros() / 1e3),
                        "naive %.3f ms, a constant %.3f ms"
                                .formatted(
                                        (naive.serverMicros() + naive.databaseMicros()) / 1e3,
                                        constant.serverMicros() / 1e3),
                        "-",
                        "<= 0.10 ms",
                        micros <= 100),
                new Figure(
                        "T5",
                        "http",
                        "check over HTTP, HTML page",
                        spoken(sides.get(3)),
                        "the same as JSON, " + spoken(json),
                        "%.0f %% (gzip %.0f %%)".formatted(100 * toHtml, 100 * packed),
                        ">= 60 %",
                        toHtml >= 0.6));
    }

    private static String spoken(Side side) {
        return "%,.0f/s, p99 %.0f ms".formatted(side.perSecond(), side.p99());
    }
}
