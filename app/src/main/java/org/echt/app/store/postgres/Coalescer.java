package org.echt.app.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.echt.core.fault.StoreUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * Answers many callers by few round trips. Callers queue up; each of a few workers owns one connection, takes all that
 * is waiting (up to a cap) and answers the whole group at once. While it does, the next group gathers: the busier the
 * program, the larger the groups, with no waiting built in.
 *
 * <p>First come, first served. A caller leaves with {@link StoreUnavailableException} when the queue is full, its
 * deadline passes, it is interrupted, or its group fails; whether a write took effect is then unknown, except that a call
 * that left before a worker took it has no effect. When a connection breaks, its group fails and the worker connects
 * again; while no worker is connected all callers fail at once instead of waiting. Thread-safe.
 *
 * @param <Q> what a caller hands in
 * @param <A> what it gets
 */
final class Coalescer<Q, A> implements AutoCloseable {
    private static final long FIRST_BACKOFF_MILLIS = 20;
    private static final long LONGEST_BACKOFF_MILLIS = 1_000;
    private static final long STOP_MILLIS = 5_000;

    private final Plan<Q, A> plan;
    private final Database database;
    private final BlockingQueue<Call<Q, A>> queue;
    private final AtomicInteger connected = new AtomicInteger();
    private final List<Thread> workers = new ArrayList<>();
    private volatile boolean closed;

    /**
     * What a coalescer does.
     *
     * @param name of its threads, and of what is unavailable in messages
     * @param workers connections
     * @param queue callers that may wait
     * @param group callers answered at once
     * @param deadline how long a caller waits; a connection silent for twice as long is given up
     * @param opener prepares a fresh connection
     * @param meter told of every group
     */
    record Plan<Q, A>(
            String name,
            int workers,
            int queue,
            int group,
            Duration deadline,
            SqlFunction<Connection, Group<Q, A>> opener,
            GroupMeter meter) {}

    /** Answers groups on one connection, which it leaves without a transaction. */
    @FunctionalInterface
    interface Group<Q, A> {
        /** One answer per question, in order. Any exception fails the whole group. */
        List<A> answer(List<Q> questions) throws SQLException;
    }

    private record Call<Q, A>(Q question, CompletableFuture<A> answer) {}

    Coalescer(Database database, Plan<Q, A> plan) {
        this.database = database;
        this.plan = plan;
        this.queue = new LinkedBlockingQueue<>(plan.queue());
        for (int i = 1; i <= plan.workers(); i++) {
            workers.add(Thread.ofPlatform()
                    .name("echt " + plan.name() + " " + i)
                    .daemon()
                    .unstarted(this::work));
        }
        workers.forEach(Thread::start);
    }

    /** Waits for the answer. */
    A ask(Q question) {
        var call = new Call<Q, A>(question, new CompletableFuture<>());
        if (closed || !queue.offer(call)) {
            throw unavailable(closed ? "is closed" : "has too many waiting", null);
        }
        if (closed && queue.remove(call)) {
            throw unavailable("is closed", null);
        }
        try {
            return call.answer.get(plan.deadline().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw unavailable("did not answer within " + plan.deadline().toMillis() + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("was left by an interrupted caller", e);
        } catch (ExecutionException e) {
            throw unavailable("failed: " + e.getMessage(), e.getCause());
        } finally {
            call.answer.cancel(false);
        }
    }

    /** Callers that wait for a worker. */
    int waiting() {
        return queue.size();
    }

    /** Workers that have a connection. */
    int connected() {
        return connected.get();
    }

    /** Fails all that wait and lets the workers end. */
    @Override
    public void close() {
        closed = true;
        workers.forEach(Thread::interrupt);
        for (var worker : workers) {
            join(worker);
        }
        failWaiting(unavailable("is closed", null));
    }

    private static void join(Thread worker) {
        try {
            worker.join(STOP_MILLIS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private StoreUnavailableException unavailable(String what, @Nullable Throwable cause) {
        var message = "The store's " + plan.name() + " " + what;
        return cause == null ? new StoreUnavailableException(message) : new StoreUnavailableException(message, cause);
    }

    private void work() {
        long backoff = 0;
        while (!closed) {
            try (var connection = database.dedicated()) {
                connection.setNetworkTimeout(
                        Runnable::run, Math.toIntExact(2 * plan.deadline().toMillis()));
                var group = plan.opener().apply(connection);
                connected.incrementAndGet();
                backoff = 0;
                try {
                    serve(connection, group);
                } finally {
                    connected.decrementAndGet();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            } catch (SQLException | RuntimeException e) {
                backoff = Math.min(LONGEST_BACKOFF_MILLIS, backoff == 0 ? FIRST_BACKOFF_MILLIS : 2 * backoff);
                waitOut(backoff, e);
            }
        }
    }

    /** Until the connection breaks, which throws. */
    private void serve(Connection connection, Group<Q, A> group) throws SQLException, InterruptedException {
        var calls = new ArrayList<Call<Q, A>>(plan.group());
        while (!closed) {
            calls.clear();
            calls.add(queue.take());
            queue.drainTo(calls, plan.group() - 1);
            calls.removeIf(call -> call.answer.isDone());
            if (!calls.isEmpty()) {
                serve(connection, group, calls);
            }
        }
    }

    private void serve(Connection connection, Group<Q, A> group, List<Call<Q, A>> calls) throws SQLException {
        long began = System.nanoTime();
        try {
            var answers = group.answer(calls.stream().map(Call::question).toList());
            plan.meter().group(calls.size(), System.nanoTime() - began);
            for (int i = 0; i < calls.size(); i++) {
                calls.get(i).answer.complete(answers.get(i));
            }
        } catch (SQLException | RuntimeException | Error e) {
            calls.forEach(call -> call.answer.completeExceptionally(e));
            if (!usable(connection)) {
                throw e;
            }
        }
    }

    /** Tidies up after a failed group. False when the connection is lost. */
    private static boolean usable(Connection connection) {
        try {
            if (!connection.isClosed() && !connection.getAutoCommit()) {
                connection.rollback();
            }
            return connection.isValid(1);
        } catch (SQLException _) {
            return false;
        }
    }

    /** While another worker is connected the queue is its business; otherwise nobody waits for a database that is away. */
    private void waitOut(long millis, Exception why) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        try {
            while (!closed && end - System.nanoTime() > 0) {
                if (connected.get() == 0) {
                    failWaiting(why);
                }
                Thread.sleep(Math.min(millis, FIRST_BACKOFF_MILLIS));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void failWaiting(Exception why) {
        var waiting = new ArrayList<Call<Q, A>>();
        queue.drainTo(waiting);
        waiting.forEach(call -> call.answer.completeExceptionally(why));
    }
}
