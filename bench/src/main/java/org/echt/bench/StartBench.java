package org.echt.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.echt.app.boot.Main;
import tools.jackson.databind.json.JsonMapper;

/**
 * T10: {@code echt serve} as a process of its own, from its start until the first check of a code has its answer, which is
 * recorded durably before it is given. The installation was made before: keys, products, batches, build records, a recall.
 */
final class StartBench implements Bench {
    private static final int LAPTOPS = 20_000;
    private static final long AGAIN_MILLIS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * Seconds from the start of the process.
     *
     * @param cpu seconds of processor time it had used by then, without the database's
     */
    private record Round(double listening, double answered, double cpu) {}

    /**
     * A database to start on.
     *
     * @param settings lines of the configuration
     * @param most seconds that are wanted
     */
    private record Database(String name, String settings, int most) {}

    /**
     * What is started.
     *
     * @param path of a laptop's code
     * @param quick options of a JVM that has a cache
     * @param bare seconds a JVM takes that does nothing
     */
    private record Installation(Path folder, String path, List<String> quick, double bare, int rounds) {}

    @Override
    public List<Figure> measure(Options options, PrintStream out) throws Exception {
        try (var scratch = Scratch.make()) {
            var world = World.in(scratch, LAPTOPS, out);
            world.load();
            world.recall();
            var path = world.demo().laptopPaths().getFirst();
            world.stage().close();
            world.postgres().close();
            var folder = scratch.folder();
            int rounds = options.rounds();
            var installation = new Installation(folder, path, quick(folder, out), bare(rounds, out), rounds);
            var figures = new ArrayList<>(figures(installation, new Database("embedded database, warm", "", 4), out));
            try (var postgres = Postgres.in(folder)) {
                var outside = new Database("external database, running", external(folder, postgres), 2);
                figures.addAll(figures(installation, outside, out));
            }
            return figures;
        }
    }

    /** With the startup cache that an installation has, which the target is for, and without. */
    private static List<Figure> figures(Installation installation, Database database, PrintStream out)
            throws Exception {
        var quick = rounds(installation, database, installation.quick, "startup cache", out);
        var plain = rounds(installation, database, ServerNode.LAUNCHER, "no startup cache", out);
        return List.of(
                figure("T10", database.name + ", with its startup cache", quick, installation.bare, database.most),
                figure("", database.name + ", without one", plain, installation.bare, database.most));
    }

    private static Figure figure(String id, String way, Round round, double bare, int most) {
        return new Figure(
                id,
                "start",
                "start of `echt serve` to the first check answered, " + way,
                "%.2f s (%.2f s CPU)".formatted(round.answered, round.cpu),
                "a JVM that does nothing, %.2f s".formatted(bare),
                "%.0fx".formatted(round.answered / bare),
                id.isEmpty() ? "" : "<= " + most + " s",
                round.answered <= most);
    }

    /** The launcher's options with a cache as {@code echt startup-cache} makes it. */
    private static List<String> quick(Path folder, PrintStream out) throws IOException, InterruptedException {
        var cache = folder.resolve("echt.aot");
        var making = new ArrayList<>(ServerNode.LAUNCHER);
        making.add("-XX:AOTCacheOutput=" + cache);
        long began = System.nanoTime();
        int exit = new ProcessBuilder(ServerNode.java(making, Main.class, "demo", "--exit", "--laptops", "8192"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (exit != 0 || !Files.exists(cache)) {
            throw new IOException("no cache was made; the demonstration ended with " + exit);
        }
        out.printf("startup cache: made in %.1f s, %,d bytes%n", since(began), Files.size(cache));
        var options = new ArrayList<>(ServerNode.LAUNCHER);
        options.addAll(List.of("-XX:AOTMode=on", "-XX:AOTCache=" + cache));
        return options;
    }

    private static double bare(int rounds, PrintStream out) throws IOException, InterruptedException {
        var seconds = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            long began = System.nanoTime();
            new ProcessBuilder(ServerNode.java(ServerNode.LAUNCHER, Nothing.class))
                    .start()
                    .waitFor();
            seconds[i] = since(began);
        }
        out.printf("a JVM that does nothing: %.2f s (median of %d)%n", Contest.median(seconds), rounds);
        return Contest.median(seconds);
    }

    /** Lines of the configuration for a server that somebody else runs. */
    private static String external(Path folder, Postgres postgres) throws IOException {
        var address = postgres.address();
        var secret = Files.createFile(
                folder.resolve("external-password"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(secret, address.password());
        return "database.url = " + address.url().get() + "\ndatabase.user = " + address.user()
                + "\ndatabase.password-file = " + secret + "\n";
    }

    /** Starts once unmeasured, which warms the database, the page cache and this program. */
    private static Round rounds(
            Installation installation, Database database, List<String> java, String how, PrintStream out)
            throws Exception {
        var way = new ServerNode.Way(java, database.settings);
        start(installation, way);
        var listening = new double[installation.rounds];
        var seconds = new double[installation.rounds];
        var cpu = new double[installation.rounds];
        for (int i = 0; i < installation.rounds; i++) {
            var round = start(installation, way);
            listening[i] = round.listening;
            seconds[i] = round.answered;
            cpu[i] = round.cpu;
            out.printf(
                    "%s, %s: listens after %.2f s, first check answered after %.2f s, %.2f s of processor time%n",
                    database.name, how, round.listening, round.answered, round.cpu);
        }
        return new Round(Contest.median(listening), Contest.median(seconds), Contest.median(cpu));
    }

    private static Round start(Installation installation, ServerNode.Way way) throws Exception {
        try (var node = ServerNode.start(installation.folder, 0, way)) {
            double listening = since(node.began());
            var answer = firstAnswer(node, installation.path);
            double answered = since(node.began());
            double cpu = node.cpuNanos() / 1e9;
            requireRecorded(installation.folder, answer);
            node.stop();
            return new Round(listening, answered, cpu);
        }
    }

    private static String firstAnswer(ServerNode node, String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = node.answer(path, "application/json");
        while (answer.statusCode() != 200) {
            if (since(node.began()) > PATIENCE.toSeconds()) {
                throw new IOException("no check was answered within " + PATIENCE.toSeconds() + " s: " + answer.body());
            }
            Thread.sleep(AGAIN_MILLIS);
            answer = node.answer(path, "application/json");
        }
        return answer.body();
    }

    private static void requireRecorded(Path folder, String answer) throws Exception {
        var reference = JsonMapper.shared().readTree(answer).path("reference").asString("");
        try (var postgres = Postgres.in(folder)) {
            if (!reference.matches("[A-Z0-9-]+")
                    || postgres.number("select count(*) from scan where reference = '" + reference + "'") != 1) {
                throw new IllegalStateException("the first check was answered, but not recorded: " + answer);
            }
        }
    }

    private static double since(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
