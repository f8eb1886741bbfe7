package org.echt.core.serial;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sketch. */
public final class BatchTable {
    private final List<Batch> batches;

    public BatchTable(List<Batch> batches) {
        this.batches = List.copyOf(batches);
    }

    public @Nullable Batch find(int number) {
        return batches.stream().filter(b -> b.number() == number).findFirst().orElse(null);
    }

    public List<Batch> batches() {
        return batches;
    }
}
