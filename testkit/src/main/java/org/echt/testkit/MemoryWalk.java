package org.echt.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.echt.core.asbuilt.Build;
import org.echt.core.asbuilt.ForeignPart;
import org.echt.core.asbuilt.Installation;

/** One walk down, level by level, over all dates. Used once, under the lock. */
final class MemoryWalk {
    private final Memory memory;
    private final long root;
    private final Map<Long, List<Installation>> byParent = new HashMap<>();
    private final Map<Long, ForeignPart> foreign = new HashMap<>();
    private final Set<Long> parts = new HashSet<>();
    private boolean cut;

    MemoryWalk(Memory memory, long root) {
        this.memory = memory;
        this.root = root;
    }

    Build build() {
        Set<Long> level = Set.of(root);
        for (int depth = 1; depth <= Build.MAX_DEPTH; depth++) {
            level = next(level);
        }
        cut |= level.stream().anyMatch(this::unseen);
        return new Build(root, byParent, foreign, !cut && !new Cycle().below(root));
    }

    /** True where a part at the deepest level holds something the walk does not return. */
    private boolean unseen(long item) {
        return !byParent.containsKey(item) && !memory.below(item).isEmpty();
    }

    private Set<Long> next(Set<Long> level) {
        Set<Long> next = new LinkedHashSet<>();
        for (long parent : level) {
            if (unseen(parent)) {
                for (var installation : memory.below(parent)) {
                    take(installation, next);
                }
            }
        }
        return next;
    }

    private void take(Installation installation, Set<Long> next) {
        long part = installation.part();
        if (!parts.contains(part)) {
            if (parts.size() == Build.MAX_PARTS) {
                cut = true;
                return;
            }
            parts.add(part);
            next.add(part);
            var entry = memory.foreign.get(part);
            if (entry != null) {
                foreign.put(part, entry);
            }
        }
        byParent.computeIfAbsent(installation.parent(), _ -> new ArrayList<>()).add(installation);
    }

    /** Looks for an item above itself among what the walk returned. */
    private final class Cycle {
        private final Set<Long> above = new HashSet<>();
        private final Set<Long> clean = new HashSet<>();

        boolean below(long item) {
            if (clean.contains(item)) {
                return false;
            }
            if (!above.add(item)) {
                return true;
            }
            for (var installation : byParent.getOrDefault(item, List.of())) {
                if (below(installation.part())) {
                    return true;
                }
            }
            above.remove(item);
            clean.add(item);
            return false;
        }
    }
}
