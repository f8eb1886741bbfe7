package org.echt.core.scan;

/**
 * From when on what is counted is a sign. {@link #DEFAULTS} come from {@code bench/run signals}, which prints the sweep
 * they were chosen from (docs/signals.md).
 *
 * @param window how many days back are counted
 * @param codesOfNetwork a network that looks at more different items on one day counts for nobody that day: a script, a
 *     shop's scanner, a warehouse
 * @param peopleOfNetwork people of one network that count for one item on one day at most, whatever they call themselves
 * @param owners {@link Reason#MANY_OWNERS}
 * @param people {@link Reason#MANY_PEOPLE}
 * @param places {@link Reason#MANY_PLACES}
 * @param homes {@link Reason#SEVERAL_HOMES}
 * @param apart days from the first to the last check in a country that is a home
 * @param outside {@link Reason#OUTSIDE_MARKET}
 * @param seen people-days of an item that nobody should hold
 */
public record Thresholds(
        int window,
        int codesOfNetwork,
        int peopleOfNetwork,
        int owners,
        int people,
        int places,
        int homes,
        int apart,
        int outside,
        int seen) {
    public static final Thresholds DEFAULTS = new Thresholds(90, 20, 1, 3, 100, 10, 3, 14, 8, 4);

    public Thresholds {
        if (window < 2
                || codesOfNetwork < 1
                || peopleOfNetwork < 1
                || owners < 3
                || people < 2
                || places < 2
                || homes < 2
                || apart < 1
                || outside < 2
                || seen < 2) {
            throw new IllegalArgumentException(
                    "thresholds must be such that neither one person nor two owners are a sign: " + this);
        }
    }

    /** With fewer people-days nothing that is counted of those who look is a sign. */
    public int least() {
        int abroad = Math.min(places, Math.min(2 * homes, outside));
        return Math.min(abroad, Math.min(people, seen));
    }
}
