package org.echt.core.registration;

import java.time.Duration;

/**
 * How long personal data are kept, by purpose. Source: Regulation (EU) 2023/988, Article 9(2)(c): complaints at most five
 * years; the rest is the operator's to say.
 *
 * @param unconfirmed watches and claims whose link nobody pressed
 * @param watches watches people asked for, from the day they were confirmed
 * @param ended registrations that ended, and what was sent for them
 * @param disputes decided disputes, and what was sent for them; five years at most
 */
public record Retention(Duration unconfirmed, Duration watches, Duration ended, Duration disputes) {
    private static final Duration FIVE_YEARS = Duration.ofDays(5 * 365);

    public Retention {
        if (disputes.compareTo(FIVE_YEARS) > 0) {
            throw new IllegalArgumentException(
                    "disputes may be kept for five years at most (Regulation (EU) 2023/988), not " + disputes.toDays()
                            + " days");
        }
    }

    /** What holds where nobody says otherwise. */
    public static Retention defaults() {
        return new Retention(Link.CONFIRMS, Duration.ofDays(15 * 365), Duration.ofDays(365), FIVE_YEARS);
    }

    /**
     * What was too old at an instant, by purpose.
     *
     * @param unconfirmed watches and claims whose link nobody pressed in time
     * @param watches watches people asked for
     * @param deliveries watches of buyers a seller named
     * @param ended registrations that ended
     * @param disputes decided disputes
     * @param persons persons who had nothing left and were deleted with their keys
     */
    public record Purged(long unconfirmed, long watches, long deliveries, long ended, long disputes, long persons) {
        public boolean isNothing() {
            return unconfirmed + watches + deliveries + ended + disputes + persons == 0;
        }

        /** As it is told to the audit log. */
        @Override
        public String toString() {
            return "unconfirmed " + unconfirmed + ", watches " + watches + ", deliveries " + deliveries + ", ended "
                    + ended + ", disputes " + disputes + ", persons " + persons;
        }
    }
}
