package org.echt.core.serial;

import java.util.List;
import org.echt.core.gs1.Gtin;
import org.jspecify.annotations.Nullable;

/**
 * Where batches are kept. Implementations are safe for use by many threads and processes; a returned {@link Put} is
 * durable.
 */
public interface BatchStore {
    /** Every batch, by number. */
    List<Batch> batches();

    /**
     * Stores {@code batch} unless its number or its order is taken; all or nothing, with its {@link Batch#audit} entry. A caller that is told
     * {@link NumberTaken} reads again and decides anew, so that numbers and slot budgets stay exact without a lock.
     * Makers' quotas are held in the same step.
     *
     * @param by who issues it
     */
    Put put(Batch batch, String by);

    /** What became of a batch that was to be stored. */
    sealed interface Put {}

    /** The batch is stored. */
    record Stored(Batch batch) implements Put {}

    /** This order was issued before, as {@code batch}; nothing was stored now. */
    record OrderExists(Batch batch) implements Put {}

    /** Another batch was stored in the meantime; nothing was stored now. */
    record NumberTaken() implements Put {}

    /**
     * The maker's quota does not reach; nothing was stored.
     *
     * @param gtin the product the quota is of; null for the one in all
     * @param asked codes of this batch
     * @param used codes issued before that count
     * @param allowed the quota; 0 where none is set
     */
    record OverQuota(String maker, @Nullable Gtin gtin, long asked, long used, long allowed) implements Put {}

    /** Makers are on record, and this one is not; nothing was stored. */
    record UnknownMaker(String maker) implements Put {}
}
