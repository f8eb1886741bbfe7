package org.echt.core.serial;

/** What became of a {@link BatchOrder}. */
public sealed interface Issue {
    /** {@code repeated} when the order was issued before: the batch is that one, and nothing new was issued. */
    record Issued(Batch batch, boolean repeated) implements Issue {}

    /** An order of this name was issued before and asked for something else; nothing was issued. */
    record OrderDiffers(Batch existing) implements Issue {}

    /** No slot can take the order; nothing was issued. */
    record NoSlot(Reason reason) implements Issue {}

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
