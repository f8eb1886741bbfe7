package org.echt.core.attribute;

import java.time.LocalDate;
import org.echt.core.product.Product;
import org.jspecify.annotations.Nullable;

/**
 * What a scope can ask of one item itself.
 *
 * @param item its number
 * @param product our product; null for a foreign part
 * @param type GTIN digits of our product, or the foreign part's type
 * @param name our product's name, or what the foreign maker calls it
 * @param lot its lot; empty where unknown
 * @param producedOn day of production; null for a foreign part
 */
public record Traits(
        long item,
        @Nullable Product product,
        String type,
        String name,
        String lot,
        @Nullable LocalDate producedOn) {
    /** True when {@code asked} is the product's key, name or GTIN, or the foreign part's type or name. */
    boolean isCalled(String asked) {
        return type.equalsIgnoreCase(asked)
                || name.equalsIgnoreCase(asked)
                || (product != null && product.key().equalsIgnoreCase(asked));
    }

    /** What to call it before a customer. */
    public String spoken() {
        return name.isEmpty() ? type : name;
    }
}
