package org.echt.core.verify;

import java.util.List;
import org.echt.core.serial.Batch;
import org.echt.core.serial.ItemNumber;
import org.echt.core.serial.ItemSet;
import org.jspecify.annotations.Nullable;

/**
 * Tells of most items of a batch that none of some lists holds them: one look at one bit instead of a search in every
 * list. Immutable.
 *
 * <p>There is a bit for each item of the batch, or as many as take half the memory that the lists take for this batch;
 * then several items share one. Where that would leave most bits set, as for lists of neighbours, which take next to no
 * memory, there is no sieve.
 */
final class Sieve {
    /** Fewer bits than this for each listed item would let too much through. */
    private static final long LEAST = 2;

    private final int size;
    private final long[] bits;

    private Sieve(int size) {
        this.size = size;
        this.bits = new long[(size >> 6) + 1];
    }

    /** Null where it would not pay, as for a single list. */
    static @Nullable Sieve of(Batch batch, List<ItemSet> lists) {
        if (lists.size() < 2) {
            return null;
        }
        var range = batch.items();
        long listed = 0;
        double bytes = 0;
        for (var list : lists) {
            long here = list.countIn(range);
            listed += here;
            bytes += (double) list.bytes() * here / list.size();
        }
        long size = Math.min(batch.count(), (long) (bytes / 2 * 8));
        if (size < LEAST * Math.max(listed, 1) || size > Integer.MAX_VALUE) {
            return null;
        }
        var sieve = new Sieve((int) size);
        for (var list : lists) {
            list.forEachIn(range, sieve::set);
        }
        return sieve;
    }

    private void set(long item) {
        int bit = bit(item);
        bits[bit >> 6] |= 1L << bit;
    }

    /** False where no list holds the item, which is of the batch. */
    boolean passes(long item) {
        int bit = bit(item);
        return (bits[bit >> 6] >>> bit & 1) != 0;
    }

    private int bit(long item) {
        return (int) (ItemNumber.index(item) % size);
    }
}
