package org.echt.core.outreach;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.echt.core.access.Act;
import org.echt.core.access.Right;
import org.echt.core.audit.AuditEntry;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.echt.core.outreach.Message.State;
import org.echt.core.outreach.Outbox.Hold;
import org.echt.core.recall.RecallStore;
import org.echt.core.recall.Revision;
import org.echt.core.registration.ContactAddress;
import org.echt.core.registration.Occasion;
import org.echt.core.registration.WatchDesk;
import org.echt.core.registration.WatchDesk.Contact;

/** Where people look after messages. Thread-safe; may throw {@code StoreUnavailableException}. */
public final class OutreachDesk {
    private static final byte[] NO_LETTER = {};

    private final Outbox outbox;
    private final RecallStore recalls;
    private final InstantSource clock;

    public OutreachDesk(Outbox outbox, RecallStore recalls, InstantSource clock) {
        this.outbox = outbox;
        this.recalls = recalls;
        this.clock = clock;
    }

    /**
     * How far the messages of the version in force are.
     *
     * @param recall id of the recall
     * @param version the version in force
     * @param hold whether they go out
     * @param counts messages of this version by state
     * @param channels what became of them, by channel
     */
    public record Status(String recall, int version, Hold hold, Map<State, Long> counts, List<Outbox.Tally> channels) {}

    /** @throws RefusedException (NOT_FOUND) without such a recall, (CONFLICT) for one that was never published */
    public Status status(String recall) {
        int version = inForce(recall).version();
        return new Status(
                recall,
                version,
                outbox.hold(recall, version),
                outbox.count(recall, version),
                outbox.tally(recall, version));
    }

    /** Sends nothing more of the version in force until it is resumed. What is on its way is finished. */
    public Status pause(String recall, Act act) {
        return hold(recall, Hold.PAUSED, act);
    }

    public Status resume(String recall, Act act) {
        return hold(recall, Hold.NONE, act);
    }

    /** Cancels what waits of the version in force, and what would come: for good, unless it is resumed. Needs a reason. */
    public Status cancel(String recall, Act act) {
        return hold(recall, Hold.CANCELLED, act);
    }

    /**
     * Checks a step without taking it; answers how things stand.
     *
     * @param hold PAUSED for {@link #pause}, NONE for {@link #resume}, CANCELLED for {@link #cancel}
     */
    public Status rehearse(String recall, Hold hold, Act act) {
        check(recall, hold, act);
        return status(recall);
    }

    /** What holds before the step. */
    private Hold check(String recall, Hold hold, Act act) {
        act.by().require(Right.SEND_MESSAGES);
        if (hold == Hold.CANCELLED && act.why().isBlank()) {
            throw new RefusedException(Fault.BAD_REQUEST, "cancelling the messages of " + recall + " needs a reason");
        }
        var before = outbox.hold(recall, inForce(recall).version());
        if (before == hold) {
            throw new RefusedException(
                    Fault.CONFLICT, "the messages of " + recall + " are " + described(hold) + " already");
        }
        return before;
    }

    private Status hold(String recall, Hold hold, Act act) {
        var before = check(recall, hold, act);
        int version = inForce(recall).version();
        var entry = new AuditEntry(
                now(),
                act.name(),
                "message." + described(hold).replace(' ', '_'),
                recall,
                described(before),
                described(hold) + ", version " + version,
                act.why());
        outbox.hold(recall, version, hold, entry);
        return status(recall);
    }

    /** How it is said. */
    public static String described(Hold hold) {
        return switch (hold) {
            case NONE -> "going out";
            case PAUSED -> "paused";
            case CANCELLED -> "cancelled";
        };
    }

    private Revision inForce(String recall) {
        return recalls.existing(recall)
                .inForce()
                .orElseThrow(() -> new RefusedException(
                        Fault.CONFLICT, "recall " + recall + " was never published, so nobody is told of it"));
    }

    /** How many messages of a recall were sent by one channel from {@code from} until before {@code to}. */
    public long sent(String recall, ContactAddress.Kind channel, Instant from, Instant to) {
        return outbox.sent(recall, channel, from, to);
    }

    /** The newest messages that match. */
    public List<Message> find(Outbox.Filter filter) {
        return outbox.find(filter);
    }

    public Optional<Message> message(long id) {
        return outbox.message(id);
    }

    /** Puts in a message that only tries whether messages arrive; false when that address had too many today. */
    public boolean test(ContactAddress address, String language, WatchDesk watches, Act act) {
        act.by().require(Right.SEND_MESSAGES);
        var person = watches.known(new Contact(address, language, ""));
        return outbox.post(person, Occasion.TEST, 0, NO_LETTER, now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
