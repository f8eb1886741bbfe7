package org.echt.core.scan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts the people of one day. What one of them does again counts once; networks that look at many items count for
 * nobody; of one network only so many people are believed. The store counts by SQL, and both are held equal by a test.
 */
public final class DayCount {
    private final Thresholds thresholds;
    private final LocalDate day;
    private final Map<Key, Set<Long>> people = new HashMap<>();
    private final Map<Integer, Set<Long>> itemsOfNetwork = new HashMap<>();

    private record Key(long item, String place, int network) {}

    private record Where(long item, String place) implements Comparable<Where> {
        @Override
        public int compareTo(Where other) {
            int byItem = Long.compare(item, other.item);
            return byItem != 0 ? byItem : place.compareTo(other.place);
        }
    }

    public DayCount(LocalDate day, Thresholds thresholds) {
        this.day = day;
        this.thresholds = thresholds;
    }

    /** The people of these checks, which are of one day; by item and place. */
    public static List<ItemDay> of(LocalDate day, Collection<Scan> scans, Thresholds thresholds) {
        var count = new DayCount(day, thresholds);
        scans.forEach(scan -> count.add(scan.item(), scan.visitor()));
        return count.result();
    }

    /** Adds one check; those of no item and of nobody do not count. */
    public void add(long item, Visitor visitor) {
        if (item < 0 || visitor.person() == Visitor.NOBODY.person()) {
            return;
        }
        int network = Visitor.network(visitor.person());
        // One more than may be is enough to know.
        var items = itemsOfNetwork.computeIfAbsent(network, _ -> new HashSet<>());
        if (items.size() <= thresholds.codesOfNetwork()) {
            items.add(item);
        }
        var of = people.computeIfAbsent(new Key(item, visitor.place(), network), _ -> new HashSet<>());
        if (of.size() < thresholds.peopleOfNetwork()) {
            of.add(visitor.person());
        }
    }

    /** What was counted so far, by item and place. */
    public List<ItemDay> result() {
        var counts = new TreeMap<Where, Integer>();
        people.forEach((key, persons) -> {
            var items = itemsOfNetwork.getOrDefault(key.network(), Set.of());
            if (items.size() <= thresholds.codesOfNetwork()) {
                counts.merge(new Where(key.item(), key.place()), persons.size(), Integer::sum);
            }
        });
        var days = new ArrayList<ItemDay>(counts.size());
        counts.forEach((where, number) -> days.add(new ItemDay(where.item(), day, where.place(), number)));
        return days;
    }
}
