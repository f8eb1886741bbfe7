package org.echt.core.recall;

import java.time.Instant;

/**
 * A recall's remedy was carried out on one item.
 *
 * @param recall id of the recall
 * @param item item number of the unit or of the part that was mended or replaced
 * @param at when it was done
 * @param by who recorded it
 */
public record Remedy(String recall, long item, Instant at, String by) {}
