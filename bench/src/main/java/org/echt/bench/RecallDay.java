package org.echt.bench;

import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.echt.app.demo.DemoWorld;
import org.echt.bench.OpenLoop.Failure;
import org.echt.core.access.Act;
import org.echt.core.access.Actor;
import org.echt.core.access.Role;
import org.echt.core.attribute.Scope;
import org.echt.core.attribute.ScopeText;
import org.echt.core.recall.Content;
import org.echt.core.recall.Revision;
import org.echt.core.serial.ItemSet;

/**
 * The day of a recall, in short: three nodes on one PostgreSQL are asked more and more often, up to three times what they can
 * answer, while a recall is published and widened, a node is killed and comes back, the database is killed and recovers, and
 * a node is restarted in an orderly way. Every answer is looked at, and every acknowledged check looked for in the end.
 */
final class RecallDay implements Trial {
    private static final int LAPTOPS = 20_000;
    private static final int NODES = 3;
    private static final int NETWORKS = 50_000;
    private static final int CAPACITY_CONNECTIONS = 64;
    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final Duration MEASURED = Duration.ofSeconds(6);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Act AUTHOR = new Act(Actor.of("bench author", Role.QUALITY), "measuring");
    private static final Act APPROVER = new Act(Actor.of("bench approver", Role.APPROVER), "measuring");

    /** When things happen, as parts of the whole time. */
    private static final double RAMPED = 0.25;

    private static final double PUBLISH = 0.15;
    private static final double WIDEN = 0.35;
    private static final double KILL_NODE = 0.45;
    private static final double KILL_DATABASE = 0.62;
    private static final double RESTART = 0.75;
    private static final double CALM = 0.9;

    private static final double APART = 0.08;

    private static final double PEAK = 3;
    private static final double FIRST = 0.2;
    private static final double LAST = 0.5;

    @Override
    public boolean run(String[] args, PrintStream out) throws Exception {
        var arguments = Arguments.parse(args, Set.of("--seconds", "--connections"), Set.of());
        arguments.requireNothingElse();
        int seconds = arguments.number("--seconds", 600, 30, 86_400);
        int connections = arguments.number("--connections", 512, 8, 16_384);
        try (var scratch = Scratch.make()) {
            var world = World.in(scratch, LAPTOPS, out);
            world.load();
            world.postgres().run("vacuum analyze installation");
            var nodes = new ArrayList<ServerNode>();
            scratch.keep(() -> nodes.forEach(ServerNode::close));
            for (int i = 0; i < NODES; i++) {
                nodes.add(ServerNode.start(scratch.folder()));
            }
            return new Day(scratch, world, nodes, seconds, connections, out).run();
        }
    }

    /** Checks of any laptop, as a program asks for them. */
    static Function<SplittableRandom, Question> checks(World world) {
        var questions = new ArrayList<Question>();
        for (var path : world.demo().laptopPaths()) {
            questions.add(Question.get(questions.size(), path, "application/json"));
        }
        return random -> questions.get(random.nextInt(questions.size()));
    }

    static List<Target> targets(List<ServerNode> nodes) {
        return OpenLoad.targets(nodes.stream().map(ServerNode::address).toList());
    }

    /** Answers a second that the nodes give when each connection waits for its answer before it asks again. */
    static double capacity(List<ServerNode> nodes, Function<SplittableRandom, Question> questions, PrintStream out)
            throws Exception {
        var plan = new OpenLoop.Plan(
                Pace.closed(), questions, Sources.headers("X-Forwarded-For", NETWORKS), CAPACITY_CONNECTIONS, PATIENCE);
        double perSecond = 0;
        for (var length : List.of(WARM_UP, MEASURED)) {
            long begin = System.nanoTime();
            var tally = new Tally(begin, length.toSeconds());
            new OpenLoop(targets(nodes), plan, tally).run(begin, length);
            perSecond = tally.good().count() / (double) length.toSeconds();
            out.printf(
                    "capacity, closed loop, %d connections a node: %,.0f answers/s, p50 %.0f ms, p99 %.0f ms, %,d refused%n",
                    CAPACITY_CONNECTIONS,
                    perSecond,
                    tally.good().millis(0.5),
                    tally.good().millis(0.99),
                    tally.refused());
        }
        return perSecond;
    }

    /** One run; used once. */
    private static final class Day {
        private final Scratch scratch;
        private final World world;
        private final List<ServerNode> nodes;
        private final int seconds;
        private final int connections;
        private final PrintStream out;
        private final Map<Double, String> events = new TreeMap<>();
        private long begin;
        private volatile boolean isCalm;

        Day(Scratch scratch, World world, List<ServerNode> nodes, int seconds, int connections, PrintStream out) {
            this.scratch = scratch;
            this.world = world;
            this.nodes = nodes;
            this.seconds = seconds;
            this.connections = connections;
            this.out = out;
        }

        boolean run() throws Exception {
            var questions = checks(world);
            double capacity = capacity(nodes, questions, out);
            var plan = new OpenLoop.Plan(
                    Pace.changing(at -> capacity * part(at / seconds)),
                    questions,
                    Sources.headers("X-Forwarded-For", NETWORKS),
                    connections,
                    PATIENCE);
            begin = System.nanoTime();
            var watch = new RecallWatch(new Tally(begin, seconds >= 300 ? 30 : Math.max(1, seconds / 15.0)));
            var loop = new OpenLoop(targets(nodes), plan, watch);
            var operators = OperatorWatch.start(world.bench().recalls()::waiting);
            try (var pool = Executors.newSingleThreadExecutor()) {
                Future<?> load = pool.submit((Callable<?>) () -> {
                    loop.run(begin, Duration.ofDays(2));
                    return "done";
                });
                try {
                    happen(watch);
                    calm();
                } finally {
                    loop.stop();
                }
                load.get();
            } finally {
                operators.end();
            }
            watch.tally().print(out, events);
            watch.tally().printSaid(out);
            out.printf("%,12d  connections refused, and asked elsewhere%n", loop.refusals());
            operators.print(out);
            return verdict(watch, stored());
        }

        private double part(double of) {
            if (isCalm) {
                return LAST;
            }
            return of > RAMPED ? PEAK : FIRST + (PEAK - FIRST) * of / RAMPED;
        }

        /** When everything has happened, and so later than planned where something took longer. */
        private void calm() throws InterruptedException {
            at(CALM);
            isCalm = true;
            note("calm");
            Thread.sleep(Math.round((1 - CALM) * seconds * 1e3));
        }

        private void happen(RecallWatch watch) throws Exception {
            var first = DemoWorld.content(world.bench());
            var wider = new Content(
                    new Scope.Any(List.of(
                            first.scope(), ScopeText.read("contains(cell where lot = K8)", _ -> OptionalLong.empty()))),
                    first.unknownBuild(),
                    first.unknownReason(),
                    first.notice());
            at(PUBLISH);
            var desk = world.bench().recalls();
            var id = desk.draft(first, false, AUTHOR).id();
            publish(watch, 0, id, "recall published");
            at(WIDEN);
            desk.revise(id, desk.find(id).latest().number(), Revision.Kind.WIDEN, wider, AUTHOR);
            publish(watch, 1, id, "recall widened");

            at(KILL_NODE);
            int port = nodes.getFirst().port();
            watch.killed(0, System.nanoTime());
            note("node 1 killed");
            nodes.getFirst().kill();
            nodes.set(0, ServerNode.start(scratch.folder(), port));
            watch.isBack(System.nanoTime());
            note("node 1 back");

            at(KILL_DATABASE);
            note("database killed");
            world.postgres().kill();

            at(RESTART);
            int second = nodes.get(1).port();
            note("node 2 told to stop");
            nodes.get(1).stop();
            note("node 2 ended");
            nodes.set(1, ServerNode.start(scratch.folder(), second));
            note("node 2 back");
        }

        private void publish(RecallWatch watch, int version, String id, String event) {
            var desk = world.bench().recalls();
            var impact = desk.preview(id, AUTHOR).impact();
            var hash = impact.summary().hash();
            var affected = places(impact.affected());
            desk.submit(id, hash, AUTHOR);
            desk.approve(id, hash, APPROVER);
            long approved = System.nanoTime();
            watch.holds(version, new Published(approved, affected, 0));
            long data = world.bench().catalogues().fresh().version();
            watch.holds(version, new Published(approved, affected, data));
            events.put((approved - begin) / 1e9, event + " (" + affected.cardinality() + " laptops)");
        }

        private BitSet places(ItemSet items) {
            var places = new BitSet();
            var laptops = world.demo().laptopItems();
            for (int i = 0; i < laptops.size(); i++) {
                places.set(i, items.contains(laptops.get(i)));
            }
            return places;
        }

        /** Waits for a part of the time, and in any case long enough to see what the last event did. */
        private void at(double part) throws InterruptedException {
            long wait = begin + Math.round(part * seconds * 1e9) - System.nanoTime();
            Thread.sleep(Math.max(Math.round(APART * seconds * 1e3), wait / 1_000_000));
        }

        private void note(String event) {
            events.put((System.nanoTime() - begin) / 1e9, event);
        }

        private References stored() throws SQLException {
            var stored = new References();
            try (var connection = world.postgres().connect();
                    var statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.setFetchSize(10_000);
                try (var rows = statement.executeQuery("select reference from scan")) {
                    while (rows.next()) {
                        stored.add(rows.getString(1));
                    }
                }
            }
            return stored;
        }

        private boolean verdict(RecallWatch watch, References stored) {
            var tally = watch.tally();
            long due = tally.due();
            out.printf(
                    "%n%,d due, %,d answered with 200 (p50 %.0f ms, p99 %.0f ms), %,d refused (%.1f %%), %,d cut off by the kill of their node%n",
                    due,
                    tally.good().count(),
                    tally.good().millis(0.5),
                    tally.good().millis(0.99),
                    tally.refused(),
                    100.0 * tally.refused() / Math.max(1, due),
                    watch.cutByKill());
            out.printf(
                    "%,d answers by an older version after an approval had returned, the last %.0f ms after it; asked after it: %,d%n",
                    watch.late(), watch.lastOldMillis(), watch.unaware());
            int lost = watch.acknowledged().missingIn(stored);
            boolean holds = none(watch.old(), "answers by an older version more than 1 s after the approval");
            holds &= none(tally.other(), "answers that are neither 200 nor 503 with Retry-After");
            holds &= none(watch.cut(), "answers cut off otherwise");
            holds &= none(tally.failed(Failure.NO_ANSWER), "without an answer within " + PATIENCE.toSeconds() + " s");
            holds &= none(
                    tally.failed(Failure.NOT_SENT), "found no connection within " + PATIENCE.toSeconds() / 2 + " s");
            holds &= none(watch.unrecorded(), "answers with 200 that name no check");
            holds &= none(
                    lost,
                    "acknowledged checks lost, of %,d"
                            .formatted(watch.acknowledged().size()));
            return holds;
        }

        private boolean none(long count, String what) {
            out.printf("%-5s %,d %s%n", count == 0 ? "ok" : "WRONG", count, what);
            return count == 0;
        }
    }
}
