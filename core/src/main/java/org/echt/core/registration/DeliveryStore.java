package org.echt.core.registration;

import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.echt.core.audit.AuditEntry;
import org.jspecify.annotations.Nullable;

/**
 * Where deliveries are kept: as watches of the buyers, and as the files they came in. Thread-safe; durable on return; may
 * throw {@code StoreUnavailableException}. What is written to the audit log is written in the same transaction.
 */
public interface DeliveryStore {
    /**
     * Buyers to be told.
     *
     * @param source of their watches
     * @param since when they were handed in
     * @param keepUntil when the watches end
     * @param buyers each person and item at most once
     */
    record Handed(String source, Instant since, Instant keepUntil, List<Buyer> buyers) {}

    /**
     * A buyer and what they bought.
     *
     * @param person as they would be kept if nobody had this look-up yet
     * @param item item number
     */
    record Buyer(StoredPerson person, long item) {}

    /**
     * Keeps the persons and their watches, all or nothing. A watch that waits is confirmed, one that is confirmed stays.
     *
     * @param entry null where nothing is to be kept: then only counts
     * @return which of the buyers have a watch that is new
     */
    BitSet take(Handed handed, @Nullable AuditEntry entry);

    /**
     * Begins to take in a file, or finds what was begun of the same content by the same seller.
     *
     * @param intake its number is not looked at
     * @param entry written when it is new
     */
    Intake begin(Intake intake, AuditEntry entry);

    /** The intake of this content by this seller. */
    Optional<Intake> intake(String seller, String contentHash);

    Optional<Intake> intake(long id);

    /** The newest with smaller numbers than {@code below}, the newest first. */
    List<Intake> intakes(long below, int limit);

    /**
     * Takes in a part of a file: watches, rejected rows and how far it came, all or nothing.
     *
     * @param now when, should the file end with it
     * @return how far it is now; empty, and nothing changes, when it is not where {@code part} begins any more
     */
    Optional<Intake> advance(Intake from, Part part, Instant now);

    /**
     * A part of a file.
     *
     * @param handed its good rows
     * @param same good rows that are left out of {@code handed} because an earlier row of the part says the same
     * @param rejects its other rows
     * @param doneBytes the file is taken in up to here with it
     * @param doneLines lines up to there
     * @param end for the audit log, where the file ends with it: made of what the intake then is
     */
    record Part(
            Handed handed,
            long same,
            List<Intake.Reject> rejects,
            long doneBytes,
            long doneLines,
            @Nullable Function<Intake, AuditEntry> end) {}

    /** Visits the rejected rows of an intake in the order of their lines. */
    void rejects(long intake, Consumer<Intake.Reject> visitor);

    /**
     * Sellers who named buyers.
     *
     * @param seller who
     * @param watches buyers' watches that stand
     * @param persons buyers who have one
     * @param first since when the oldest of them stands
     * @param last when the last of them ends
     */
    record Seller(String seller, long watches, long persons, Instant first, Instant last) {}

    /** All sellers, by name. */
    List<Seller> sellers();

    /**
     * Ends watches that came with deliveries, and forgets the files they came in.
     *
     * @param seller whose
     * @param intake only those of this file; null for all
     * @param entry made of how many there are; null for a dry run
     * @return how many
     */
    long end(String seller, @Nullable Intake intake, @Nullable LongFunction<AuditEntry> entry);
}
