package org.echt.app.webhook;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.echt.core.webhook.Attempt;
import org.echt.core.webhook.Delivery;
import org.echt.core.webhook.Delivery.State;
import org.echt.core.webhook.Endpoint;
import org.echt.core.webhook.Event;
import org.echt.core.webhook.RetrySchedule;
import org.echt.core.webhook.RetrySchedule.Next;
import org.echt.core.webhook.WebhookDesk;
import org.echt.core.webhook.WebhookStore;
import org.echt.core.webhook.WebhookStore.Result;
import org.echt.core.webhook.WebhookStore.Taken;
import org.jspecify.annotations.Nullable;

/** All that goes to one endpoint, so much at once and so much a second. Thread-safe. */
final class Lane {
    private static final int GONE = 410;
    private static final String GONE_FOR_GOOD = "it answered 410 Gone";
    private static final Duration TOLD_OFTEN = Duration.ofMillis(100);

    private final String name;
    private final Work work;
    private final Pace pace;
    private final Semaphore slots;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile boolean stopping;

    /** What a lane works with. */
    record Work(Deliverer.Parts parts, DelivererSettings settings, RetrySchedule schedule, InstantSource clock) {
        WebhookStore store() {
            return parts.store();
        }

        Instant now() {
            return clock.instant().truncatedTo(ChronoUnit.MICROS);
        }
    }

    /** An attempt, and what came back. */
    record Told(Attempt attempt, Answer answer) {}

    Lane(String name, Work work) {
        this.name = name;
        this.work = work;
        this.pace = new Pace(work.settings().perSecond());
        this.slots = new Semaphore(work.settings().atOnce(), true);
    }

    /** Nothing more is begun. */
    void stop() {
        stopping = true;
    }

    /** Takes some deliveries and tries them; returns how many were tried: none while it is at it already. */
    int step() {
        if (!busy.compareAndSet(false, true)) {
            return 0;
        }
        try {
            var now = work.now();
            var endpoint = work.store().endpoint(name);
            if (stopping || endpoint.isEmpty() || pace.rests(now)) {
                return 0;
            }
            var settings = work.settings();
            var taken = work.store().take(name, settings.batch(), now, now.plus(settings.lease()));
            return taken.isEmpty() ? 0 : new Batch(endpoint.get(), taken).send();
        } finally {
            busy.set(false);
        }
    }

    /** What was taken together. */
    private final class Batch {
        private final Endpoint endpoint;
        private final BlockingQueue<Taken> todo;
        private final BlockingQueue<Result> done = new LinkedBlockingQueue<>();
        private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
        private volatile boolean closed;

        Batch(Endpoint endpoint, List<Taken> taken) {
            this.endpoint = endpoint;
            this.todo = new ArrayBlockingQueue<>(taken.size(), false, taken);
        }

        int send() {
            var senders = new ArrayList<Thread>();
            // counted before the first begins to take from them
            int wanted = Math.min(work.settings().atOnce(), todo.size());
            for (int i = 0; i < wanted; i++) {
                senders.add(Thread.ofVirtual().start(this::deliver));
            }
            int tried;
            try {
                tried = tell(senders);
            } finally {
                // Also where the store is gone: nothing may still be sent when it is taken again.
                closed = true;
                senders.forEach(Lane::join);
            }
            putBack();
            var broken = failure.get();
            if (broken != null) {
                throw broken;
            }
            return tried;
        }

        private void deliver() {
            try {
                for (var next = next(); next != null; next = next()) {
                    done.add(result(next));
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
                closed = true;
            }
        }

        private @Nullable Taken next() {
            return closed || stopping ? null : todo.poll();
        }

        private Result result(Taken taken) throws InterruptedException {
            var delivery = taken.delivery();
            var told = paced(endpoint, delivery.event(), EventData.read(taken.data()));
            var end = work.now();
            if (rests(told, end) || told.attempt().status() == GONE) {
                closed = true;
            }
            var next = work.schedule()
                    .after(told.attempt(), delivery.attempts(), told.answer().retryAfter(), end);
            return switch (next) {
                case Next.Done _ -> new Result(delivery, told.attempt(), State.DELIVERED, end);
                case Next.Again(var at) -> new Result(delivery, told.attempt(), State.WAITING, at);
                case Next.GivenUp _ -> new Result(delivery, told.attempt(), State.FAILED, end);
                case Next.Gone _ -> new Result(delivery, told.attempt(), State.WAITING, end);
            };
        }

        /** Tells the store soon, and of several at once: each telling costs a durable write. */
        private int tell(List<Thread> senders) {
            int tried = 0;
            boolean sending = true;
            while (sending || !done.isEmpty()) {
                sending = joined(senders, TOLD_OFTEN);
                var results = new ArrayList<Result>();
                done.drainTo(results);
                if (!results.isEmpty()) {
                    record(results);
                    tried += results.size();
                }
            }
            return tried;
        }

        /** Waits for the senders, not longer than this; returns whether some still send. */
        private static boolean joined(List<Thread> senders, Duration longest) {
            var end = System.nanoTime() + longest.toNanos();
            try {
                for (var sender : senders) {
                    if (!sender.join(Duration.ofNanos(Math.max(end - System.nanoTime(), 0)))) {
                        return true;
                    }
                }
                return false;
            } catch (InterruptedException _) {
                // what is on its way is still told
                senders.forEach(Lane::join);
                Thread.currentThread().interrupt();
                return false;
            }
        }

        private void putBack() {
            var left = new ArrayList<Taken>();
            todo.drainTo(left);
            if (!left.isEmpty()) {
                var now = work.now();
                var due = pace.rests(now) ? pace.restsUntil() : now;
                work.store().release(left.stream().map(Taken::delivery).toList(), due);
            }
        }
    }

    private void record(List<Result> results) {
        work.store().record(results);
        for (var result : results) {
            if (result.attempt().status() == GONE) {
                pause(GONE_FOR_GOOD, result.attempt().at());
            } else if (result.state() == State.FAILED && hearsNothing(result.delivery())) {
                var why = "it took nothing since " + result.delivery().since() + ", in " + RetrySchedule.attempts()
                        + " attempts";
                pause(why, result.attempt().at());
            }
        }
    }

    private void pause(String why, Instant at) {
        WebhookDesk.pauseByItself(work.store(), name, why, at);
    }

    /** Whether it took nothing at all in the days in which this was tried. */
    private boolean hearsNothing(Delivery delivery) {
        return work.store()
                .lastDelivered(name)
                .filter(last -> !last.isBefore(delivery.since()))
                .isEmpty();
    }

    /** Whether the endpoint has too much to do; it rests then. */
    private boolean rests(Told told, Instant now) {
        var rest = RetrySchedule.rest(told.attempt().status(), told.answer().retryAfter());
        pace.rest(now, rest);
        return !rest.isZero();
    }

    /** Tells one event at once. */
    Outcome post(Endpoint endpoint, Event event, Body data) {
        var now = work.now();
        if (pace.rests(now)) {
            return new Outcome.Postponed("the endpoint asked for a rest", pace.restsUntil());
        }
        var told = tell(endpoint, event, data);
        rests(told, work.now());
        var outcome = outcome(told);
        boolean done = outcome instanceof Outcome.Accepted;
        work.store().record(event, name, told.attempt(), done ? State.DELIVERED : State.FAILED);
        if (told.attempt().status() == GONE) {
            pause(GONE_FOR_GOOD, told.attempt().at());
        }
        return outcome;
    }

    private Outcome outcome(Told told) {
        var cause = told.attempt().cause();
        if (told.attempt().succeeded()) {
            return new Outcome.Accepted();
        }
        return switch (told.attempt().status()) {
            case 400, 413, 422 -> new Outcome.Refused(cause);
            default -> {
                var wait = RetrySchedule.granted(told.answer().retryAfter());
                var notBefore = wait.isZero() ? Instant.MIN : work.now().plus(wait);
                yield new Outcome.Postponed(cause, pace.rests(work.now()) ? pace.restsUntil() : notBefore);
            }
        };
    }

    /** Sends once, when it is its turn. */
    Told tell(Endpoint endpoint, Event event, Body data) {
        try {
            return paced(endpoint, event, data);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Told(new Attempt(work.now(), 0, "this program is stopping", 0), Answer.none("stopping"));
        }
    }

    private Told paced(Endpoint endpoint, Event event, Body data) throws InterruptedException {
        slots.acquire();
        try {
            pace.await();
            return once(endpoint, event, data);
        } finally {
            slots.release();
        }
    }

    private Told once(Endpoint endpoint, Event event, Body data) {
        var at = work.now();
        long begin = System.nanoTime();
        byte[] body = work.parts().bodies().of(event, data);
        var headers = work.parts().signer().sign(event.id(), at, body, endpoint.keysAt(at));
        var answer = work.parts().poster().post(endpoint.url(), headers, body);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        return new Told(new Attempt(at, answer.status(), answer.failure(), millis), answer);
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
