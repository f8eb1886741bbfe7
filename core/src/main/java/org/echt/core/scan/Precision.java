package org.echt.core.scan;

/**
 * Which share of the cases people decided were copies, at 95 % confidence by Wilson's interval (1927).
 *
 * @param copies decided cases in which somebody found a copy
 * @param decided decided cases
 */
public record Precision(long copies, long decided) {
    /** Of a normal distribution, 95 % lie within so many standard deviations. */
    private static final double Z = 1.959963985;

    public Precision {
        if (copies < 0 || copies > decided) {
            throw new IllegalArgumentException(copies + " copies among " + decided + " decided cases");
        }
    }

    public Precision plus(Precision other) {
        return new Precision(copies + other.copies, decided + other.decided);
    }

    /** Between 0 and 1; 0 where nothing is decided. */
    public double share() {
        return decided == 0 ? 0 : (double) copies / decided;
    }

    /** The least the true share may be. */
    public double low() {
        return decided == 0 || copies == 0 ? 0 : Math.max(0, centre() - half());
    }

    /** The most. */
    public double high() {
        return decided == 0 || copies == decided ? 1 : Math.min(1, centre() + half());
    }

    private double centre() {
        return (share() + Z * Z / (2 * decided)) / (1 + Z * Z / decided);
    }

    private double half() {
        double variance = share() * (1 - share()) / decided + Z * Z / (4.0 * decided * decided);
        return Z * Math.sqrt(variance) / (1 + Z * Z / decided);
    }
}
