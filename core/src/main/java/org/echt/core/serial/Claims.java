package org.echt.core.serial;

import org.echt.core.gs1.Gtin;
import org.jspecify.annotations.Nullable;

/**
 * What a link or an element string said besides the serial. Nothing of it is proven: anybody can print it.
 *
 * @param gtin the product; null when none was said, or one with a wrong check digit
 * @param lot the production lot, AI (10); null when none was said
 */
public record Claims(@Nullable Gtin gtin, @Nullable String lot) {
    /** Nothing was said. */
    public static final Claims NONE = new Claims(null, null);

    /** These, and what they leave open as the others say. */
    public Claims or(Claims others) {
        return new Claims(gtin != null ? gtin : others.gtin, lot != null ? lot : others.lot);
    }
}
