package org.echt.core.recall;

import java.time.Instant;

/**
 * A remedy was recorded in error.
 *
 * @param recall id of the recall
 * @param item item number the remedy was recorded for
 * @param at when this was found
 * @param by who says so
 * @param why the reason, for the audit
 */
public record Revocation(String recall, long item, Instant at, String by, String why) implements RemedyRecord {
    public Revocation {
        if (why.isBlank()) {
            throw new IllegalArgumentException("correcting the remedy of an item needs a reason");
        }
    }
}
