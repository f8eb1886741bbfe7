package org.echt.core.scan;

import java.time.Instant;

/**
 * One check as it is recorded. Holds neither the code nor an address.
 *
 * @param reference {@code CHK-XXXX-XXXX} as the customer sees it
 * @param at when
 * @param item item number; {@link org.echt.core.serial.ItemNumber#NONE} when the code was not issued
 * @param issue the verdict's issue state by name
 * @param safety the worst safety answer by name; empty where there is none
 * @param dataVersion recall data version the answer was made from
 * @param textVersion version of the texts it was said with
 * @param language language tag of the answer
 * @param channel where it came from
 * @param visitor who looked
 */
public record Scan(
        String reference,
        Instant at,
        long item,
        String issue,
        String safety,
        long dataVersion,
        String textVersion,
        String language,
        Channel channel,
        Visitor visitor) {
    /** Where a check came from. */
    public enum Channel {
        WEB,
        API,
        COMMAND_LINE
    }
}
