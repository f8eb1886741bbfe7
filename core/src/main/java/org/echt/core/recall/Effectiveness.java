package org.echt.core.recall;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How far a recall has got, by where its units are. Immutable.
 *
 * @param recall id of the recall
 * @param since its first publication
 * @param from first instant of the period
 * @param to first instant after it
 * @param levels every level
 * @param total all levels together
 */
public record Effectiveness(
        String recall, Instant since, Instant from, Instant to, Map<Level, Counts> levels, Counts total) {
    public Effectiveness {
        levels = Collections.unmodifiableMap(new EnumMap<>(levels));
    }

    /** Where a unit is. */
    public enum Level {
        MAKER,
        DISTRIBUTOR,
        RETAILER,
        CONSUMER,
        /** Nothing says where it is. */
        UNKNOWN
    }

    /** A number of units in the period, and since the first publication up to the end of the period. */
    public record Reached(long period, long total) {
        static final Reached NONE = new Reached(0, 0);

        Reached plus(Reached other) {
            return new Reached(period + other.period, total + other.total);
        }
    }

    /**
     * What is known of the affected units of a level.
     *
     * @param affected by the newest revision
     * @param reachable of these, somebody would be reached by a message: an owner, or whoever asked to be told
     * @param notified a message about them was sent
     * @param delivered a report says that it arrived; few mail servers report that
     * @param read somebody said to have read it
     * @param seen their code was checked
     * @param answered somebody said what they want, a proof was sent or a remedy carried out
     * @param remedied their remedy was carried out and stands
     */
    public record Counts(
            long affected,
            long reachable,
            Reached notified,
            Reached delivered,
            Reached read,
            Reached seen,
            Reached answered,
            Reached remedied) {
        static final Counts NONE =
                new Counts(0, 0, Reached.NONE, Reached.NONE, Reached.NONE, Reached.NONE, Reached.NONE, Reached.NONE);

        /** Share of affected units that are remedied, from 0 to 1; 0 where there is none. */
        public double corrected() {
            return affected == 0 ? 0 : (double) remedied.total() / affected;
        }

        Counts plus(Counts other) {
            return new Counts(
                    affected + other.affected,
                    reachable + other.reachable,
                    notified.plus(other.notified),
                    delivered.plus(other.delivered),
                    read.plus(other.read),
                    seen.plus(other.seen),
                    answered.plus(other.answered),
                    remedied.plus(other.remedied));
        }
    }
}
