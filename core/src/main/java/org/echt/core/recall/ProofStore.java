package org.echt.core.recall;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.echt.core.notice.StoredPicture;
import org.echt.core.serial.ItemSet;

/**
 * Where customers' proofs are kept, each with its picture: apart from the pictures of notices, which are public.
 * Thread-safe; durable on return.
 */
public interface ProofStore {
    /** So many proofs of one item may wait at a time. */
    int WAITING_AT_MOST = 5;

    /** What came of {@link #add}. */
    enum Added {
        STORED,
        /** The id is there already; nothing is stored. */
        ID_TAKEN,
        /** {@link #WAITING_AT_MOST} of this item wait already; nothing is stored. */
        TOO_MANY
    }

    /** Keeps a proof that is WAITING, with the picture it names. The id is looked at before the number that wait. */
    Added add(Proof proof, StoredPicture picture);

    Optional<Proof> find(String id);

    /** The picture of a proof. */
    Optional<StoredPicture> picture(String id);

    /** Proofs nobody has looked at, the oldest first. */
    List<Proof> waiting(int limit);

    /**
     * Decides a proof once. Accepting it records its {@link Proof#remedy} in the same transaction, where none stands.
     * The {@link RecallAudit} entry is written with it.
     * Returns false, and changes nothing, when there is no such proof or it is decided already.
     */
    boolean decide(String id, Proof.Decision decision);

    /** Items a proof arrived for from {@code from} (inclusive) to {@code to} (exclusive), whatever came of it. */
    ItemSet items(String recall, Instant from, Instant to);
}
