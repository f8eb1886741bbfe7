package org.echt.core.tlog;

import java.util.ArrayList;
import java.util.List;

/** A complete subtree of 2^height leaves: number {@code index} among those of its height. */
record Subtree(int height, long index) {
    /** The complete subtrees that make up the leaves from {@code from} to before {@code to}, from the left. */
    static List<Subtree> of(long from, long to) {
        var parts = new ArrayList<Subtree>();
        for (long at = from; at < to; ) {
            int fits = Long.SIZE - 1 - Long.numberOfLeadingZeros(to - at);
            int height = at == 0 ? fits : Math.min(fits, Long.numberOfTrailingZeros(at));
            parts.add(new Subtree(height, at >> height));
            at += 1L << height;
        }
        return parts;
    }

    /** The largest power of two below n, for n from 2. */
    static long split(long n) {
        return Long.highestOneBit(n - 1);
    }
}
