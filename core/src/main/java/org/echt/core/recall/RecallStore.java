package org.echt.core.recall;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.echt.core.serial.ItemSet;

/** Where recalls and remedies are kept. Thread-safe; durable on return. */
public interface RecallStore {
    /** Every recall, by id. */
    List<Recall> recalls();

    Optional<Recall> recall(String id);

    /** @throws RefusedException (NOT_FOUND) without such a recall */
    default Recall existing(String id) {
        return recall(id).orElseThrow(() -> new RefusedException(Fault.NOT_FOUND, "there is no recall \"" + id + "\""));
    }

    /**
     * Appends a revision when {@code revision.number()} is the next one of that recall (1 makes the recall). Returns false
     * when another came first; nothing is stored then.
     */
    boolean append(String id, Revision revision);

    /**
     * Records a remedy. Where one stands for the recall and item already it is nothing new and returns false.
     *
     * @param now when it is recorded, for the audit
     */
    boolean record(Remedy remedy, Instant now);

    /**
     * Corrects a remedy that was recorded in error: it no longer stands, and {@link #remedies} tells both records. Returns
     * false when none stands.
     */
    boolean revoke(Revocation revocation);

    /** Every remedy and revocation recorded for the recall and item, oldest first. */
    List<RemedyRecord> remedies(String recall, long item);

    /** Items with a remedy of this recall. */
    ItemSet remedied(String recall);

    /** Items with a standing remedy of this recall carried out from {@code from} (inclusive) to {@code to} (exclusive). */
    ItemSet remedied(String recall, Instant from, Instant to);
}
