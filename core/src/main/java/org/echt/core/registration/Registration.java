package org.echt.core.registration;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody says to own an item.
 *
 * @param id its number, from 1
 * @param item item number
 * @param person who
 * @param state how it stands
 * @param proof what it rests on
 * @param from whom it is taken over from; 0 for nobody
 * @param at when it was claimed
 * @param endedAt when it ended; null until then
 */
public record Registration(
        long id,
        long item,
        long person,
        State state,
        Proof proof,
        long from,
        Instant at,
        @Nullable Instant endedAt) {
    /** How a registration stands. */
    public enum State {
        /** The link sent to the address was not pressed yet. */
        PENDING,
        ACTIVE,
        /** Two claim the item, and somebody must decide. */
        DISPUTED,
        /** Handed over, given up, decided against, or its person was deleted. */
        ENDED;

        /** Whether somebody counts as an owner of the item. */
        public boolean counts() {
            return this == ACTIVE || this == DISPUTED;
        }
    }

    /** What a claim rests on. */
    public enum Proof {
        /** The word of whoever held the outside code. */
        NONE,
        /** The inside code. */
        INSIDE_CODE,
        /** A picture of a receipt. */
        PURCHASE,
        /** A link from the owner before, {@link #from}. */
        HANDED_OVER;

        /** Whether only somebody who holds the item, or got it from its owner, can show it. */
        public boolean isHolders() {
            return this == INSIDE_CODE || this == HANDED_OVER;
        }
    }
}
