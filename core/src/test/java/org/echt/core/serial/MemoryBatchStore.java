package org.echt.core.serial;

import java.util.ArrayList;
import java.util.List;

/** The contract of {@link BatchStore} in a list. */
final class MemoryBatchStore implements BatchStore {
    private final List<Batch> batches = new ArrayList<>();

    @Override
    public synchronized List<Batch> batches() {
        return List.copyOf(batches);
    }

    @Override
    public synchronized Put put(Batch batch, String by) {
        for (Batch stored : batches) {
            if (stored.order().equals(batch.order())) {
                return new OrderExists(stored);
            }
        }
        for (Batch stored : batches) {
            if (stored.number() == batch.number()) {
                return new NumberTaken();
            }
        }
        batches.add(batch);
        return new Stored(batch);
    }
}
