package org.echt.app.boot;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.echt.core.outreach.Announcer;
import org.echt.core.outreach.Dispatcher;
import org.echt.core.outreach.Outbox;
import org.echt.core.outreach.Outbox.Lead;

/**
 * The one of all nodes that sends: it plans who must be told what, sends what waits, and does what is done now and then. When
 * it ends, however it ends, the next node goes on within seconds.
 */
final class Sending implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Sending.class.getName());
    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(3);
    /** Build records that arrive change what is told without a new version of the catalogue. */
    private static final Duration REPLAN = Duration.ofSeconds(30);
    /** Planning, which reads much, rests this many times as long as it took. */
    private static final int SHARE = 20;

    private final Parts parts;
    private final InstantSource clock;
    private final Thread thread;
    private volatile boolean stopping;

    /**
     * What sending is made of.
     *
     * @param outbox what waits
     * @param announcer plans
     * @param dispatchers send, one for each channel
     * @param chores what is done now and then
     * @param version of the catalogue, to plan anew when it rises
     */
    record Parts(
            Outbox outbox,
            Announcer announcer,
            List<Dispatcher> dispatchers,
            List<Chore> chores,
            LongSupplier version) {}

    /**
     * Something done again and again.
     *
     * @param every how long after it was done the last time
     */
    record Chore(String name, Duration every, Runnable work) {}

    private Sending(Parts parts, InstantSource clock) {
        this.parts = parts;
        this.clock = clock;
        this.thread = Thread.ofPlatform().daemon().name("sending").unstarted(this::run);
    }

    static Sending start(Parts parts, InstantSource clock) {
        var sending = new Sending(parts, clock);
        sending.thread.start();
        return sending;
    }

    private void run() {
        while (!stopping) {
            try {
                parts.outbox().lead().ifPresent(this::lead);
            } catch (RuntimeException e) {
                complain("messages cannot be sent now", e);
            }
            sleep(PAUSE);
        }
    }

    /** Only kinds of failures are told: their texts may quote an address. */
    private static void complain(String what, RuntimeException e) {
        LOG.log(System.Logger.Level.WARNING, what + ": " + e.getClass().getSimpleName());
    }

    private void lead(Lead lead) {
        var senders = new ArrayList<Thread>();
        var held = new Held();
        try (lead) {
            // What is paused must be known; what is new can be found while what waits is sent.
            parts.announcer().look();
            for (var dispatcher : parts.dispatchers()) {
                senders.add(Thread.ofPlatform().daemon().name("sender").start(() -> dispatch(dispatcher, held)));
            }
            look(lead, held);
        } finally {
            held.lost = true;
            senders.forEach(Sending::join);
        }
    }

    private static final class Held {
        private volatile boolean lost;
    }

    private void dispatch(Dispatcher dispatcher, Held held) {
        try {
            dispatcher.run(() -> !stopping && !held.lost);
        } catch (RuntimeException e) {
            complain("messages are not sent for a moment", e);
            held.lost = true;
        }
    }

    private void look(Lead lead, Held held) {
        var due = new ArrayList<Due>();
        due.add(new Due(new Chore("plan", REPLAN, parts.announcer()::plan), SHARE));
        parts.chores().forEach(chore -> due.add(new Due(chore, 1)));
        long planned = -1;
        while (!stopping && !held.lost && lead.isHeld()) {
            long version = parts.version().getAsLong();
            if (version != planned) {
                due.getFirst().hurry();
                planned = version;
            }
            for (var one : due) {
                one.doIfDue();
            }
            sleep(TICK);
        }
    }

    /** A chore and when it is done next. */
    private final class Due {
        private final Chore chore;
        private final int rests;
        private Instant next = Instant.MIN;

        /** @param rests at least this many times as long as it took */
        Due(Chore chore, int rests) {
            this.chore = chore;
            this.rests = rests;
        }

        void hurry() {
            next = Instant.MIN;
        }

        void doIfDue() {
            var begin = clock.instant();
            if (begin.isBefore(next)) {
                return;
            }
            try {
                chore.work().run();
            } catch (RuntimeException e) {
                complain("\"" + chore.name() + "\" failed and is tried again", e);
            }
            var end = clock.instant();
            var rest = Duration.between(begin, end).multipliedBy(rests);
            next = end.plus(rest.compareTo(chore.every()) > 0 ? rest : chore.every());
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void sleep(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException _) {
            stopping = true;
        }
    }

    /** What is being sent is finished. */
    @Override
    public void close() {
        stopping = true;
        join(thread);
    }
}
