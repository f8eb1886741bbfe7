package org.echt.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.echt.core.issuance.CommitmentStore;
import org.echt.core.issuance.CommittedBatch;
import org.echt.core.tlog.Hash;

/** Roots of batches in memory. No batch is of an earlier release. */
final class MemoryCommitments implements CommitmentStore {
    private final Memory memory;
    private final Map<Integer, List<Hash>> subtrees = new TreeMap<>();
    private final Map<Integer, CommittedBatch> committed = new TreeMap<>();

    MemoryCommitments(Memory memory) {
        this.memory = memory;
    }

    @Override
    public Kept find(int batch) {
        return memory.locked(() -> new Kept(subtrees.getOrDefault(batch, List.of()), false, committed.get(batch)));
    }

    @Override
    public List<CommittedBatch> committed() {
        return memory.locked(() -> List.copyOf(committed.values()));
    }

    @Override
    public Hash keep(int batch, int place, Hash root) {
        return memory.locked(() -> {
            int next = subtrees.getOrDefault(batch, List.of()).size();
            if (!memory.batches.containsKey(batch) || place < 0 || place > next) {
                throw new IllegalArgumentException(
                        "subtree " + place + " of batch " + batch + " is not the next one, or there is no such batch");
            }
            var kept = subtrees.computeIfAbsent(batch, _ -> new ArrayList<>());
            if (place == next) {
                kept.add(root);
            }
            return kept.get(place);
        });
    }

    @Override
    public CommittedBatch commit(CommittedBatch batch, String by) {
        return memory.locked(() -> {
            var before = committed.putIfAbsent(batch.batch().number(), batch);
            if (before == null) {
                memory.access.write(batch.audit(by));
                return batch;
            }
            return before;
        });
    }
}
