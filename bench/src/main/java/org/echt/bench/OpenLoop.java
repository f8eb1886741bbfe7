package org.echt.bench;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * People who come when they come, whether or not the one before has been answered: questions fall due by a schedule, and an
 * answer counts from there, so a server that stalls cannot hide it (no coordinated omission). A question that finds no
 * connection free waits for one. One that is refused a connection goes to another target; nothing else is repeated. One thread
 * serves everything; {@link #stop} may be called by any.
 */
final class OpenLoop {
    private static final long SWEEP = 100_000_000;

    private final List<Target> targets;
    private final Plan plan;
    private final Listener listener;
    private final SplittableRandom random = new SplittableRandom(19);
    private final Deque<Asked> waiting = new ArrayDeque<>();
    private final Set<Line> lines = new HashSet<>();
    private int turn;
    private long refusals;
    private volatile boolean stopped;

    /**
     * What is asked, when and from where.
     *
     * @param pace when questions fall due
     * @param questions makes the next one
     * @param sources headers that name who asks, one drawn for each question; not empty
     * @param connections to each target at most
     * @param patience how long from when it was due somebody waits for an answer; half of it for a connection, so that
     *     nobody is asked for whom there is no time left
     */
    record Plan(
            Pace pace,
            Function<SplittableRandom, Question> questions,
            List<byte[]> sources,
            int connections,
            Duration patience) {}

    /** Questions without an answer. */
    enum Failure {
        /** The connection ended before the answer was whole. */
        CUT,
        /** Asked, and nothing came in time. */
        NO_ANSWER,
        /** No connection was free in time. */
        NOT_SENT
    }

    /** Hears what came of each question, on the loop's thread. */
    interface Listener {
        /** @param sent when it was given to a connection, {@link System#nanoTime} as {@code now} */
        void answered(Asked asked, Target target, Answer answer, long sent, long now);

        /** @param target null where it was never sent */
        void failed(Asked asked, @Nullable Target target, Failure failure, long now);
    }

    OpenLoop(List<Target> targets, Plan plan, Listener listener) {
        this.targets = List.copyOf(targets);
        this.plan = plan;
        this.listener = listener;
    }

    /** Lets nothing more fall due. */
    void stop() {
        stopped = true;
    }

    /** How often a target refused a connection. */
    long refusals() {
        return refusals;
    }

    /** Runs from {@code begin} for {@code length}, and until what was asked by then has been answered or given up. */
    void run(long begin, Duration length) throws IOException {
        long end = begin + length.toNanos();
        long next = begin;
        long swept = begin;
        try (var selector = Selector.open()) {
            while (true) {
                long now = System.nanoTime();
                boolean isOver = stopped || now >= end;
                while (!isOver && !plan.pace.isClosed() && next <= now) {
                    waiting.add(new Asked(plan.questions.apply(random), next));
                    next += plan.pace.gap((next - begin) / 1e9, random);
                }
                send(selector, now, isOver);
                if (now - swept > SWEEP) {
                    giveUp(now);
                    swept = now;
                }
                if (isOver && waiting.isEmpty() && isQuiet()) {
                    return;
                }
                select(selector, plan.pace.isClosed() ? now + SWEEP : next);
            }
        } finally {
            lines.forEach(Line::close);
            lines.clear();
            targets.forEach(target -> target.idle().clear());
        }
    }

    private boolean isQuiet() {
        return lines.stream().allMatch(line -> line.asked() == null);
    }

    private void send(Selector selector, long now, boolean isOver) {
        while (!waiting.isEmpty() || (plan.pace.isClosed() && !isOver)) {
            var line = free(selector, now);
            if (line == null) {
                return;
            }
            var asked = waiting.isEmpty() ? new Asked(plan.questions.apply(random), now) : waiting.remove();
            try {
                line.ask(asked, plan.sources.get(random.nextInt(plan.sources.size())));
            } catch (IOException _) {
                lost(line, now);
            }
        }
    }

    /**
     * An idle connection or a new one; null when there is none to be had. A target that ends connections gets no more, as
     * behind a proxy that has seen that it is not ready; unless all do.
     */
    private @Nullable Line free(Selector selector, long now) {
        boolean allLeave = targets.stream().allMatch(target -> target.isLeaving(now));
        for (int i = 0; i < targets.size(); i++) {
            turn = (turn + 1) % targets.size();
            var target = targets.get(turn);
            if (target.isLeaving(now) && !allLeave) {
                continue;
            }
            var idle = target.idle().poll();
            if (idle != null) {
                return idle;
            }
            var opened = target.takesMore(plan.connections, now) ? open(target, selector, now) : null;
            if (opened != null) {
                return opened;
            }
        }
        return null;
    }

    private @Nullable Line open(Target target, Selector selector, long now) {
        try {
            var line = Line.open(target, selector);
            lines.add(line);
            return line;
        } catch (IOException _) {
            target.refused(now);
            refusals++;
            return null;
        }
    }

    /** A millisecond is the shortest wait there is; answers end it earlier. */
    private void select(Selector selector, long next) throws IOException {
        long wait = Math.min(SWEEP, next - System.nanoTime()) / 1_000_000;
        selector.select(this::ready, waiting.isEmpty() ? Math.max(1, wait) : 1);
    }

    private void ready(SelectionKey key) {
        var line = (Line) key.attachment();
        long now = System.nanoTime();
        try {
            if (!line.isConnected()) {
                line.connected();
                return;
            }
            if (key.isWritable()) {
                line.write();
            }
            if (key.isReadable()) {
                read(line);
            }
        } catch (IOException _) {
            lost(line, now);
        }
    }

    private void read(Line line) throws IOException {
        var asked = line.asked();
        var answer = line.read();
        if (answer == null || asked == null) {
            return;
        }
        long now = System.nanoTime();
        listener.answered(asked, line.target(), answer, line.sent(), now);
        if (answer.closes()) {
            drop(line);
            if (answer.status() == 200) {
                line.target().leaves(now);
            }
        } else {
            line.target().idle().add(line);
        }
    }

    /** The connection is gone, or was never had. */
    private void lost(Line line, long now) {
        boolean wasConnected = line.isConnected();
        var asked = line.asked();
        drop(line);
        if (!wasConnected) {
            line.target().refused(now);
            refusals++;
        }
        if (asked != null && wasConnected) {
            listener.failed(asked, line.target(), Failure.CUT, now);
        } else if (asked != null) {
            waiting.addFirst(asked);
        }
    }

    private void drop(Line line) {
        line.close();
        lines.remove(line);
        line.target().idle().remove(line);
    }

    private void giveUp(long now) {
        long patience = plan.patience.toNanos();
        for (var asked = waiting.peek(); asked != null && now - asked.due() > patience / 2; asked = waiting.peek()) {
            waiting.remove();
            listener.failed(asked, null, Failure.NOT_SENT, now);
        }
        for (var line : List.copyOf(lines)) {
            var asked = line.asked();
            if (asked != null && now - asked.due() > patience) {
                drop(line);
                listener.failed(asked, line.target(), line.isSent() ? Failure.NO_ANSWER : Failure.NOT_SENT, now);
            }
        }
    }
}
