package org.echt.core.serial;

import org.echt.core.gs1.Gtin;
import org.jspecify.annotations.Nullable;

/** What became of a {@link BatchOrder}. */
public sealed interface Issue {
    /** {@code repeated} when the order was issued before: the batch is that one, and nothing new was issued. */
    record Issued(Batch batch, boolean repeated) implements Issue {}

    /** An order of this name was issued before and asked for something else; nothing was issued. */
    record OrderDiffers(Batch existing) implements Issue {}

    /** No slot can take the order; nothing was issued. */
    record NoSlot(Reason reason) implements Issue {}

    /**
     * The maker's quota does not reach; nothing was issued.
     *
     * @param gtin the product the quota is of; null for the one in all
     * @param asked codes asked for
     * @param used codes issued before that count
     * @param allowed the quota; 0 where none is set
     */
    record OverQuota(String maker, @Nullable Gtin gtin, long asked, long used, long allowed) implements Issue {}

    /** Makers are on record, and this one is not; nothing was issued. */
    record UnknownMaker(String maker) implements Issue {}

    /** Why no slot can take an order. */
    enum Reason {
        /** The key ring has no open slot. */
        NONE_OPEN,
        /** Every open slot would exceed its budget: open another slot symbol, or use longer codes. */
        BUDGETS_SPENT,
        /** The length has no batch number left: use longer codes. */
        NUMBERS_SPENT
    }
}
