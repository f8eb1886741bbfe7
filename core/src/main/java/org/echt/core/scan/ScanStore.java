package org.echt.core.scan;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.echt.core.serial.ItemSet;

/** Where checks are recorded. Thread-safe. */
public interface ScanStore {
    /**
     * Records a check and brings its item's state up to date, in one transaction. Returns only when both are durable;
     * callers are grouped, so a call may wait some milliseconds for company.
     */
    void append(Scan scan);

    /** Sets where an item is in its life; durable on return. Where it is there already, nothing is recorded. */
    void setLife(LifeChange change);

    /**
     * How many of {@code items} are where in their life, as of one moment. Those that are COMMISSIONED, because nothing else
     * was recorded of them, are the rest and left out, as is what no item is in. May throw
     * {@code StoreUnavailableException}.
     */
    Map<Life, Long> lives(ItemSet items);

    /** Items with a check from {@code from} (inclusive) to {@code to} (exclusive). Reads the checks of those days. */
    ItemSet checked(Instant from, Instant to);

    /**
     * The checks of one item before {@code to}, the newest first, at most {@code limit}. Reads the checks of all items from
     * its first check on, which takes long in a busy system: for evidence, not for answers.
     */
    List<Scan> checksOf(long item, Instant to, int limit);

    /** Items that are at this point of their life; never asked for COMMISSIONED, where most items have no record. */
    ItemSet inLife(Life life);
}
