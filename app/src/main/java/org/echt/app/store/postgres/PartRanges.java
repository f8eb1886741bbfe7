package org.echt.app.store.postgres;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * Sorted, distinct item numbers as runs of neighbours, in portions a statement can take. Neighbours are the rule where
 * whole batches are meant or imported, and then one descent of the index serves thousands of parts.
 */
final class PartRanges {
    private static final int PORTION = 50_000;

    private final Portion sink;
    private final long[] firsts = new long[PORTION];
    private final long[] lasts = new long[PORTION];
    private int count;

    /** Takes a portion of runs. */
    @FunctionalInterface
    interface Portion {
        void take(long[] firsts, long[] lasts) throws SQLException;
    }

    private PartRanges(Portion sink) {
        this.sink = sink;
    }

    /** What hands in the items, ascending. */
    @FunctionalInterface
    interface Source {
        void forEach(LongConsumer visitor);
    }

    static void of(Source ascending, Portion sink) throws SQLException {
        var ranges = new PartRanges(sink);
        try {
            ascending.forEach(ranges::add);
        } catch (Failed e) {
            throw e.cause;
        }
        ranges.flush();
    }

    private void add(long item) {
        if (count > 0 && lasts[count - 1] == item - 1) {
            lasts[count - 1] = item;
            return;
        }
        if (count == PORTION) {
            try {
                flush();
            } catch (SQLException e) {
                throw new Failed(e);
            }
        }
        firsts[count] = item;
        lasts[count++] = item;
    }

    private void flush() throws SQLException {
        if (count > 0) {
            sink.take(Arrays.copyOf(firsts, count), Arrays.copyOf(lasts, count));
            count = 0;
        }
    }

    /** Carries the fault out of the visitor. */
    private static final class Failed extends RuntimeException {
        final SQLException cause;

        Failed(SQLException cause) {
            super(cause);
            this.cause = cause;
        }
    }
}
