package org.echt.core.serial;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All batches in memory, found by number. Immutable, thread-safe. */
public final class BatchTable implements Iterable<Batch> {
    private final List<Batch> batches;
    private final int[] numbers;
    private final Batch[] byPlace;
    private final long[] issuedBySlot = new long[32];

    private BatchTable(List<Batch> batches) {
        this.batches = batches;
        this.byPlace = batches.toArray(Batch[]::new);
        this.numbers = batches.stream().mapToInt(Batch::number).toArray();
        for (Batch batch : batches) {
            issuedBySlot[slotValue(batch.slot())] += batch.count();
        }
    }

    /** A table of {@code batches} in any order; a number that comes twice is an {@link IllegalArgumentException}. */
    public static BatchTable of(List<Batch> batches) {
        var sorted =
                batches.stream().sorted(Comparator.comparingInt(Batch::number)).toList();
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).number() == sorted.get(i - 1).number()) {
                throw new IllegalArgumentException(
                        "batch number " + sorted.get(i).number() + " comes twice");
            }
        }
        return new BatchTable(sorted);
    }

    /** Null when there is no such batch. */
    public @Nullable Batch find(int number) {
        int place = place(number);
        return place < 0 ? null : byPlace[place];
    }

    /** Where the batch stands in {@link #batches}; negative when there is no such batch. */
    public int place(int number) {
        return number >= 0 && number < numbers.length && numbers[number] == number
                ? number
                : Arrays.binarySearch(numbers, number);
    }

    /** The batch of an issued own item; null for any other number. */
    public @Nullable Batch batchOf(long item) {
        if (item < 0 || ItemNumber.isForeign(item)) {
            return null;
        }
        Batch batch = find(ItemNumber.batch(item));
        return batch != null && ItemNumber.index(item) < batch.count() ? batch : null;
    }

    /** Codes issued under a slot symbol, all versions and lengths together. */
    public long issued(char slot) {
        return issuedBySlot[slotValue(slot)];
    }

    /** Largest number in use; -1 when there is no batch. */
    public int maxNumber() {
        return numbers.length == 0 ? -1 : numbers[numbers.length - 1];
    }

    public int size() {
        return numbers.length;
    }

    /** All batches, by number. */
    public List<Batch> batches() {
        return batches;
    }

    /** By number. */
    @Override
    public Iterator<Batch> iterator() {
        return batches.iterator();
    }

    private static int slotValue(char slot) {
        if (!Alphabet.isSymbol(slot)) {
            throw new IllegalArgumentException("slot symbol '" + slot + "' is none of " + Alphabet.SYMBOLS);
        }
        return Alphabet.value(slot);
    }
}
