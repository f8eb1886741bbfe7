package org.echt.core.asbuilt;

import java.util.Arrays;

/**
 * Gives distinct {@code long} keys the numbers 0, 1, 2 ... in the order they come. Open addressing, no boxing: half a
 * million rows are indexed in tens of milliseconds. Not thread-safe.
 */
final class LongIndex {
    static final int ABSENT = -1;

    private long[] keys;
    private int[] table;
    private int size;

    LongIndex(int expected) {
        keys = new long[Math.max(16, expected)];
        table = emptyTable(Math.max(16, expected));
    }

    int size() {
        return size;
    }

    /** The number of {@code key}, given now where it had none. */
    int add(long key) {
        int at = slot(key);
        if (table[at] != ABSENT) {
            return table[at];
        }
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size * 2);
        }
        keys[size] = key;
        table[at] = size++;
        if (size * 2 > table.length) {
            rehash();
        }
        return size - 1;
    }

    /** The number of {@code key}, or {@link #ABSENT}. */
    int find(long key) {
        return table[slot(key)];
    }

    private int slot(long key) {
        int mask = table.length - 1;
        int at = (int) (mix(key) & mask);
        while (table[at] != ABSENT && keys[table[at]] != key) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void rehash() {
        table = emptyTable(table.length);
        for (int i = 0; i < size; i++) {
            table[slot(keys[i])] = i;
        }
    }

    /** At most half full, so that probes stay short. */
    private static int[] emptyTable(int expected) {
        var empty = new int[Integer.highestOneBit(Math.max(expected, 16) * 2 - 1) * 2];
        Arrays.fill(empty, ABSENT);
        return empty;
    }

    /** The finaliser of SplitMix64: consecutive item numbers must not land side by side. */
    private static long mix(long key) {
        long z = (key ^ key >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
