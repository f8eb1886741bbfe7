package org.echt.core.serial;

import java.util.List;

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
}
