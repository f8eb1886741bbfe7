package org.echt.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.echt.core.attribute.AttributeDefinition;
import org.echt.core.attribute.AttributeStore;
import org.echt.core.attribute.ChangeSet;
import org.echt.core.product.Product;
import org.echt.core.recall.Recall;
import org.echt.core.recall.RecallAudit;
import org.echt.core.recall.RecallStore;
import org.echt.core.recall.Remedy;
import org.echt.core.recall.RemedyRecord;
import org.echt.core.recall.Revision;
import org.echt.core.recall.Revocation;
import org.echt.core.serial.Batch;
import org.echt.core.serial.BatchStore;
import org.echt.core.serial.ItemSet;
import org.echt.core.verify.CatalogueStore;

/** What every node holds in memory, and how it changes. Every change raises the version in the same step. */
final class MemoryCatalogue implements CatalogueStore, BatchStore, AttributeStore, RecallStore {
    private final Memory memory;

    MemoryCatalogue(Memory memory) {
        this.memory = memory;
    }

    @Override
    public CatalogueData load() {
        return memory.locked(() -> new CatalogueData(
                memory.version,
                List.copyOf(memory.products.values()),
                List.copyOf(memory.batches.values()),
                List.copyOf(memory.definitions.values()),
                List.copyOf(memory.changeSets),
                all()));
    }

    @Override
    public boolean add(Product product, String by, Instant at) {
        return memory.locked(() -> {
            boolean taken = memory.products.values().stream()
                    .anyMatch(p -> p.gtin().equals(product.gtin()) || p.key().equals(product.key()));
            return !taken
                    && changed(() -> memory.products.put(product.gtin(), product))
                    && memory.access.write(product.audit(by, at));
        });
    }

    @Override
    public List<Batch> batches() {
        return memory.locked(() -> List.copyOf(memory.batches.values()));
    }

    @Override
    public Put put(Batch batch, String by) {
        return memory.locked(() -> {
            // The order is looked at first: whoever repeats a put that was kept is told so, not that its number is
            // taken.
            for (var other : memory.batches.values()) {
                if (other.order().equals(batch.order())) {
                    return new OrderExists(other);
                }
            }
            if (memory.batches.containsKey(batch.number())) {
                return new NumberTaken();
            }
            var refusal = MemoryMakers.refusal(memory, batch);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            changed(() -> memory.batches.put(batch.number(), batch));
            memory.access.write(batch.audit(by));
            return new Stored(batch);
        });
    }

    @Override
    public boolean define(AttributeDefinition definition, String by, Instant at) {
        return memory.locked(() -> !memory.definitions.containsKey(definition.name())
                && changed(() -> memory.definitions.put(definition.name(), definition))
                && memory.access.write(definition.audit(by, at)));
    }

    @Override
    public boolean append(ChangeSet changeSet) {
        return memory.locked(() -> changeSet.id() == memory.changeSets.size() + 1
                && changed(() -> memory.changeSets.add(changeSet))
                && memory.access.write(changeSet.audit()));
    }

    @Override
    public List<Recall> recalls() {
        return memory.locked(this::all);
    }

    @Override
    public Optional<Recall> recall(String id) {
        return memory.locked(() -> Optional.ofNullable(memory.recalls.get(id)).map(r -> new Recall(id, r)));
    }

    @Override
    public boolean append(String id, Revision revision) {
        return memory.locked(() -> {
            var known = memory.recalls.getOrDefault(id, List.of());
            var before = known.isEmpty() ? null : known.getLast();
            return revision.number() == known.size() + 1
                    && changed(() -> memory.recalls
                            .computeIfAbsent(id, _ -> new ArrayList<>())
                            .add(revision))
                    && memory.access.write(RecallAudit.of(id, before, revision));
        });
    }

    @Override
    public boolean record(Remedy remedy, Instant now) {
        return memory.locked(() -> {
            var standing = memory.remedies.computeIfAbsent(remedy.item(), _ -> new TreeMap<>());
            return standing.putIfAbsent(remedy.recall(), remedy) == null
                    && memory.remedyRecords.add(remedy)
                    && memory.access.write(RecallAudit.of(remedy, now));
        });
    }

    @Override
    public boolean revoke(Revocation revocation) {
        return memory.locked(() -> {
            var standing = memory.remedies.getOrDefault(revocation.item(), new TreeMap<>());
            return standing.remove(revocation.recall()) != null
                    && memory.remedyRecords.add(revocation)
                    && memory.access.write(RecallAudit.of(revocation));
        });
    }

    @Override
    public List<RemedyRecord> remedies(String recall, long item) {
        return memory.locked(() -> memory.remedyRecords.stream()
                .filter(r -> r.recall().equals(recall) && r.item() == item)
                .toList());
    }

    @Override
    public ItemSet remedied(String recall) {
        return memory.locked(() -> {
            var items = ItemSet.builder();
            for (Map.Entry<Long, Map<String, Remedy>> entry : memory.remedies.entrySet()) {
                if (entry.getValue().containsKey(recall)) {
                    items.add(entry.getKey());
                }
            }
            return items.build();
        });
    }

    @Override
    public ItemSet remedied(String recall, Instant from, Instant to) {
        return memory.locked(() -> {
            var items = ItemSet.builder();
            memory.remedies.values().stream()
                    .map(standing -> standing.get(recall))
                    .filter(r -> r != null && !r.at().isBefore(from) && r.at().isBefore(to))
                    .forEach(r -> items.add(r.item()));
            return items.build();
        });
    }

    private List<Recall> all() {
        return memory.recalls.entrySet().stream()
                .map(e -> new Recall(e.getKey(), e.getValue()))
                .toList();
    }

    private boolean changed(Runnable change) {
        change.run();
        memory.version++;
        return true;
    }
}
