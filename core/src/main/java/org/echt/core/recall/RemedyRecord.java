package org.echt.core.recall;

import java.time.Instant;

/** One line of an item's remedy history: never changed, only followed by the next. */
public sealed interface RemedyRecord permits Remedy, Revocation {
    String recall();

    long item();

    Instant at();

    String by();
}
