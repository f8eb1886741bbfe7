package org.echt.core.registration;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.echt.core.audit.AuditEntry;
import org.echt.core.serial.ItemSet;

/**
 * Where personal data are kept, apart from everything else. Thread-safe; durable on return; may throw
 * {@code StoreUnavailableException}. What is written to the audit log is written in the same transaction.
 */
public interface ContactStore {
    /**
     * So many claims of one item may wait or be in dispute at a time. Claims of whoever holds the item are counted apart,
     * so that nobody can keep an owner out by claiming at a distance.
     */
    int CLAIMS_AT_MOST = 5;

    /** So many watches of one item may wait for their link at a time. */
    int WAITING_AT_MOST = 20;

    /** Keeps a person, or finds the one with the same look-up, who stays as they are: anybody may type their address. */
    StoredPerson keep(StoredPerson person);

    /** The same for many, in their order. */
    List<StoredPerson> keep(List<StoredPerson> persons);

    Optional<StoredPerson> person(long id);

    /** The person with this look-up. */
    Optional<StoredPerson> find(byte[] lookup);

    /** Those of {@code ids} that exist, in no order. */
    List<StoredPerson> persons(Collection<Long> ids);

    /** Sets how a person is written to; false without such a person. The fields that change: language, country, newsAt, generation, unreachableSince. */
    boolean change(StoredPerson person);

    /**
     * Destroys a person's key and everything that hangs on it: watches, registrations, what waits to be sent. An item they
     * were registered for is nobody's again; a dispute they were in ends for the other side. Returns false without such a
     * person.
     *
     * @param entry for the audit log
     */
    boolean delete(long person, AuditEntry entry);

    /** Writes to the audit log that somebody looked at personal data. */
    void seen(AuditEntry entry);

    // Watches

    /**
     * Adds a watch that waits for its link, where the person has none of the item. A watch that is confirmed stays as it
     * is.
     */
    Asked ask(Watch watch);

    /** What came of {@link #ask}. */
    enum Asked {
        /** It waits for its link, from now or from before. */
        WAITS,
        /** The person watches the item already. */
        CONFIRMED,
        /** {@link #WAITING_AT_MOST} of the item wait; nothing is stored. */
        TOO_MANY
    }

    /** Adds confirmed watches; one that waits is confirmed, one that is confirmed stays. Returns how many were not there confirmed. */
    int watch(Collection<Watch> watches);

    /** Confirms a watch; true as well when it was confirmed before; false when there is none. */
    boolean confirm(long person, long item, Instant at);

    boolean unwatch(long person, long item);

    /** All of a person's, the oldest first. */
    List<Watch> watches(long person);

    /** Items somebody watches whose watch is confirmed. */
    ItemSet watched();

    /** Visits the confirmed watches of these items, in the order of persons and items. */
    void watchers(ItemSet items, Consumer<Watcher> visitor);

    /**
     * A watch, and how whoever watches is reached.
     *
     * @param watch the watch
     * @param channel how
     * @param country two capital letters; empty where it is not known
     */
    record Watcher(Watch watch, ContactAddress.Kind channel, String country) {}

    // Registrations

    /**
     * Keeps a claim that waits for its link, with its evidence; empty when {@link #CLAIMS_AT_MOST} like it of the item
     * wait or are in dispute.
     *
     * @param claim its number is not looked at
     */
    Optional<Registration> claim(Registration claim);

    /** Adds evidence to a claim that waits, stands or is in dispute; false where there is none, or it has enough. */
    boolean add(Evidence evidence);

    List<Evidence> evidence(long registration);

    /**
     * Confirms a claim that waits: it stands where nobody else counts as owner, or where it takes over from the one who
     * does, whose registration ends; otherwise it is in dispute. The item's life becomes REGISTERED where it was
     * COMMISSIONED, and the person watches the item from now on. A claim confirmed before is told as it stands now; one that
     * takes over from somebody who owns the item no longer is GONE, as is one that ended.
     *
     * @param dispute id of the dispute, should there be one
     * @param by what the audit log says in the person's place
     */
    Claimed confirmClaim(long registration, String dispute, Instant at, String by);

    /** Ends a person's registration of an item; false when they have none that counts or waits. */
    boolean giveUp(long person, long item, Instant at, String by);

    Optional<Registration> registration(long id);

    /** All of a person's, the newest first. */
    List<Registration> registrations(long person);

    /** Those of an item that wait, stand or are in dispute, the oldest first. */
    List<Registration> claims(long item);

    // Disputes

    /**
     * Open ones, the oldest first.
     *
     * @param after only those behind this dispute, open or not, to page on; empty for the first page
     */
    List<Dispute> openDisputes(String after, int limit);

    Optional<Dispute> dispute(String id);

    /**
     * Decides a dispute once: the winner's registration stands, the others end. False, and nothing changes, when there is
     * no such dispute, it is decided already, or the winner is not of it.
     */
    boolean decide(String id, Dispute.Decision decision);

    // Inside codes

    /**
     * One try of an item's inside code. While tries wait, a right code counts as a wrong one (spec/inside-code.md, rule 1).
     *
     * @return whether the code is taken as right
     */
    boolean tryInside(long item, boolean right, Instant now);

    // Retention

    /**
     * Forgets what is too old; with {@code dryRun} only counts.
     *
     * @param entry for the audit log, of what was forgotten; not asked for where that is nothing
     */
    Retention.Purged purge(
            Retention retention, Instant now, boolean dryRun, Function<Retention.Purged, AuditEntry> entry);

    /** Which of {@code items} somebody is reached for: a confirmed watch of a person messages do not come back from. */
    ItemSet reachable(ItemSet items);
}
