package org.echt.core.recall;

/**
 * Where a count lies that was estimated from a sample, at 95 % confidence.
 *
 * @param least items, included
 * @param most items, included
 */
public record Interval(long least, long most) {
    /** Of a normal distribution, 95 % lie within so many standard deviations. */
    private static final double Z = 1.959963985;

    /** Nobody of so many sampled: with 95 % probability there are fewer than this share (1 - 0.05^(1/n), about 3/n). */
    private static double noneOf(long sampled) {
        return 1 - Math.pow(0.05, 1.0 / sampled);
    }

    /**
     * The interval of Wilson (1927), which holds for rare events too; for none found, or all, the exact one-sided one.
     *
     * @param found of the sampled items
     * @param sampled at least one, unless there are no items at all
     * @param items there are
     */
    static Interval of(long found, long sampled, long items) {
        if (sampled == items) {
            return new Interval(found, found);
        }
        double low;
        double high;
        if (found == 0) {
            low = 0;
            high = noneOf(sampled);
        } else if (found == sampled) {
            low = 1 - noneOf(sampled);
            high = 1;
        } else {
            double share = (double) found / sampled;
            double weight = Z * Z / sampled;
            double centre = (share + weight / 2) / (1 + weight);
            double half = Z / (1 + weight) * Math.sqrt(share * (1 - share) / sampled + weight / (4 * sampled));
            low = centre - half;
            high = centre + half;
        }
        return new Interval(Math.max(found, (long) Math.floor(low * items)), Math.min(items - (sampled - found), (long)
                Math.ceil(high * items)));
    }

    public boolean contains(long count) {
        return count >= least && count <= most;
    }
}
