package org.echt.bench;

/**
 * How long things took: counts in steps of at most 1/64 of the value, from a microsecond to weeks, in the manner of
 * HdrHistogram. Not thread-safe.
 */
final class Latencies {
    private static final int BITS = 7;
    private static final int HALF = 1 << (BITS - 1);
    private static final int OCTAVES = 34;
    private static final long MOST = (1L << (BITS + OCTAVES)) - 1;

    private final long[] counts = new long[(OCTAVES + 2) * HALF];
    private long count;

    /** Negative ones count as nothing at all. */
    void add(long nanos) {
        counts[step(Math.clamp(nanos / 1_000, 0, MOST))]++;
        count++;
    }

    void add(Latencies other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        count += other.count;
    }

    long count() {
        return count;
    }

    /** Milliseconds within which {@code part} of them were done, rounded up to a step; 0 when there are none. */
    double millis(double part) {
        long wanted = Math.max(1, (long) Math.ceil(count * part));
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= wanted) {
                return end(i) / 1e3;
            }
        }
        return 0;
    }

    /** Below 128 each microsecond has its own; from there each doubling has 64 steps. */
    private static int step(long micros) {
        int octave = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(micros) - BITS);
        return octave * HALF + (int) (micros >>> octave);
    }

    /** The first microsecond after a step. */
    private static long end(int step) {
        int octave = Math.max(0, step / HALF - 1);
        return (step - octave * HALF + 1L) << octave;
    }
}
