package org.echt.core.scan;

import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.echt.core.scan.Signal.Facts;
import org.echt.core.scan.Signal.Level;

/**
 * Judges the use of a code by counted facts.
 *
 * <p><b>Why asking never accuses.</b> Whoever knows a code can ask for it, from as many networks and countries as they pay
 * for. So what is counted of those who ask, however much of it, opens a case for a person to look at and changes no answer.
 * Nor does it weigh anything beside a fact that changes one: the item of two who are honestly in dispute would be burnt
 * otherwise. An answer becomes UNUSUAL only where more persons than one item can have showed its inside code.
 *
 * <p>Pure: the same facts give the same signal.
 */
public final class CopySignals {
    private final Thresholds thresholds;

    public CopySignals(Thresholds thresholds) {
        this.thresholds = thresholds;
    }

    /**
     * What is known of an item besides who looked at it.
     *
     * @param life where it is in its life
     * @param markets countries its lot was made for; empty where that is not known
     * @param owners persons in dispute about it who showed its inside code
     */
    public record Circumstances(Life life, Set<String> markets, int owners) {
        public Circumstances {
            markets = Set.copyOf(markets);
        }
    }

    /**
     * Judges one item.
     *
     * @param history days of this item in any order; those outside the window before {@code today} do not count
     * @param today the last day that counts
     */
    public Signal judge(Collection<ItemDay> history, Circumstances circumstances, LocalDate today) {
        var first = today.minusDays(thresholds.window() - 1L);
        var counted = history.stream()
                .filter(d -> !d.day().isBefore(first) && !d.day().isAfter(today))
                .toList();
        var facts = count(counted, circumstances.markets());
        var reasons = reasons(counted, facts, circumstances);
        return Signal.of(facts, reasons, level(reasons));
    }

    private static Level level(Set<Reason> reasons) {
        if (reasons.stream().anyMatch(Reason::isRecorded)) {
            return Level.UNUSUAL;
        }
        return reasons.isEmpty() ? Level.NOTHING : Level.CASE;
    }

    private Set<Reason> reasons(List<ItemDay> counted, Facts facts, Circumstances known) {
        var reasons = EnumSet.noneOf(Reason.class);
        if (known.owners() >= thresholds.owners()) {
            reasons.add(Reason.MANY_OWNERS);
        }
        if (facts.people() >= thresholds.seen() && facts.days() > 1) {
            if (known.life() == Life.DESTROYED) {
                reasons.add(Reason.DESTROYED_SEEN);
            } else if (known.life() == Life.NOT_RELEASED) {
                reasons.add(Reason.NOT_RELEASED_SEEN);
            }
        }
        if (facts.outside() >= thresholds.outside() && daysOutside(counted, known.markets()) > 1) {
            reasons.add(Reason.OUTSIDE_MARKET);
        }
        if (facts.homes() >= thresholds.homes()) {
            reasons.add(Reason.SEVERAL_HOMES);
        }
        if (facts.places().size() >= thresholds.places()) {
            reasons.add(Reason.MANY_PLACES);
        }
        if (facts.people() >= thresholds.people()) {
            reasons.add(Reason.MANY_PEOPLE);
        }
        return reasons;
    }

    private Facts count(List<ItemDay> counted, Set<String> markets) {
        if (counted.isEmpty()) {
            return Facts.NONE;
        }
        var byDay = new TreeMap<LocalDate, Integer>();
        var outside = new TreeMap<String, Integer>();
        for (var day : counted) {
            byDay.merge(day.day(), day.people(), Integer::sum);
            if (isOutside(day, markets)) {
                outside.merge(day.place(), day.people(), Integer::sum);
            }
        }
        var places = daysByPlace(counted);
        return new Facts(
                sum(byDay.values()),
                byDay.size(),
                byDay.values().stream().mapToInt(Integer::intValue).max().orElse(0),
                List.copyOf(places.keySet()),
                homes(places),
                sum(outside.values()),
                most(outside),
                byDay.firstKey(),
                byDay.lastKey());
    }

    private static int sum(Collection<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).sum();
    }

    private static String most(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(
                                Map.Entry.<String, Integer>comparingByKey().reversed()))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    private static SortedMap<String, NavigableSet<LocalDate>> daysByPlace(List<ItemDay> counted) {
        var places = new TreeMap<String, NavigableSet<LocalDate>>();
        for (var day : counted) {
            if (!day.place().isEmpty()) {
                places.computeIfAbsent(day.place(), _ -> new TreeSet<>()).add(day.day());
            }
        }
        return places;
    }

    /** Places seen again long after, with another seen between: whoever moves house, or sells it abroad, has one behind. */
    private int homes(Map<String, NavigableSet<LocalDate>> places) {
        int homes = 0;
        for (var place : places.entrySet()) {
            var first = place.getValue().first();
            var last = place.getValue().last();
            boolean stays = !last.isBefore(first.plusDays(thresholds.apart()));
            if (stays && isElsewhere(places, place.getKey(), first, last)) {
                homes++;
            }
        }
        return homes;
    }

    private static boolean isElsewhere(
            Map<String, NavigableSet<LocalDate>> places, String place, LocalDate from, LocalDate to) {
        return places.entrySet().stream()
                .anyMatch(other -> !other.getKey().equals(place)
                        && !other.getValue().subSet(from, true, to, true).isEmpty());
    }

    private static boolean isOutside(ItemDay day, Set<String> markets) {
        return !markets.isEmpty() && !day.place().isEmpty() && !markets.contains(day.place());
    }

    private static long daysOutside(List<ItemDay> counted, Set<String> markets) {
        return counted.stream()
                .filter(d -> isOutside(d, markets))
                .map(ItemDay::day)
                .distinct()
                .count();
    }
}
