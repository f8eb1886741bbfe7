package org.echt.core.verify;

import org.echt.core.gs1.Gtin;
import org.echt.core.scan.Scan;
import org.echt.core.scan.Visitor;
import org.jspecify.annotations.Nullable;

/**
 * One question: what about this code?
 *
 * @param input what the customer typed, scanned or pasted, as it came
 * @param gtin the GTIN the address named beside the code; null for none
 * @param lot the lot the address named; null for none
 * @param channel where it came from
 * @param language language tag the answer will be said in
 * @param textVersion version of the texts it will be said with
 * @param visitor who looks
 */
public record Check(
        String input,
        @Nullable Gtin gtin,
        @Nullable String lot,
        Scan.Channel channel,
        String language,
        String textVersion,
        Visitor visitor) {}
