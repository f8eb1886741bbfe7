package org.echt.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.echt.bench.OpenLoop.Failure;
import org.echt.core.access.Act;
import org.echt.core.access.Actor;
import org.echt.core.access.Role;
import tools.jackson.databind.json.JsonMapper;

/**
 * One node for a long time at 60 % of what it can answer: checks as JSON and as pages, lists of recalls, a notice, receipts
 * that are verified, forms for a watch. What it keeps in memory must not grow, and answers must not get slower.
 */
final class Soak implements Trial {
    private static final int LAPTOPS = 20_000;
    private static final int NETWORKS = 50_000;
    private static final int CONNECTIONS = 256;
    private static final double SHARE = 0.6;
    private static final int ROWS = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** When the heap is looked at, as parts of the time; latencies are taken where nothing collects for us. */
    private static final List<Double> LOOKS = List.of(0.1, 0.3, 0.5, 0.7, 0.8, 1.0);

    private static final double EARLY_FROM = 0.12;
    private static final double EARLY_TO = 0.28;
    private static final double LATE_FROM = 0.82;
    private static final double LATE_TO = 0.98;

    /** What a shared machine does to a figure without any growth. */
    private static final double HEAP_FACTOR = 1.1;

    private static final double HEAP_MEGABYTES = 8;
    private static final double LATENCY_FACTOR = 1.5;
    private static final double LATENCY_MILLIS = 20;

    @Override
    public boolean run(String[] args, PrintStream out) throws Exception {
        var arguments = Arguments.parse(args, Set.of("--minutes"), Set.of());
        arguments.requireNothingElse();
        int seconds = 60 * arguments.number("--minutes", 60, 1, 10_080);
        try (var scratch = Scratch.make()) {
            var world = World.in(scratch, LAPTOPS, out);
            world.load();
            world.postgres().run("vacuum analyze installation");
            var id = world.demo()
                    .recall(
                            world.bench(),
                            new Act(Actor.of("bench author", Role.QUALITY), "measuring"),
                            new Act(Actor.of("bench approver", Role.APPROVER), "measuring"));
            var node = scratch.keep(ServerNode.start(scratch.folder()));
            var questions = mixed(world, node, id);
            double rate = SHARE * RecallDay.capacity(List.of(node), questions, out);
            out.printf("asked %,.0f times a second for %d s%n", rate, seconds);
            var heap = new NodeHeap(node.pid());
            return soak(node, heap, plan(rate, questions), seconds, out);
        }
    }

    private static OpenLoop.Plan plan(double rate, Function<SplittableRandom, Question> questions) {
        return new OpenLoop.Plan(
                Pace.steady(rate, false),
                questions,
                Sources.headers("X-Forwarded-For", NETWORKS),
                CONNECTIONS,
                PATIENCE);
    }

    /** Of a hundred: 55 checks as JSON, 20 as pages, 10 forms for a watch, 5 lists, 5 notices, 5 receipts. */
    private static Function<SplittableRandom, Question> mixed(World world, ServerNode node, String recall)
            throws IOException, InterruptedException {
        var paths = world.demo().laptopPaths();
        var json = new ArrayList<Question>();
        var pages = new ArrayList<Question>();
        var forms = new ArrayList<Question>();
        for (int i = 0; i < paths.size(); i++) {
            var path = paths.get(i);
            json.add(Question.get(i, path, "application/json"));
            pages.add(Question.get(i, path, "text/html"));
            forms.add(Question.get(i, "/watch?code=" + code(path), "text/html"));
        }
        var list = Question.get(0, "/recalls", "text/html");
        var notice = Question.get(0, "/r/" + recall, "text/html");
        var receipt = receipt(node, paths.getFirst());
        return random -> {
            int n = random.nextInt(100);
            int unit = random.nextInt(json.size());
            return n < 55
                    ? json.get(unit)
                    : n < 75 ? pages.get(unit) : n < 85 ? forms.get(unit) : n < 90 ? list : n < 95 ? notice : receipt;
        };
    }

    private static String code(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static Question receipt(ServerNode node, String path) throws IOException, InterruptedException {
        var text = JsonMapper.shared()
                .readTree(node.body(path, "application/json"))
                .path("receipt")
                .asString("");
        if (text.isEmpty()) {
            throw new IOException("the server gives no receipts");
        }
        var form = part("receipt", text) + part("code", code(path)) + "--soak--\r\n";
        return Question.post(0, "/receipt/verify", "multipart/form-data; boundary=soak", form);
    }

    private static String part(String name, String value) {
        return "--soak\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private static boolean soak(ServerNode node, NodeHeap heap, OpenLoop.Plan plan, int seconds, PrintStream out)
            throws Exception {
        long begin = System.nanoTime();
        var tally = new Tally(begin, seconds / (double) ROWS);
        var loop = new OpenLoop(RecallDay.targets(List.of(node)), plan, tally);
        var looks = new ArrayList<Double>();
        try (var pool = Executors.newSingleThreadExecutor()) {
            Future<?> load = pool.submit((Callable<?>) () -> {
                loop.run(begin, Duration.ofSeconds(seconds));
                return "done";
            });
            for (double look : LOOKS) {
                long wait = begin + Math.round(look * seconds * 1e9) - System.nanoTime();
                Thread.sleep(Math.max(0, wait / 1_000_000));
                looks.add(heap.megabytes());
                out.printf("%6.0f s: %.1f MB of the heap live%n", look * seconds, looks.getLast());
            }
            load.get();
        }
        tally.print(out, Map.of());
        tally.printSaid(out);
        return verdict(tally, looks, out);
    }

    private static boolean verdict(Tally tally, List<Double> looks, PrintStream out) {
        var early = tally.good(EARLY_FROM, EARLY_TO);
        var late = tally.good(LATE_FROM, LATE_TO);
        boolean holds = noMore(
                "live heap, MB",
                looks.getFirst(),
                looks.getLast(),
                HEAP_FACTOR * looks.getFirst() + HEAP_MEGABYTES,
                out);
        for (double part : List.of(0.5, 0.99)) {
            double before = early.millis(part);
            holds &= noMore(
                    "p%.0f, ms".formatted(100 * part),
                    before,
                    late.millis(part),
                    LATENCY_FACTOR * before + LATENCY_MILLIS,
                    out);
        }
        long bad = tally.other() + tally.refused();
        for (var failure : Failure.values()) {
            bad += tally.failed(failure);
        }
        out.printf("%-5s %,d of %,d questions without a good answer%n", bad == 0 ? "ok" : "WRONG", bad, tally.due());
        return holds && bad == 0;
    }

    private static boolean noMore(String what, double before, double after, double most, PrintStream out) {
        boolean holds = after <= most;
        out.printf(
                "%-5s %s: %.1f at the beginning, %.1f at the end (at most %.1f)%n",
                holds ? "ok" : "WRONG", what, before, after, most);
        return holds;
    }
}
