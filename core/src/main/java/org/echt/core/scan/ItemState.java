package org.echt.core.scan;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an item something happened to. Untouched items have no row and are {@link #untouched}.
 *
 * @param item its number
 * @param life where it is in its life
 * @param firstCheckedAt first check ever; null for none
 * @param lastCheckedAt last check; null for none
 * @param checks how many checks
 * @param use how its use looks, from counted facts
 */
public record ItemState(
        long item,
        Life life,
        @Nullable Instant firstCheckedAt,
        @Nullable Instant lastCheckedAt,
        long checks,
        Use use) {
    /** Whether a code is used as one honest item is. */
    public enum Use {
        NORMAL,
        UNUSUAL,
        COPY_CONFIRMED
    }

    public static ItemState untouched(long item) {
        return new ItemState(item, Life.COMMISSIONED, null, null, 0, Use.NORMAL);
    }
}
