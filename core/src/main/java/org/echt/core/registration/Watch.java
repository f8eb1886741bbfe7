package org.echt.core.registration;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wants to be told about the safety of an item, and is told of nothing else.
 *
 * @param person who
 * @param item item number
 * @param source {@link #SELF}, {@link #OWNER}, or {@code delivery:} and the name of who delivered
 * @param clear whether the last answer they had was that no open recall concerns it: they are told first
 * @param since when it was asked for
 * @param confirmedAt when the link sent to the address was pressed; null until then. Nobody is told anything before
 * @param keepUntil when it ends by itself; null for never
 */
public record Watch(
        long person,
        long item,
        String source,
        boolean clear,
        Instant since,
        @Nullable Instant confirmedAt,
        @Nullable Instant keepUntil) {
    /** Asked for by whoever held the code. */
    public static final String SELF = "self";
    /** Comes with a registration. */
    public static final String OWNER = "owner";
    /** How the source of a delivery begins. */
    public static final String DELIVERY = "delivery:";
}
