package org.echt.testkit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.echt.core.notice.StoredPicture;
import org.echt.core.recall.Proof;
import org.echt.core.recall.Proof.Decision;
import org.echt.core.recall.Proof.State;
import org.echt.core.recall.ProofStore;
import org.echt.core.recall.RecallAudit;
import org.echt.core.recall.RecallStore;
import org.echt.core.serial.ItemSet;

/** Proofs in memory. */
final class MemoryProofs implements ProofStore {
    private final Memory memory;
    private final RecallStore recalls;

    /** In the order they came; guarded by the one lock, as the next. */
    private final Map<String, Proof> proofs = new LinkedHashMap<>();

    private final Map<String, StoredPicture> pictures = new TreeMap<>();

    MemoryProofs(Memory memory, RecallStore recalls) {
        this.memory = memory;
        this.recalls = recalls;
    }

    @Override
    public Added add(Proof proof, StoredPicture picture) {
        return memory.locked(() -> {
            if (proofs.containsKey(proof.id())) {
                return Added.ID_TAKEN;
            }
            long waiting = proofs.values().stream()
                    .filter(isWaiting().and(p -> p.item() == proof.item()))
                    .count();
            if (waiting >= WAITING_AT_MOST) {
                return Added.TOO_MANY;
            }
            proofs.put(proof.id(), proof);
            pictures.put(proof.id(), picture);
            return Added.STORED;
        });
    }

    private static Predicate<Proof> isWaiting() {
        return p -> p.state() == State.WAITING;
    }

    @Override
    public Optional<Proof> find(String id) {
        return memory.locked(() -> Optional.ofNullable(proofs.get(id)));
    }

    @Override
    public Optional<StoredPicture> picture(String id) {
        return memory.locked(() -> Optional.ofNullable(pictures.get(id)));
    }

    @Override
    public List<Proof> waiting(int limit) {
        return memory.locked(
                () -> proofs.values().stream().filter(isWaiting()).limit(limit).toList());
    }

    @Override
    public boolean decide(String id, Decision decision) {
        return memory.locked(() -> {
            var proof = proofs.get(id);
            if (proof == null || proof.state() != State.WAITING) {
                return false;
            }
            proofs.put(id, proof.with(decision));
            memory.access.write(RecallAudit.of(proof, decision));
            if (decision.accepted()) {
                recalls.record(proof.remedy(decision), decision.at());
            }
            return true;
        });
    }

    @Override
    public ItemSet items(String recall, Instant from, Instant to) {
        return memory.locked(() -> {
            var items = ItemSet.builder();
            proofs.values().stream()
                    .filter(p -> p.recall().equals(recall) && !p.at().isBefore(from) && p.at().isBefore(to))
                    .forEach(p -> items.add(p.item()));
            return items.build();
        });
    }
}
