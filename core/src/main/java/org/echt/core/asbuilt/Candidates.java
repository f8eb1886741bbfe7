package org.echt.core.asbuilt;

import java.util.Arrays;

/** The rows of one chunk that are well-formed and name known parts, in line order. Not thread-safe. */
public final class Candidates {
    private long[] lines;
    private Installation[] rows;
    private int size;

    public Candidates(int expected) {
        lines = new long[Math.max(1, expected)];
        rows = new Installation[Math.max(1, expected)];
    }

    /**
     * Adds a row.
     *
     * @param line where the row stands in its file; not below the line of the row before
     */
    public void add(long line, Installation row) {
        if (size > 0 && line < lines[size - 1]) {
            throw new IllegalArgumentException("line " + line + " comes after line " + lines[size - 1]);
        }
        if (size == rows.length) {
            lines = Arrays.copyOf(lines, size * 2);
            rows = Arrays.copyOf(rows, size * 2);
        }
        lines[size] = line;
        rows[size++] = row;
    }

    public int size() {
        return size;
    }

    public long line(int i) {
        return lines[i];
    }

    public Installation row(int i) {
        return rows[i];
    }

    /** Every part once, ascending: what to ask {@link ImportStore.Session#installationsOf} for. */
    public long[] parts() {
        var all = new long[size];
        for (int i = 0; i < size; i++) {
            all[i] = rows[i].part();
        }
        return distinct(all);
    }

    /** Every parent once, ascending: what to ask {@link ImportStore.Session#above} for. */
    public long[] parents() {
        var all = new long[size];
        for (int i = 0; i < size; i++) {
            all[i] = rows[i].parent();
        }
        return distinct(all);
    }

    private static long[] distinct(long[] all) {
        Arrays.sort(all);
        int n = 0;
        for (int i = 0; i < all.length; i++) {
            if (i == 0 || all[i] != all[i - 1]) {
                all[n++] = all[i];
            }
        }
        return Arrays.copyOf(all, n);
    }
}
