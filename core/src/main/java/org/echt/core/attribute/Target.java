package org.echt.core.attribute;

import org.echt.core.gs1.Gtin;
import org.echt.core.serial.ItemRange;
import org.echt.core.serial.ItemSet;

/** What an attribute value is set for. The more specific wins: items, range, lot, product. */
public sealed interface Target {
    /** 0 product, 1 lot, 2 range, 3 listed items or one item. */
    int specificity();

    /** All units of a product. */
    record OfProduct(Gtin gtin) implements Target {
        @Override
        public int specificity() {
            return 0;
        }
    }

    /** All units of one production lot of a product. */
    record OfLot(Gtin gtin, String lot) implements Target {
        @Override
        public int specificity() {
            return 1;
        }
    }

    /** A range of item numbers. */
    record OfRange(ItemRange range) implements Target {
        @Override
        public int specificity() {
            return 2;
        }
    }

    /** Listed items, or one. */
    record OfItems(ItemSet items) implements Target {
        @Override
        public int specificity() {
            return 3;
        }
    }
}
