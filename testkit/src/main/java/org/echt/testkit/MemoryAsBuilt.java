package org.echt.testkit;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.echt.core.asbuilt.AsBuiltStore;
import org.echt.core.asbuilt.Build;
import org.echt.core.asbuilt.ForeignPart;
import org.echt.core.asbuilt.Installation;
import org.echt.core.serial.ItemSet;

/** Walks over the installations. */
final class MemoryAsBuilt implements AsBuiltStore {
    private final Memory memory;

    MemoryAsBuilt(Memory memory) {
        this.memory = memory;
    }

    @Override
    public List<Build> builds(long[] roots) {
        return memory.locked(() -> Arrays.stream(roots)
                .mapToObj(root -> new MemoryWalk(memory, root).build())
                .toList());
    }

    @Override
    public ItemSet usedIn(ItemSet parts, Instant at) {
        return memory.locked(() -> {
            var todo = new ArrayDeque<Long>();
            parts.forEach(todo::add);
            var found = new HashSet<Long>();
            while (!todo.isEmpty()) {
                for (var installation : memory.above(todo.remove())) {
                    if (installation.holdsAt(at) && found.add(installation.parent())) {
                        todo.add(installation.parent());
                    }
                }
            }
            return ItemSet.of(found.stream().mapToLong(Long::longValue).toArray());
        });
    }

    @Override
    public ItemSet inside(ItemSet parts, Instant at) {
        return memory.locked(() -> {
            var found = ItemSet.builder();
            parts.forEach(part -> {
                if (memory.above(part).stream().anyMatch(i -> i.holdsAt(at))) {
                    found.add(part);
                }
            });
            return found.build();
        });
    }

    @Override
    public void eachParent(Instant at, ParentVisitor visitor) {
        var all = memory.locked(() -> {
            var parents = new TreeMap<Long, long[]>();
            memory.byParent.forEach((parent, installations) -> parents.put(
                    parent,
                    installations.stream()
                            .filter(i -> i.holdsAt(at))
                            .mapToLong(Installation::part)
                            .sorted()
                            .toArray()));
            return parents;
        });
        // One array for all, with rubbish behind the count: callers that keep it or read too far are found out.
        var reused =
                new long[all.values().stream().mapToInt(p -> p.length).max().orElse(0) + 1];
        all.forEach((parent, parts) -> {
            if (parts.length > 0) {
                Arrays.fill(reused, Long.MIN_VALUE);
                System.arraycopy(parts, 0, reused, 0, parts.length);
                visitor.visit(parent, reused, parts.length);
            }
        });
    }

    @Override
    public Map<Long, ForeignPart> foreign(Collection<Long> items) {
        return memory.locked(() -> {
            var found = new HashMap<Long, ForeignPart>();
            for (long item : items) {
                var part = memory.foreign.get(item);
                if (part != null) {
                    found.put(item, part);
                }
            }
            return found;
        });
    }

    @Override
    public void eachForeign(Consumer<ForeignPart> visitor) {
        memory.locked(() -> new ArrayList<>(memory.foreign.values())).forEach(visitor);
    }
}
