package org.echt.core.registration;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Two claim one item. Neither is told who the other is; somebody of the service looks at the evidence of both.
 *
 * @param id {@code DSP-XXXX-XXXX}
 * @param item item number
 * @param openedAt when the second claim was confirmed
 * @param decision null while it is open
 */
public record Dispute(
        String id, long item, Instant openedAt, @Nullable Decision decision) {
    /**
     * How it ended.
     *
     * @param winner number of the registration that stands; 0 where none does
     * @param by who decided, or {@link #NOBODY} where one side went away
     * @param at when
     * @param why the reason; never empty
     */
    public record Decision(long winner, String by, Instant at, String why) {
        /** Nobody decided: the other side gave up its claim. */
        public static final String NOBODY = "customer";

        public Decision {
            if (why.isBlank()) {
                throw new IllegalArgumentException("deciding a dispute needs a reason");
            }
        }
    }

    public boolean isOpen() {
        return decision == null;
    }
}
