package org.echt.testkit;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.echt.core.audit.AuditEntry;
import org.echt.core.maker.BatchUse;
import org.echt.core.maker.Export;
import org.echt.core.maker.Maker;
import org.echt.core.maker.MakerStore;
import org.echt.core.maker.Quota;
import org.echt.core.maker.Quotas;
import org.echt.core.scan.ItemState;
import org.echt.core.scan.Life;
import org.echt.core.serial.Batch;
import org.echt.core.serial.BatchStore;
import org.jspecify.annotations.Nullable;

/** Makers and quotas in memory. */
final class MemoryMakers implements MakerStore {
    private final Memory memory;

    MemoryMakers(Memory memory) {
        this.memory = memory;
    }

    /** Called under the lock, for a batch that is not stored yet. */
    static Optional<BatchStore.Put> refusal(Memory memory, Batch batch) {
        if (memory.makers.isEmpty()) {
            return Optional.empty();
        }
        var maker = memory.makers.get(batch.maker());
        if (maker == null) {
            return Optional.of(new BatchStore.UnknownMaker(batch.maker()));
        }
        var theirs = memory.batches.values().stream()
                .filter(b -> b.maker().equals(batch.maker()))
                .toList();
        long inAll = theirs.stream().mapToLong(Batch::count).sum();
        long ofProduct = theirs.stream()
                .filter(b -> b.gtin().equals(batch.gtin()))
                .mapToLong(Batch::count)
                .sum();
        return maker.own() ? Optional.empty() : Quotas.refusal(batch, of(memory, maker.name()), ofProduct, inAll);
    }

    private static List<Quota> of(Memory memory, String maker) {
        return memory.quotas.stream()
                .filter(q -> q.maker().equals(maker))
                .sorted(Comparator.comparing(MemoryMakers::gtin))
                .toList();
    }

    private static String gtin(Quota quota) {
        var gtin = quota.gtin();
        return gtin == null ? "" : gtin.digits();
    }

    @Override
    public List<Maker> makers() {
        return memory.locked(() -> List.copyOf(memory.makers.values()));
    }

    @Override
    public Optional<Maker> maker(String name) {
        return memory.locked(() -> Optional.ofNullable(memory.makers.get(name)));
    }

    @Override
    public List<Quota> quotas(String maker) {
        return memory.locked(() -> of(memory, maker));
    }

    @Override
    public boolean change(@Nullable Maker before, Maker after, AuditEntry audit) {
        return memory.locked(() -> {
            boolean same = Objects.equals(before, memory.makers.get(after.name()));
            if (same) {
                memory.makers.put(after.name(), after);
            }
            return same && memory.access.write(audit);
        });
    }

    @Override
    public boolean change(@Nullable Quota before, Quota after, AuditEntry audit) {
        return memory.locked(() -> {
            var present = of(memory, after.maker()).stream()
                    .filter(q -> Objects.equals(q.gtin(), after.gtin()))
                    .findFirst()
                    .orElse(null);
            boolean same = memory.makers.containsKey(after.maker()) && Objects.equals(before, present);
            if (same) {
                memory.quotas.remove(present);
                memory.quotas.add(after);
            }
            return same && memory.access.write(audit);
        });
    }

    @Override
    public List<BatchUse> uses(String maker) {
        return memory.locked(() -> memory.batches.values().stream()
                .filter(b -> b.maker().equals(maker))
                .map(this::use)
                .toList());
    }

    @Override
    public void record(Export export, String by) {
        memory.locked(() -> memory.access.write(export.audit(by)));
    }

    private BatchUse use(Batch batch) {
        var states = memory.states.values().stream()
                .filter(s -> s.item() >= batch.firstItem() && s.item() <= batch.lastItem())
                .toList();
        var idle = states.stream().filter(s -> s.life() == Life.NOT_RELEASED).toList();
        return new BatchUse(
                batch,
                idle.size(),
                states.stream()
                        .filter(s -> s.life() == Life.DESTROYED || s.life() == Life.SAMPLE)
                        .count(),
                states.stream().filter(s -> s.checks() > 0).count(),
                idle.stream().filter(s -> s.checks() > 0).count(),
                idle.stream().mapToLong(ItemState::checks).sum());
    }
}
