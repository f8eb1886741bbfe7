package org.echt.core.recall;

import java.util.List;
import java.util.Optional;
import org.echt.core.serial.ItemSet;

/** Where recalls and remedies are kept. Thread-safe; durable on return. */
public interface RecallStore {
    /** Every recall, by id. */
    List<Recall> recalls();

    Optional<Recall> recall(String id);

    /**
     * Appends a revision when {@code revision.number()} is the next one of that recall (1 makes the recall). Returns false
     * when another came first; nothing is stored then.
     */
    boolean append(String id, Revision revision);

    /** Records a remedy; the same recall and item again is nothing new and returns false. */
    boolean record(Remedy remedy);

    /** Items with a remedy of this recall. */
    ItemSet remedied(String recall);
}
