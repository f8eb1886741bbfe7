package org.echt.core.asbuilt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.echt.core.asbuilt.RejectedLine.Cause;
import org.echt.core.serial.ItemNumber;

/** The rules of {@link ChunkCheck}, written for reading: lists, recursion, no thought of speed. */
final class NaiveCheck {
    final List<Installation> known;
    final Map<Long, Cause> rejected = new TreeMap<>();
    int added;
    int closed;
    int same;
    private final List<Installation> before;
    private final Set<List<Long>> edges = new HashSet<>();

    NaiveCheck(List<Installation> stored, List<Installation> above) {
        known = new ArrayList<>(stored);
        before = List.copyOf(stored);
        stored.forEach(this::edge);
        above.forEach(this::edge);
    }

    private void edge(Installation i) {
        edges.add(List.of(i.parent(), i.part()));
    }

    void run(Candidates rows) {
        var open = new ArrayList<Integer>();
        for (int i = 0; i < rows.size(); i++) {
            if (!closesStored(rows.row(i))) {
                open.add(i);
            }
        }
        open.forEach(i -> judge(rows.row(i), rows.line(i)));
    }

    private boolean closesStored(Installation row) {
        var still = new Installation(row.parent(), row.part(), row.from(), Installation.STILL);
        if (row.equals(still) || !before.contains(still) || !known.remove(still)) {
            return false;
        }
        known.add(row);
        closed++;
        return true;
    }

    private void judge(Installation row, long line) {
        var twin = known.stream()
                .filter(i -> i.parent() == row.parent()
                        && i.part() == row.part()
                        && i.from().equals(row.from()))
                .findFirst();
        if (twin.isPresent()) {
            again(row, line, twin.get());
        } else if (row.parent() == row.part()) {
            rejected.put(line, Cause.INSIDE_ITSELF);
        } else {
            fresh(row, line);
        }
    }

    private void again(Installation row, long line, Installation twin) {
        if (row.to().equals(twin.to()) || row.to().equals(Installation.STILL)) {
            same++;
        } else if (twin.to().equals(Installation.STILL)) {
            known.remove(twin);
            known.add(row);
            same++;
        } else {
            rejected.put(line, Cause.BAD_PERIOD);
        }
    }

    private void fresh(Installation row, long line) {
        var clash = known.stream()
                .filter(i -> !ItemNumber.isLot(i.part()) && i.part() == row.part() && i.overlaps(row))
                .min(Comparator.comparing(Installation::from));
        if (clash.isPresent()) {
            boolean sameParent = clash.get().parent() == row.parent();
            rejected.put(line, sameParent ? Cause.BAD_PERIOD : Cause.PART_IN_TWO_PARENTS);
        } else if (below(row.part()).contains(row.parent())) {
            rejected.put(line, Cause.INSIDE_ITSELF);
        } else if (!edges.contains(List.of(row.parent(), row.part()))
                && chain(row.parent(), 1) + 1 + chain(row.part(), 0) > Build.MAX_DEPTH) {
            rejected.put(line, Cause.TOO_DEEP);
        } else {
            edge(row);
            known.add(row);
            added++;
        }
    }

    private Set<Long> below(long item) {
        var found = new HashSet<Long>();
        var todo = new ArrayList<>(List.of(item));
        while (!todo.isEmpty()) {
            long here = todo.removeLast();
            edges.stream()
                    .filter(e -> e.getFirst() == here && found.add(e.getLast()))
                    .forEach(e -> todo.add(e.getLast()));
        }
        return found;
    }

    /** Longest chain away from the item: {@code side} 1 upwards, 0 downwards. */
    private int chain(long item, int side) {
        int longest = 0;
        for (var e : edges) {
            if (e.get(side) == item) {
                longest = Math.max(longest, 1 + chain(e.get(1 - side), side));
            }
        }
        return longest;
    }
}
