package org.echt.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.echt.core.asbuilt.Build;
import org.echt.core.asbuilt.Installation;
import org.echt.core.recall.Remedy;
import org.echt.core.scan.ItemState;
import org.echt.core.scan.Life;
import org.echt.core.scan.LifeChange;
import org.echt.core.scan.Scan;
import org.echt.core.scan.ScanStore;
import org.echt.core.serial.ItemNumber;
import org.echt.core.serial.ItemSet;
import org.echt.core.verify.ItemStore;
import org.jspecify.annotations.Nullable;

/** States of items, the scans that make them, and the one read of a check. */
final class MemoryItems implements ItemStore, ScanStore {
    private final Memory memory;

    MemoryItems(Memory memory) {
        this.memory = memory;
    }

    @Override
    public ItemFacts read(long item, boolean withBuild) {
        return memory.locked(() -> {
            if (item == ItemNumber.NONE) {
                return new ItemFacts(memory.version, ItemState.untouched(item), List.of(), Build.none(item));
            }
            var build = withBuild ? new MemoryWalk(memory, item).build() : Build.none(item);
            return new ItemFacts(memory.version, state(item), remedies(item, build), build);
        });
    }

    @Override
    public void append(Scan scan) {
        memory.locked(() -> {
            memory.scans.add(scan);
            if (scan.item() != ItemNumber.NONE) {
                memory.states.put(scan.item(), checked(state(scan.item()), scan.at()));
            }
            return scan;
        });
    }

    @Override
    public void setLife(LifeChange change) {
        memory.locked(() -> {
            var was = state(change.item());
            if (was.life() == change.life()) {
                return was;
            }
            memory.access.write(change.audit(was.life()));
            return memory.states.put(
                    was.item(),
                    new ItemState(
                            was.item(),
                            change.life(),
                            was.firstCheckedAt(),
                            was.lastCheckedAt(),
                            was.checks(),
                            was.use()));
        });
    }

    @Override
    public Map<Life, Long> lives(ItemSet items) {
        return memory.locked(() -> memory.states.values().stream()
                .filter(s -> s.life() != Life.COMMISSIONED && items.contains(s.item()))
                .collect(Collectors.groupingBy(ItemState::life, Collectors.counting())));
    }

    @Override
    public ItemSet checked(Instant from, Instant to) {
        return memory.locked(() -> {
            var items = ItemSet.builder();
            memory.scans.stream()
                    .filter(s -> s.item() != ItemNumber.NONE && !s.at().isBefore(from) && s.at().isBefore(to))
                    .forEach(s -> items.add(s.item()));
            return items.build();
        });
    }

    @Override
    public List<Scan> checksOf(long item, Instant to, int limit) {
        return memory.locked(() -> memory.scans.stream()
                .filter(s -> s.item() == item && s.at().isBefore(to))
                .sorted(Comparator.comparing(Scan::at).reversed())
                .limit(limit)
                .toList());
    }

    @Override
    public ItemSet inLife(Life life) {
        return memory.locked(() -> {
            var items = ItemSet.builder();
            memory.states.values().stream().filter(s -> s.life() == life).forEach(s -> items.add(s.item()));
            return items.build();
        });
    }

    private ItemState state(long item) {
        var state = memory.states.get(item);
        return state != null ? state : ItemState.untouched(item);
    }

    /** Checks may arrive in any order: the first is the earliest, the last the latest. */
    private static ItemState checked(ItemState was, Instant at) {
        return new ItemState(
                was.item(),
                was.life(),
                earlier(was.firstCheckedAt(), at),
                later(was.lastCheckedAt(), at),
                was.checks() + 1,
                was.use());
    }

    private static Instant earlier(@Nullable Instant a, Instant b) {
        return a != null && a.isBefore(b) ? a : b;
    }

    private static Instant later(@Nullable Instant a, Instant b) {
        return a != null && a.isAfter(b) ? a : b;
    }

    private List<Remedy> remedies(long item, Build build) {
        Set<Long> all = new LinkedHashSet<>();
        all.add(item);
        for (var installations : build.byParent().values()) {
            installations.stream().map(Installation::part).forEach(all::add);
        }
        var found = new ArrayList<Remedy>();
        for (long one : all) {
            found.addAll(memory.remedies.getOrDefault(one, Map.of()).values());
        }
        return List.copyOf(found);
    }
}
