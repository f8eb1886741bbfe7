package org.echt.core.asbuilt;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The build record under one item: every installation ever recorded below it, whatever its dates, so that one read
 * answers for any date. Immutable.
 *
 * @param root the item
 * @param byParent installations by parent item number
 * @param foreign the dictionary's entries for the foreign parts among them
 * @param whole false when the walk was cut off at {@link #MAX_DEPTH} or {@link #MAX_PARTS}, or met a cycle: then nothing
 *     may be ruled out
 */
public record Build(long root, Map<Long, List<Installation>> byParent, Map<Long, ForeignPart> foreign, boolean whole) {
    /** Levels below the root a walk follows. */
    public static final int MAX_DEPTH = 16;
    /** Parts below one root a walk returns. */
    public static final int MAX_PARTS = 20_000;

    /** A build with nothing recorded. */
    public static Build none(long root) {
        return new Build(root, Map.of(), Map.of(), true);
    }

    /** Groups installations by parent. */
    public static Build of(long root, List<Installation> installations, Map<Long, ForeignPart> foreign, boolean whole) {
        var byParent = new HashMap<Long, List<Installation>>();
        for (var installation : installations) {
            byParent.computeIfAbsent(installation.parent(), _ -> new ArrayList<>())
                    .add(installation);
        }
        return new Build(root, byParent, foreign, whole);
    }

    /** What sits directly in {@code parent} at the instant. */
    public List<Installation> partsOf(long parent, Instant at) {
        var all = byParent.get(parent);
        return all == null ? List.of() : all.stream().filter(i -> i.holdsAt(at)).toList();
    }

    public @Nullable ForeignPart foreign(long item) {
        return foreign.get(item);
    }
}
