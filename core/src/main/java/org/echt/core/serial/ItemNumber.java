package org.echt.core.serial;

/**
 * The number every part of the program knows a physical item by: a positive {@code long}.
 *
 * <pre>
 *   own item      0 | batch (24 bits) | index (38 bits)      batch * 2^38 + index, below 2^62
 *   foreign part  2^62 + n                                   another maker's part, numbered by the dictionary
 *   foreign lot   2^62 + 2^61 + n                            a lot known only as a whole; may sit in many parents
 * </pre>
 *
 * A bare {@code long} on purpose: items are counted in millions, and every hot table is keyed by one.
 */
public final class ItemNumber {
    public static final int INDEX_BITS = 38;
    public static final int BATCH_BITS = 24;
    public static final long MAX_INDEX = (1L << INDEX_BITS) - 1;
    public static final int MAX_BATCH = (1 << BATCH_BITS) - 1;
    /** No item: used where a read concerns no item at all. */
    public static final long NONE = -1;

    private static final long FOREIGN = 1L << 62;
    private static final long FOREIGN_LOT = FOREIGN | 1L << 61;

    private ItemNumber() {}

    public static long of(int batch, long index) {
        if (batch < 0 || batch > MAX_BATCH || index < 0 || index > MAX_INDEX) {
            throw new IllegalArgumentException("no item number for batch " + batch + ", index " + index);
        }
        return (long) batch << INDEX_BITS | index;
    }

    /** The batch of an own item. */
    public static int batch(long item) {
        return (int) (item >>> INDEX_BITS);
    }

    /** The index of an own item inside its batch. */
    public static long index(long item) {
        return item & MAX_INDEX;
    }

    /** The number of the {@code n}-th foreign serialised part. */
    public static long foreignPart(long n) {
        return FOREIGN | n;
    }

    /** The number of the {@code n}-th foreign lot. */
    public static long foreignLot(long n) {
        return FOREIGN_LOT | n;
    }

    public static boolean isForeign(long item) {
        return (item & FOREIGN) != 0 && item >= 0;
    }

    /** True for a part that is known only as a lot and may therefore sit in many parents at once. */
    public static boolean isLot(long item) {
        return item >= 0 && (item & FOREIGN_LOT) == FOREIGN_LOT;
    }
}
