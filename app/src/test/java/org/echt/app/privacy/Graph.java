package org.echt.app.privacy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What flows where: places in the program, and the ways between them. What was handed into a method comes back only to the
 * call that handed it in; the ways of {@link Way#ACROSS} stand for the whole passage.
 */
final class Graph {
    /** How a way leads from place to place. */
    enum Way {
        /** Within a method. */
        ALONG,
        /** From one side of a call to the other, past what happens inside. */
        ACROSS,
        /** From a call into the method called. */
        IN,
        /** From a method to a call of it. */
        OUT
    }

    private record Step(String to, Way way) {}

    private final Set<String> walls;
    private final Map<String, Set<Step>> steps = new HashMap<>();
    private final Map<String, Set<String>> copies = new HashMap<>();

    /** @param walls places through which nothing goes */
    Graph(Set<String> walls) {
        this.walls = walls;
    }

    /** Adds a way; false where it was there, or where a wall is. */
    boolean add(String from, String to, Way way) {
        return !walls.contains(to)
                && steps.computeIfAbsent(from, _ -> new LinkedHashSet<>()).add(new Step(to, way));
    }

    /** Adds a way on which the very object goes. */
    void copy(String from, String to, Way way) {
        if (!add(from, to, way)) {
            return;
        }
        copies.computeIfAbsent(from, _ -> new LinkedHashSet<>()).add(to);
    }

    /** Every place where the very object of a place may be. */
    Collection<String> same(String place) {
        var found = new LinkedHashSet<>(Set.of(place));
        var next = new ArrayDeque<>(found);
        while (!next.isEmpty()) {
            for (var to : copies.getOrDefault(next.remove(), Set.of())) {
                if (found.add(to)) {
                    next.add(to);
                }
            }
        }
        return found;
    }

    /** The places that a place reaches without leaving its method and without going through a field. */
    Set<String> within(String place) {
        var found = new HashSet<>(Set.of(place));
        var next = new ArrayDeque<>(found);
        while (!next.isEmpty()) {
            for (var step : steps.getOrDefault(next.remove(), Set.of())) {
                boolean stays = step.way() == Way.ALONG || step.way() == Way.ACROSS;
                if (stays && !isField(step.to()) && found.add(step.to())) {
                    next.add(step.to());
                }
            }
        }
        return found;
    }

    private static boolean isField(String place) {
        return place.startsWith("field ");
    }

    /**
     * A place that was reached.
     *
     * @param place which
     * @param called whether it was reached by a call into its method, so that no other caller can have it from there
     */
    private record Reached(String place, boolean called) {}

    /** Every place that something of the sources reaches, with the way there. */
    Map<String, List<String>> reached(Collection<String> sources) {
        var from = new LinkedHashMap<Reached, List<Reached>>();
        var next = new ArrayDeque<Reached>();
        for (var source : sources) {
            from.put(new Reached(source, false), List.of());
            next.add(new Reached(source, false));
        }
        while (!next.isEmpty()) {
            var here = next.remove();
            for (var step : steps.getOrDefault(here.place(), Set.of())) {
                if (here.called() && step.way() == Way.OUT) {
                    continue;
                }
                boolean called = !isField(step.to()) && (here.called() || step.way() == Way.IN);
                var there = new Reached(step.to(), called);
                boolean known = from.containsKey(there) || from.containsKey(new Reached(step.to(), false));
                if (!known) {
                    from.put(there, List.of(here));
                    next.add(there);
                }
            }
        }
        var ways = new LinkedHashMap<String, List<String>>();
        from.keySet().forEach(reached -> ways.putIfAbsent(reached.place(), way(from, reached)));
        return ways;
    }

    private static List<String> way(Map<Reached, List<Reached>> from, Reached to) {
        var way = new ArrayList<>(List.of(to.place()));
        for (var before = from.getOrDefault(to, List.of());
                !before.isEmpty();
                before = from.getOrDefault(before.getFirst(), List.of())) {
            way.add(before.getFirst().place());
        }
        Collections.reverse(way);
        return way;
    }
}
