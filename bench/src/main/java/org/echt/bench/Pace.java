package org.echt.bench;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/**
 * When questions fall due.
 *
 * @param perSecond how many, by seconds since the beginning
 * @param isEven at equal distances; otherwise as people come, independently of each other (Poisson)
 * @param isClosed as soon as a connection is free, and nothing else counts
 */
record Pace(DoubleUnaryOperator perSecond, boolean isEven, boolean isClosed) {
    static Pace steady(double perSecond, boolean isEven) {
        return new Pace(_ -> perSecond, isEven, false);
    }

    /** As people come, at a rate that changes. */
    static Pace changing(DoubleUnaryOperator perSecond) {
        return new Pace(perSecond, false, false);
    }

    /** Each connection asks again when it is answered. */
    static Pace closed() {
        return new Pace(_ -> 0, true, true);
    }

    /** Nanoseconds from one question to the next. */
    long gap(double seconds, SplittableRandom random) {
        double mean = 1e9 / perSecond.applyAsDouble(seconds);
        return Math.round(isEven ? mean : -Math.log(1 - random.nextDouble()) * mean);
    }
}
