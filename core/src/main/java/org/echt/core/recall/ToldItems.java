package org.echt.core.recall;

import java.time.Instant;
import org.echt.core.serial.ItemSet;

/** Items somebody was told about by a message, as whoever sends messages knows them. Thread-safe. */
@FunctionalInterface
public interface ToldItems {
    /**
     * Items by what became of a message about them from {@code from} until before {@code to}. May throw
     * {@code StoreUnavailableException}.
     *
     * @param recall id of the recall
     */
    ItemSet items(String recall, Step step, Instant from, Instant to);

    /** What became of a message. */
    enum Step {
        /** The mail server or gateway took it. */
        NOTIFIED,
        /** A report says that it arrived. */
        DELIVERED,
        /** The person says to have read it. */
        READ,
        /** The person said what they want to have done. */
        ANSWERED
    }
}
