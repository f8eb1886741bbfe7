package org.echt.core.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.echt.core.audit.AuditEntry;
import org.echt.core.tlog.Hash;
import org.jspecify.annotations.Nullable;

/**
 * Where the transparency log is kept. What is to be logged is put in by other stores, each within the transaction of the
 * fact; here it gets its place. Thread-safe, for many processes; durable on return; may throw
 * {@code StoreUnavailableException}.
 */
public interface LedgerStore {
    /** Empty before the first entry has its place. */
    Optional<Head> head();

    /**
     * Gives what waits its place, in one transaction and one caller at a time: the others wait for it and see what it left.
     *
     * @param limit at most so many entries
     * @param growth says what the log is afterwards; what it throws is thrown, and nothing is changed
     * @return how many entries got a place
     */
    int grow(int limit, Growth growth);

    /** Says what a log is after more entries. */
    @FunctionalInterface
    interface Growth {
        /**
         * @param before null for a log without entries
         * @param entries in the order in which they stand from now on, at least one
         */
        Grown grow(@Nullable Head before, List<byte[]> entries);
    }

    /**
     * A log with more entries.
     *
     * @param head where it ends now
     * @param leaves the hashes of the new entries
     * @param nodes the roots of subtrees of 256, 256 x 256, ... leaves that became complete
     */
    record Grown(Head head, List<Hash> leaves, List<Node> nodes) {}

    /**
     * The root of a complete subtree.
     *
     * @param level of the tile it stands in: 1 for subtrees of 256 leaves, 2 for 256 x 256
     * @param index its number on that level
     */
    record Node(int level, long index, Hash hash) {}

    /** Writes an audit entry of what no transaction of the store covers; it waits for its place. */
    void record(AuditEntry done);

    /** How many entries have no place yet. */
    long waiting();

    /** Entries in order, from place {@code from} on; fewer where the log ends. */
    List<byte[]> entries(long from, int count);

    /**
     * Hashes of one level, one after the other, from number {@code from} on; fewer where the level ends. Level 0 are the
     * leaves, the others as in {@link Node}.
     */
    byte[] hashes(int level, long from, int count);

    /**
     * What was done, beside the entry that commits to it, from place {@code from} on.
     *
     * @param count at most so many
     */
    List<Committed> committed(long from, int count);

    /**
     * An entry and what it commits to.
     *
     * @param place in the log
     * @param number of the audit entry
     * @param salt of the commitment; null once destroyed
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed on and never compared.
    record Committed(long place, byte[] entry, long number, AuditEntry done, byte @Nullable [] salt) {}

    /** Numbers of audit entries that are neither in the log nor wait for a place, at most {@code limit}. */
    List<Long> missing(int limit);

    /** The place of an audit entry's commitment; empty where it has none yet. */
    Optional<Long> place(long number);

    /** Keeps a checkpoint as others signed or stamped it; the newest of a kind is kept, and all that bear a stamp. */
    void witnessed(Witnessed witnessed);

    /** The note of the newest checkpoint, with the signatures of those who vouch for it; empty before the first entry. */
    default Optional<String> newest() {
        return head().map(head -> witnessed()
                .filter(w -> w.size() == head.size())
                .map(Witnessed::note)
                .orElse(head.checkpoint()));
    }

    /** The newest checkpoint somebody else signed; empty where nobody did. */
    Optional<Witnessed> witnessed();

    /**
     * A checkpoint others vouch for.
     *
     * @param size of the log
     * @param note the checkpoint with everybody's signatures
     * @param stamp a time-stamp token (RFC 3161) over the note; null for none
     * @param at when it came
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed on and never compared.
    record Witnessed(long size, String note, byte @Nullable [] stamp, Instant at) {}

    /** The largest checkpoint that bears a time-stamp; empty where none does. */
    Optional<Witnessed> stamped();

    /** Checkpoints with a time-stamp of logs of at least this size, the smallest first, at most {@code limit}. */
    List<Witnessed> stamped(long size, int limit);
}
