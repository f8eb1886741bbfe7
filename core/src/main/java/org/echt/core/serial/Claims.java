package org.echt.core.serial;

import org.echt.core.gs1.Gtin;
import org.jspecify.annotations.Nullable;

/** Sketch. */
public record Claims(@Nullable Gtin gtin, @Nullable String lot) {
    public static final Claims NONE = new Claims(null, null);
}
