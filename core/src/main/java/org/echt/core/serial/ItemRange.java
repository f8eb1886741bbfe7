package org.echt.core.serial;

/**
 * Consecutive item numbers, both ends included.
 *
 * @param first smallest item number
 * @param last largest item number
 */
public record ItemRange(long first, long last) {
    public ItemRange {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("item range " + first + ".." + last + " is empty or negative");
        }
    }

    public boolean contains(long item) {
        return item >= first && item <= last;
    }

    public long size() {
        return last - first + 1;
    }
}
