package org.echt.app.limit;

import java.util.HashMap;
import java.util.Map;

/**
 * Lets in as many at once as can be answered in good time, and turns the others away before anybody waits long. How many
 * that is, is learnt: while answers come in good time one more is let in for each full round of answers; when they come
 * late, a tenth fewer (additive increase, multiplicative decrease). Nothing queues here: whoever is not let in is told so at
 * once and costs next to nothing.
 *
 * <p>Fair between networks: while the house is full, a network that has less than its share inside is let in still, up to a
 * quarter over; one that has more than its share is turned away as soon as the house is three quarters full, unless it is
 * alone. So a network that asks for everything cannot keep the others out. Thread-safe; one short lock for each coming and
 * going.
 */
public final class Admission {
    private static final double LEAST = 16;
    private static final double LATE_FACTOR = 0.9;
    private static final double NEARLY_FULL = 0.75;
    private static final double RESERVE = 1.25;

    private final Settings settings;
    private final Map<String, Integer> inside = new HashMap<>();
    private double limit;
    private int count;
    private long calmUntil;
    private long admitted;
    private long turnedAway;

    /**
     * @param first how many are let in at once before anything is learnt
     * @param most how many at the most, whatever is learnt
     * @param lateNanos an answer that took longer came late
     */
    public record Settings(int first, int most, long lateNanos) {
        /** Answers within a quarter of a second. */
        public static Settings defaults() {
            return new Settings(256, 4_096, 250_000_000);
        }

        /** Nearly everybody is let in: where one machine asks itself, to show or to measure. */
        public static Settings wide() {
            return new Settings(4_096, 4_096, 10_000_000_000L);
        }
    }

    public Admission(Settings settings) {
        this.settings = settings;
        this.limit = settings.first();
    }

    /**
     * How it stands.
     *
     * @param limit how many are let in at once now
     * @param inside how many are inside
     * @param admitted how many were ever let in
     * @param turnedAway how many never were
     */
    public record State(int limit, int inside, long admitted, long turnedAway) {}

    public synchronized State state() {
        return new State((int) limit, count, admitted, turnedAway);
    }

    /** Comes in, if there is room; whoever was let in must {@link #leave}. */
    public synchronized boolean enter(String network) {
        int own = inside.getOrDefault(network, 0);
        if (!hasRoom(own)) {
            turnedAway++;
            return false;
        }
        inside.put(network, own + 1);
        count++;
        admitted++;
        return true;
    }

    private boolean hasRoom(int own) {
        if (count < limit * NEARLY_FULL) {
            return true;
        }
        double share = limit / Math.max(1, inside.size() + (own == 0 ? 1 : 0));
        return own < share ? count < limit * RESERVE : inside.size() == 1 && own > 0 && count < limit;
    }

    /**
     * Goes, answered.
     *
     * @param nanos how long it took
     * @param now of a clock that only goes on, nanoseconds
     */
    public synchronized void leave(String network, long nanos, long now) {
        inside.computeIfPresent(network, (_, own) -> own == 1 ? null : own - 1);
        count--;
        if (nanos <= settings.lateNanos()) {
            limit = Math.min(settings.most(), limit + 1 / limit);
        } else if (now - calmUntil >= 0) {
            // Those who are inside already come late as well; they must not count again.
            limit = Math.max(LEAST, limit * LATE_FACTOR);
            calmUntil = now + settings.lateNanos();
        }
    }
}
