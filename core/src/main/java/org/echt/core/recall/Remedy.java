package org.echt.core.recall;

import java.time.Instant;
import org.echt.core.notice.RemedyKind;

/**
 * A recall's remedy was carried out on one item.
 *
 * @param recall id of the recall
 * @param item item number of the unit or of the part that was mended or replaced
 * @param kind what was done
 * @param at when it was done
 * @param by who recorded it
 * @param note for the audit: order number, shop, proof; may be empty
 */
public record Remedy(String recall, long item, RemedyKind kind, Instant at, String by, String note)
        implements RemedyRecord {}
