package org.echt.core.asbuilt;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.echt.core.serial.ItemNumber;

/**
 * The periods known so far, grouped so that a new one meets only those it can clash with: all periods of a serialised
 * part, or those of one lot in one parent. Small groups are lists; a group that grows becomes a tree, so that a part
 * with a hundred thousand moves costs no more than its share. Not thread-safe.
 */
final class Spans {
    static final int NONE = -1;
    static final long STILL = micros(Installation.STILL);

    private static final int LIST_LIMIT = 16;

    private final LongIndex nodes;
    private final LongIndex groups;
    private final Map<Integer, NavigableMap<Long, Integer>> trees = new HashMap<>();
    private int[] head;
    private int[] length;
    private long[] parents;
    private long[] from;
    private long[] to;
    private long[] lines;
    private int[] next;
    private int[] places;
    private int size;

    Spans(LongIndex nodes, int expected) {
        this.nodes = nodes;
        groups = new LongIndex(expected);
        int room = Math.max(16, expected);
        head = new int[room];
        length = new int[room];
        parents = new long[room];
        from = new long[room];
        to = new long[room];
        lines = new long[room];
        next = new int[room];
        places = new int[room];
        Arrays.fill(head, NONE);
    }

    /** Microseconds since 1970: as exact as the stores keep it. */
    static long micros(Instant at) {
        return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
    }

    /** The group a row belongs to. */
    int group(long parent, long part) {
        long key = ItemNumber.isLot(part) ? ~((long) nodes.add(parent) << 32 | nodes.add(part)) : part;
        int group = groups.add(key);
        if (group == head.length) {
            head = Arrays.copyOf(head, group * 2);
            length = Arrays.copyOf(length, group * 2);
            Arrays.fill(head, group, group * 2, NONE);
        }
        return group;
    }

    /**
     * Adds a period.
     *
     * @param line where it stands; 0 for one that was recorded before
     * @param place where the caller keeps it
     */
    void add(int group, Installation row, long line, int place) {
        grow();
        int entry = size++;
        parents[entry] = row.parent();
        from[entry] = micros(row.from());
        to[entry] = micros(row.to());
        lines[entry] = line;
        places[entry] = place;
        next[entry] = head[group];
        head[group] = entry;
        if (++length[group] > LIST_LIMIT) {
            trees.computeIfAbsent(group, this::tree).put(from[entry], entry);
        }
    }

    /** The entry with this parent and this begin, or {@link #NONE}. */
    int find(int group, long parent, long begin) {
        if (length[group] > LIST_LIMIT) {
            var found = tree(group).get(begin);
            return found != null && parents[found] == parent ? found : NONE;
        }
        for (int i = head[group]; i != NONE; i = next[i]) {
            if (from[i] == begin && parents[i] == parent) {
                return i;
            }
        }
        return NONE;
    }

    /** The earliest entry that shares time with the period, or {@link #NONE}. */
    int overlapping(int group, long begin, long end) {
        return length[group] > LIST_LIMIT ? overlapInTree(group, begin, end) : overlapInList(group, begin, end);
    }

    long parent(int entry) {
        return parents[entry];
    }

    long end(int entry) {
        return to[entry];
    }

    void end(int entry, long end) {
        to[entry] = end;
    }

    boolean stored(int entry) {
        return lines[entry] == 0;
    }

    int place(int entry) {
        return places[entry];
    }

    /** The period in words, for the person who mends the file. */
    String told(int entry) {
        var where = stored(entry) ? "recorded before" : "line " + lines[entry];
        return "from " + instant(from[entry]) + (to[entry] == STILL ? " on" : " until " + instant(to[entry])) + " ("
                + where + ")";
    }

    private int overlapInList(int group, long begin, long end) {
        int best = NONE;
        for (int i = head[group]; i != NONE; i = next[i]) {
            if (from[i] < end && begin < to[i] && (best == NONE || from[i] < from[best])) {
                best = i;
            }
        }
        return best;
    }

    private int overlapInTree(int group, long begin, long end) {
        var before = tree(group).floorEntry(begin);
        if (before != null && to[before.getValue()] > begin) {
            return before.getValue();
        }
        var after = tree(group).ceilingEntry(begin);
        return after != null && after.getKey() < end ? after.getValue() : NONE;
    }

    private NavigableMap<Long, Integer> tree(int group) {
        var known = trees.get(group);
        if (known != null) {
            return known;
        }
        var tree = new TreeMap<Long, Integer>();
        for (int i = head[group]; i != NONE; i = next[i]) {
            tree.put(from[i], i);
        }
        return tree;
    }

    private void grow() {
        if (size < parents.length) {
            return;
        }
        int room = size * 2;
        parents = Arrays.copyOf(parents, room);
        from = Arrays.copyOf(from, room);
        to = Arrays.copyOf(to, room);
        lines = Arrays.copyOf(lines, room);
        next = Arrays.copyOf(next, room);
        places = Arrays.copyOf(places, room);
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
    }
}
