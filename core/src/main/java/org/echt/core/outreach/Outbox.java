package org.echt.core.outreach;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.echt.core.audit.AuditEntry;
import org.echt.core.notice.RemedyKind;
import org.echt.core.outreach.Message.State;
import org.echt.core.recall.ToldItems;
import org.echt.core.registration.ContactAddress;
import org.echt.core.registration.Postbox;
import org.echt.core.serial.ItemSet;
import org.echt.core.tlog.Hash;
import org.jspecify.annotations.Nullable;

/**
 * Where messages wait and are kept. Thread-safe; durable on return; may throw {@code StoreUnavailableException}.
 *
 * <p>A message leaves WAITING only by {@link #claim}, which is durable before anything is sent, and SENDING only by
 * {@link #settle}. So whoever finds a message SENDING after its sender ended knows that it may have been sent, and of all
 * others that they were not, or were.
 */
public interface Outbox extends Postbox, ToldItems {
    /**
     * Puts in what a version of a recall makes necessary. A person who has an ALERT of this version keeps it and gets no
     * other, and only who has no message of this version gets a CHANGE. One who stopped watching in the meantime gets
     * none.
     *
     * @return how many were put in
     */
    int announce(Announcement announcement, Collection<Told> told, Instant now);

    /**
     * What is told of a recall.
     *
     * @param recall its id
     * @param version its version
     * @param isChange whether it is told as a CHANGE; otherwise as an ALERT
     * @param urgent see {@link Message#urgent}
     */
    record Announcement(String recall, int version, boolean isChange, boolean urgent) {}

    /** Visits everybody who got an ALERT of any version of the recall, with each item it was about. */
    void alerted(String recall, Alerted visitor);

    /** Sees who was told of what. */
    @FunctionalInterface
    interface Alerted {
        void see(long person, long item);
    }

    /** Persons who have a message of this version, in whatever state: a set of their numbers. */
    ItemSet toldOf(String recall, int version);

    /** Items a message is about; none for one that is about no items. */
    long[] items(long message);

    /** Messages about an item that were put in before {@code to}, oldest first. */
    List<Message> about(long item, Instant to);

    /**
     * Takes messages that may be sent now, the urgent first, then those told first, then the oldest; they are SENDING from
     * now on. Messages of recalls on {@link Hold} are not taken.
     */
    List<Message> claim(Claim claim, Instant now);

    /**
     * What a sender can take.
     *
     * @param channel which
     * @param limit at most so many
     * @param silent recalls of which it takes nothing
     */
    record Claim(ContactAddress.Kind channel, int limit, Set<String> silent) {}

    /** Messages that are SENDING: taken by somebody who did not tell what came of them. */
    List<Message> sending();

    /**
     * Tells what came of messages that are SENDING; others stay as they are. Of an ALERT that is SENT, the watches of its
     * items are {@link org.echt.core.registration.Watch#clear} no longer.
     */
    void settle(Collection<Outcome> outcomes);

    /**
     * What came of sending.
     *
     * @param message its id
     * @param state SENT, FAILED, CANCELLED, or WAITING to be tried again
     * @param at when; for WAITING when it may be tried again
     * @param isAttempt whether it counts as one that failed
     * @param cause see {@link Message#cause}
     * @param said SHA-256 of what it said, where it was SENT; null where that is not known or not to be kept
     */
    record Outcome(
            long message,
            State state,
            Instant at,
            boolean isAttempt,
            String cause,
            @Nullable Hash said) {
        /** Of a message that was not sent, or of which nobody knows what it said. */
        public Outcome(long message, State state, Instant at, boolean isAttempt, String cause) {
            this(message, state, at, isAttempt, cause, null);
        }
    }

    /**
     * A report came in about a message that was sent.
     *
     * @param state DELIVERED or BOUNCED; a bounce counts more than a delivery
     * @param cause status by RFC 3463 for example {@code 5.1.1}
     * @return false where there is no such message, or it was not sent
     */
    boolean report(long message, State state, Instant at, String cause);

    /** The person says to have read a message; the first time counts. */
    boolean read(long message, Instant at);

    /** The person says what they want to have done. */
    boolean answer(long message, RemedyKind wish, Instant at);

    Optional<Message> message(long id);

    /** The newest messages that match, the newest first. */
    List<Message> find(Filter filter);

    /**
     * What is looked for; empty and null match everything.
     *
     * @param recall id of a recall
     * @param state a state
     * @param person a person; 0 for all
     * @param below numbers below this one only, to page on; {@link Long#MAX_VALUE} for the first page
     * @param limit at most so many
     */
    record Filter(String recall, @Nullable State state, long person, long below, int limit) {}

    /** How many messages of a version are in which state; version 0 for all versions. */
    Map<State, Long> count(String recall, int version);

    /** What became of the messages of a version, by channel; version 0 for all versions. */
    List<Tally> tally(String recall, int version);

    /**
     * What became of the messages of one channel.
     *
     * @param channel which
     * @param waiting to be sent, or in the hands of a sender
     * @param sent taken by the mail server or gateway, those delivered or bounced among them
     * @param delivered of these, a report says that they arrived
     * @param bounced of these, a report says that they did not
     * @param failed never taken, and not tried again
     * @param cancelled not sent, because they were no longer to be said
     * @param read persons say to have read them
     * @param answered persons said what they want to have done
     */
    record Tally(
            ContactAddress.Kind channel,
            long waiting,
            long sent,
            long delivered,
            long bounced,
            long failed,
            long cancelled,
            long read,
            long answered) {}

    /** How many messages of a recall the mail server or gateway took from {@code from} until before {@code to}. */
    long sent(String recall, ContactAddress.Kind channel, Instant from, Instant to);

    /** Whether messages of a recall go out. */
    enum Hold {
        NONE,
        PAUSED,
        /** What waits is cancelled, and what is announced later too, until a new version comes. */
        CANCELLED
    }

    Hold hold(String recall, int version);

    /**
     * Sets whether messages of a recall go out; CANCELLED cancels what waits.
     *
     * @param version the version in force: a hold of an older one does not hold a newer one
     * @return how many were cancelled
     */
    int hold(String recall, int version, Hold hold, AuditEntry entry);

    /** Cancels what waits of other versions of a recall: another one is told now. Returns how many. */
    int cancelOtherVersions(String recall, int version, Instant now);

    /**
     * Becomes the one who sends, among all processes; empty where another is. Ends when it is closed, and when its process
     * dies.
     */
    Optional<Lead> lead();

    /** Being the one who sends. */
    interface Lead extends AutoCloseable {
        /** Whether it still is; false when the connection to the store was lost. */
        boolean isHeld();

        @Override
        void close();
    }
}
