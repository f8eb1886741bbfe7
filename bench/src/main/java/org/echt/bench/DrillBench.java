package org.echt.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.echt.app.demo.DemoWorld;
import org.echt.core.access.Act;
import org.echt.core.access.Actor;
import org.echt.core.access.Role;
import org.echt.core.attribute.Scope;
import org.echt.core.recall.Content;
import org.echt.core.recall.Preview;
import org.echt.core.recall.PreviewEvent;
import org.echt.core.recall.Previews;
import org.echt.core.serial.ItemSet;
import org.jspecify.annotations.Nullable;

/**
 * T8 and the story of a recall over 10 million items in four levels: draft, preview, submit, approve, and how long each of
 * three nodes, processes of their own on one database, takes to answer by it. First as a drill, which must change no answer;
 * after it many recalls of one laptop each, for the distribution.
 */
final class DrillBench implements Bench {
    /** 26 items each, 25 installations. */
    private static final int LAPTOPS = 400_000;

    private static final int NODES = 3;
    private static final int SAMPLE = 20;
    private static final int RECALLS = 200;
    private static final Act AUTHOR = new Act(Actor.of("bench author", Role.QUALITY), "measuring");
    private static final Act APPROVER = new Act(Actor.of("bench approver", Role.APPROVER), "measuring");

    private static final double NANOS = 1e9;

    /** Seconds of each step. */
    private record Times(double draft, double estimate, double exact, double submit, Approval approval) {}

    /** Addresses of a laptop the recall concerns, and of one it does not. */
    private record Asked(String affected, String other) {}

    /** Seconds an approval took, and from its end until each node answered by it. */
    private record Approval(double took, List<Double> nodes) {
        double last() {
            return nodes.stream().mapToDouble(d -> d).max().orElseThrow();
        }
    }

    @Override
    public List<Figure> measure(Options options, PrintStream out) throws Exception {
        try (var scratch = Scratch.make()) {
            var world = World.in(scratch, LAPTOPS, out);
            out.printf("%,d installations stored%n", world.load());
            world.postgres().run("vacuum analyze installation");
            var nodes = new ArrayList<ServerNode>();
            for (int i = 0; i < NODES; i++) {
                nodes.add(scratch.keep(ServerNode.start(scratch.folder())));
            }
            var rehearsed = perform(world, true, nodes, out);
            var real = perform(world, false, nodes, out);
            print(rehearsed, real, out);
            return figures(real, many(world, nodes, out));
        }
    }

    private static Times perform(World world, boolean drill, List<ServerNode> nodes, PrintStream out) throws Exception {
        var bench = world.bench();
        var desk = bench.recalls();
        var previews = new Previews(desk, new Previews.Stores(bench.recallStore(), bench.builds(), bench.scans()));
        long began = System.nanoTime();
        var id = desk.draft(DemoWorld.content(bench), drill, AUTHOR).id();
        double draft = since(began);

        var first = new double[] {-1};
        long previewing = System.nanoTime();
        var preview = previews.make(id, SAMPLE, AUTHOR, event -> {
                    if (event instanceof PreviewEvent.Estimate estimate) {
                        first[0] = since(previewing);
                        print(estimate, out);
                    }
                    return true;
                })
                .orElseThrow();
        double exact = since(previewing);
        print(id, preview, out);
        var asked = asked(world, preview.impact().affected(), preview.impact().unknown());
        var hash = preview.impact().summary().hash();

        long submitting = System.nanoTime();
        desk.submit(id, hash, AUTHOR);
        double submit = since(submitting);
        requireUnchanged(nodes, asked);
        var approval = approval(() -> desk.approve(id, hash, APPROVER), drill ? List.of() : nodes, asked.affected());
        for (var node : nodes) {
            require(drill ? "NOT_AFFECTED" : "AFFECTED", node.safety(asked.affected()));
            require("NOT_AFFECTED", node.safety(asked.other()));
        }
        return new Times(draft, first[0], exact, submit, approval);
    }

    /** @param nodes that are to answer by it */
    private static Approval approval(Runnable approve, List<ServerNode> nodes, String affected) throws Exception {
        try (var pool = Executors.newCachedThreadPool()) {
            var answered = new ArrayList<Future<Long>>();
            for (var node : nodes) {
                answered.add(pool.submit(untilAffected(node, affected)));
            }
            long approving = System.nanoTime();
            approve.run();
            long approved = System.nanoTime();
            var late = new ArrayList<Double>();
            for (var answer : answered) {
                late.add(Math.max(0, (answer.get() - approved) / NANOS));
            }
            return new Approval((approved - approving) / NANOS, late);
        }
    }

    /** Recalls of one laptop each: how long until the last node answered by it. */
    private static Latencies many(World world, List<ServerNode> nodes, PrintStream out) throws Exception {
        var desk = world.bench().recalls();
        var like = DemoWorld.content(world.bench());
        var items = world.demo().laptopItems();
        var paths = world.demo().laptopPaths();
        var late = new Latencies();
        for (int i = 0; late.count() < RECALLS; i++) {
            if (nodes.getFirst().safety(paths.get(i)).equals("NOT_AFFECTED")) {
                var content = new Content(
                        new Scope.Items(ItemSet.of(items.get(i))),
                        like.unknownBuild(),
                        like.unknownReason(),
                        like.notice());
                var id = desk.draft(content, false, AUTHOR).id();
                var hash = desk.preview(id, AUTHOR).impact().summary().hash();
                desk.submit(id, hash, AUTHOR);
                var approval = approval(() -> desk.approve(id, hash, APPROVER), nodes, paths.get(i));
                late.add(Math.round(approval.last() * NANOS));
            }
        }
        out.printf(
                "%d recalls of one laptop each, from the end of the approval to the last node: p50 %.0f ms, p99 %.0f ms, max %.0f ms%n",
                RECALLS, late.millis(0.5), late.millis(0.99), late.millis(1));
        return late;
    }

    /** Asks again and again; when the first answer by the recall had come. */
    private static Callable<Long> untilAffected(ServerNode node, String path) {
        return () -> {
            while (!node.safety(path).equals("AFFECTED")) {
                Thread.sleep(1);
            }
            return System.nanoTime();
        };
    }

    private static void requireUnchanged(List<ServerNode> nodes, Asked asked) throws IOException, InterruptedException {
        for (var node : nodes) {
            require("NOT_AFFECTED", node.safety(asked.affected()));
            require("NOT_AFFECTED", node.safety(asked.other()));
        }
    }

    private static void require(String wanted, String answered) {
        if (!answered.equals(wanted)) {
            throw new IllegalStateException("a node answers " + answered + ", not " + wanted);
        }
    }

    private static Asked asked(World world, ItemSet affected, ItemSet unknown) {
        var items = world.demo().laptopItems();
        var paths = world.demo().laptopPaths();
        @Nullable String hit = null;
        @Nullable String other = null;
        for (int i = 0; i < items.size() && (hit == null || other == null); i++) {
            long item = items.get(i);
            if (affected.contains(item)) {
                hit = paths.get(i);
            } else if (!unknown.contains(item)) {
                other = paths.get(i);
            }
        }
        if (hit == null || other == null) {
            throw new IllegalStateException("the world has no laptops on both sides");
        }
        return new Asked(hit, other);
    }

    private static double since(long began) {
        return (System.nanoTime() - began) / NANOS;
    }

    private static void print(PreviewEvent.Estimate estimate, PrintStream out) {
        var interval = estimate.affectedItems();
        out.printf(
                "estimate from %,d of %,d issued units: affected %,d to %,d%n",
                estimate.sampled(), estimate.issued(), interval.least(), interval.most());
    }

    private static void print(String id, Preview preview, PrintStream out) {
        var summary = preview.impact().summary();
        out.printf(
                "%s exactly: affected %,d %s, no complete build record %,d; %d units shown of each side, %d just outside%n",
                id,
                summary.affected(),
                summary.affectedByProduct(),
                summary.unknown(),
                preview.samples().affected().size(),
                preview.samples().outside().size());
    }

    private static void print(Times drill, Times real, PrintStream out) {
        out.printf("%n%-34s %10s %10s%n", "seconds", "drill", "recall");
        row(out, "draft", drill.draft, real.draft);
        row(out, "preview, first number", drill.estimate, real.estimate);
        row(out, "preview, exact, all buckets", drill.exact, real.exact);
        row(out, "submit", drill.submit, real.submit);
        row(out, "approve", drill.approval.took, real.approval.took);
        for (int i = 0; i < real.approval.nodes.size(); i++) {
            out.printf(
                    "%-34s %10s %10.3f%n",
                    "node " + (i + 1) + " answers, after approval", "unchanged", real.approval.nodes.get(i));
        }
    }

    private static void row(PrintStream out, String step, double drill, double real) {
        out.printf("%-34s %10.2f %10.2f%n", step, drill, real);
    }

    private static List<Figure> figures(Times real, Latencies late) {
        return List.of(
                new Figure(
                        "",
                        "drill",
                        "preview over 10 M items, 4 levels: first number",
                        "%.2f s".formatted(real.estimate),
                        "-",
                        "-",
                        "<= 2 s",
                        real.estimate <= 2),
                new Figure(
                        "",
                        "drill",
                        "the same, exact, with all buckets and samples",
                        "%.1f s".formatted(real.exact),
                        "-",
                        "-",
                        "",
                        true),
                new Figure(
                        "",
                        "drill",
                        "that recall: approval committed until the last of 3 nodes answers by it",
                        "%.0f ms".formatted(1e3 * real.approval.last()),
                        "-",
                        "-",
                        "",
                        true),
                new Figure(
                        "T8",
                        "drill",
                        "%d recalls one after another: approval committed until the last of 3 nodes answers by it"
                                .formatted(RECALLS),
                        "p50 %.0f ms, p99 %.0f ms".formatted(late.millis(0.5), late.millis(0.99)),
                        "-",
                        "-",
                        "p99 <= 1 s",
                        late.millis(0.99) <= 1_000));
    }
}
