package org.echt.core.scan;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the counted facts of one item say.
 *
 * @param facts what was counted
 * @param reasons the signs among them, strongest first
 * @param level what is done about them
 */
public record Signal(Facts facts, Set<Reason> reasons, Level level) {
    public Signal {
        var sorted = EnumSet.noneOf(Reason.class);
        sorted.addAll(reasons);
        reasons = Collections.unmodifiableSet(sorted);
        if (level != Level.NOTHING && reasons.isEmpty()) {
            throw new IllegalArgumentException("a signal needs a reason");
        }
        if (level == Level.UNUSUAL && reasons.stream().noneMatch(Reason::isRecorded)) {
            throw new IllegalArgumentException(
                    "an answer must not change by what anybody can bring about by asking: " + reasons);
        }
    }

    /** What is done about it. COPY_CONFIRMED is not among it: that is said by a person. */
    public enum Level {
        NOTHING,
        /** A person should look at it. No answer changes. */
        CASE,
        /** That, and every check says {@link ItemState.Use#UNUSUAL}. */
        UNUSUAL
    }

    /** What its case is filed under; only where there is one. */
    public Reason cause() {
        return reasons.iterator().next();
    }

    /** The country its case is filed under; empty where the cause is not about one. */
    public String casePlace() {
        return cause() == Reason.OUTSIDE_MARKET ? facts.where() : "";
    }

    /**
     * What was counted of an item within the window.
     *
     * @param people people-days
     * @param days days with at least one
     * @param busiest most people of one day
     * @param places countries, in the order of the alphabet; without those where none was known
     * @param homes how many of them the item came back to
     * @param outside people-days in countries its lot was not made for; 0 where that is not known
     * @param where the country with most of those outside; empty for none
     * @param first first day counted; null for none
     * @param last last day counted; null for none
     */
    public record Facts(
            int people,
            int days,
            int busiest,
            List<String> places,
            int homes,
            int outside,
            String where,
            @Nullable LocalDate first,
            @Nullable LocalDate last) {
        public static final Facts NONE = new Facts(0, 0, 0, List.of(), 0, 0, "", null, null);

        public Facts {
            places = List.copyOf(places);
        }
    }

    static Signal of(Facts facts, Collection<Reason> reasons, Level level) {
        return new Signal(facts, Set.copyOf(reasons), level);
    }
}
