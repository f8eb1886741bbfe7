package org.echt.core.outreach;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.echt.core.outreach.Carrier.Carried;
import org.echt.core.outreach.Message.State;
import org.echt.core.outreach.Outbox.Outcome;
import org.echt.core.registration.ContactAddress;
import org.echt.core.registration.ContactStore;
import org.echt.core.registration.StoredPerson;
import org.echt.core.registration.Vault;
import org.echt.core.tlog.Hash;
import org.jspecify.annotations.Nullable;

/**
 * Sends what waits for one channel. One thread runs it, several carry.
 *
 * <p><b>Once.</b> A message is taken durably before it is sent, and what came of it is told durably after. Killed in
 * between, nobody here knows whether the server took it. Such a message is never sent again at once: where {@link Doubts}
 * can find out, it is left until they did; where nothing can, it is sent again under its old name, for being told twice is
 * better than not being told. So that these are few, no more are taken at a time than are soon sent.
 */
public final class Dispatcher {
    /** Messages taken at a time for each that is carried at once. */
    private static final int AHEAD = 8;

    private static final int MOST_ATTEMPTS = 30;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofHours(4);
    private static final Duration IDLE = Duration.ofMillis(500);

    private final Outbox outbox;
    private final ContactStore contacts;
    private final Vault vault;
    private final Line line;
    private final InstantSource clock;
    private final Map<Long, Instant> doubtful = new HashMap<>();
    private Instant nextFree = Instant.MIN;

    /**
     * A channel and how it is used.
     *
     * @param channel which
     * @param carrier carries
     * @param atOnce how many are carried at once
     * @param perSecond how many a second at most; 0 for as many as it takes
     * @param doubts finds out what became of messages nobody knows of
     * @param silent recalls of which nothing is sent for the time being
     */
    public record Line(
            ContactAddress.Kind channel,
            Carrier carrier,
            int atOnce,
            int perSecond,
            Doubts doubts,
            Supplier<Set<String>> silent) {}

    /** Finds out what became of messages whose sender did not live to see it. */
    @FunctionalInterface
    public interface Doubts {
        /** Nothing can find out; what is in doubt is sent again. */
        Doubts NONE = _ -> true;

        /**
         * Whether by now it is certain that every message that was sent before {@code since} and was taken is marked as
         * SENT.
         */
        boolean areSettled(Instant since);
    }

    public Dispatcher(Outbox outbox, ContactStore contacts, Vault vault, Line line, InstantSource clock) {
        this.outbox = outbox;
        this.contacts = contacts;
        this.vault = vault;
        this.line = line;
        this.clock = clock;
    }

    /** Sends until {@code goOn} says no; then what was taken is finished. Throws what the store throws. */
    public void run(BooleanSupplier goOn) {
        takeOver();
        while (goOn.getAsBoolean()) {
            settleDoubts();
            if (step() == 0) {
                sleep(IDLE);
            }
        }
    }

    /** What another sender had taken when it ended is in doubt. */
    void takeOver() {
        var now = clock.instant();
        outbox.sending().stream().filter(m -> m.channel() == line.channel()).forEach(m -> doubtful.put(m.id(), now));
    }

    /** Puts back what certainly was not taken, and what nothing can find out. */
    void settleDoubts() {
        var again = new ArrayList<Outcome>();
        doubtful.forEach((id, since) -> {
            if (line.doubts().areSettled(since)) {
                again.add(new Outcome(id, State.WAITING, clock.instant(), true, "its sender ended while it was sent"));
            }
        });
        if (!again.isEmpty()) {
            outbox.settle(again);
            again.forEach(outcome -> doubtful.remove(outcome.message()));
        }
    }

    /** Takes some messages and sends them; returns how many. */
    int step() {
        var taken = outbox.claim(
                new Outbox.Claim(
                        line.channel(), line.atOnce() * AHEAD, line.silent().get()),
                clock.instant());
        if (!taken.isEmpty()) {
            send(taken);
        }
        return taken.size();
    }

    private void send(List<Message> taken) {
        var persons = persons(taken);
        var todo = new ArrayBlockingQueue<Message>(taken.size(), false, taken);
        var done = new LinkedBlockingQueue<Outcome>();
        var carriers = new ArrayList<Thread>();
        for (int i = 0; i < Math.min(line.atOnce(), taken.size()); i++) {
            carriers.add(Thread.ofVirtual().name("carrier-" + i).start(() -> carry(todo, persons, done)));
        }
        try {
            settle(done, taken.size());
        } finally {
            // Also where the store is gone: nothing may still be sent when another run finds it in doubt.
            carriers.forEach(Dispatcher::join);
        }
    }

    private Map<Long, StoredPerson> persons(Collection<Message> taken) {
        var persons = new HashMap<Long, StoredPerson>();
        contacts.persons(taken.stream().map(Message::person).distinct().toList())
                .forEach(p -> persons.put(p.id(), p));
        return persons;
    }

    private void carry(BlockingQueue<Message> todo, Map<Long, StoredPerson> persons, BlockingQueue<Outcome> done) {
        for (var message = todo.poll(); message != null; message = todo.poll()) {
            awaitTurn();
            done.add(outcome(message, persons.get(message.person())));
        }
    }

    private Outcome outcome(Message message, @Nullable StoredPerson stored) {
        if (stored == null) {
            return new Outcome(message.id(), State.CANCELLED, clock.instant(), false, "its person was deleted");
        }
        try {
            return outcome(message, stored, line.carrier().carry(message, vault.open(stored)));
        } catch (RuntimeException e) {
            // Whatever it is, the other messages go on, and this one is tried again. Its text may hold anything.
            return postponed(message, e.getClass().getSimpleName(), Instant.MIN);
        }
    }

    private Outcome outcome(Message message, StoredPerson person, Carried carried) {
        var now = clock.instant();
        return switch (carried) {
            case Carried.Taken(var said) -> new Outcome(message.id(), State.SENT, now, false, "", kept(message, said));
            case Carried.Refused(var cause, var unreachable) -> {
                if (unreachable) {
                    contacts.change(person.unreachable(now));
                }
                yield new Outcome(message.id(), State.FAILED, now, true, cause);
            }
            case Carried.Postponed(var cause, var notBefore) -> postponed(message, cause, notBefore);
            case Carried.Obsolete(var cause) -> new Outcome(message.id(), State.CANCELLED, now, false, cause);
            case Carried.Doubtful(var cause) -> new Outcome(message.id(), State.SENDING, now, true, cause);
        };
    }

    /** Of recalls only: the hash of a receipt, say, would let the house find out by trying who asked about which code. */
    private static @Nullable Hash kept(Message message, Hash said) {
        return message.recall().isEmpty() ? null : said;
    }

    private Outcome postponed(Message message, String cause, Instant notBefore) {
        var now = clock.instant();
        if (message.attempts() + 1 >= MOST_ATTEMPTS) {
            return new Outcome(message.id(), State.FAILED, now, true, cause);
        }
        var own = now.plus(backoff(message.attempts()));
        return new Outcome(message.id(), State.WAITING, own.isAfter(notBefore) ? own : notBefore, true, cause);
    }

    /** Doubles from half a minute to four hours, so that thirty attempts are about four days. */
    static Duration backoff(int attempts) {
        var wait = FIRST_WAIT.multipliedBy(1L << Math.min(attempts, 10));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    /** Tells what came of messages as it comes, so that a crash leaves few in doubt. */
    private void settle(BlockingQueue<Outcome> done, int expected) {
        int settled = 0;
        while (settled < expected) {
            var group = new ArrayList<Outcome>();
            group.add(take(done));
            done.drainTo(group);
            settled += group.size();
            group.stream().filter(o -> o.state() == State.SENDING).forEach(o -> doubtful.put(o.message(), o.at()));
            outbox.settle(group.stream().filter(o -> o.state() != State.SENDING).toList());
        }
    }

    /** Spaces messages evenly where there is a limit. */
    private void awaitTurn() {
        if (line.perSecond() == 0) {
            return;
        }
        Instant mine;
        synchronized (this) {
            var now = clock.instant();
            mine = nextFree.isAfter(now) ? nextFree : now;
            nextFree = mine.plus(Duration.ofSeconds(1).dividedBy(line.perSecond()));
        }
        sleep(Duration.between(clock.instant(), mine));
    }

    private static Outcome take(BlockingQueue<Outcome> done) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return done.take();
                } catch (InterruptedException _) {
                    // What was taken is finished first: a message left in the middle is one in doubt.
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
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

    private static void sleep(Duration time) {
        if (time.isPositive()) {
            try {
                TimeUnit.NANOSECONDS.sleep(time.toNanos());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
