package org.echt.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
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
            double bare = bare(options.rounds(), out);
            var embedded = rounds("embedded database", folder, path, "", options.rounds(), out);
            try (var postgres = Postgres.in(folder)) {
                var external =
                        rounds("external database", folder, path, external(folder, postgres), options.rounds(), out);
                return List.of(
                        figure("embedded database, warm", embedded, bare, 4),
                        figure("external database, running", external, bare, 2));
            }
        }
    }

    private static Figure figure(String database, Round round, double bare, int most) {
        return new Figure(
                "T10",
                "start",
                "start of `echt serve` to the first check answered, " + database,
                "%.2f s (%.2f s CPU)".formatted(round.answered, round.cpu),
                "a JVM that does nothing, %.2f s".formatted(bare),
                "%.0fx".formatted(round.answered / bare),
                "<= " + most + " s",
                round.answered <= most);
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
    private static Round rounds(String name, Path folder, String path, String settings, int rounds, PrintStream out)
            throws Exception {
        start(folder, path, settings);
        var listening = new double[rounds];
        var seconds = new double[rounds];
        var cpu = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            var round = start(folder, path, settings);
            listening[i] = round.listening;
            seconds[i] = round.answered;
            cpu[i] = round.cpu;
            out.printf(
                    "%s: listens after %.2f s, first check answered after %.2f s, %.2f s of processor time%n",
                    name, round.listening, round.answered, round.cpu);
        }
        return new Round(Contest.median(listening), Contest.median(seconds), Contest.median(cpu));
    }

    private static Round start(Path folder, String path, String settings) throws Exception {
        try (var node = ServerNode.start(folder, 0, new ServerNode.Way(ServerNode.LAUNCHER, settings))) {
            double listening = since(node.began());
            var answer = firstAnswer(node, path);
            double answered = since(node.began());
            double cpu = node.cpuNanos() / 1e9;
            requireRecorded(folder, answer);
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
