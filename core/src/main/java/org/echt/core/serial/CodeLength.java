package org.echt.core.serial;

import org.jspecify.annotations.Nullable;

/**
 * The three lengths of format E1 and their bit fields (spec/serial-code.md). Plaintext, most significant bit first:
 * zeros, batch, index, salt(3).
 */
public enum CodeLength {
    L16(16, 9, 20, 28),
    L18(18, 9, 24, 34),
    L20(20, 13, 26, 38);

    /** All symbols of a code: slot, body, checks. */
    public final int symbols;
    /** Enciphered symbols. */
    public final int bodySymbols;
    /** Bits of the plaintext: 5 a body symbol. */
    public final int plainBits;

    public final int zeroBits;
    public final int batchBits;
    public final int indexBits;

    CodeLength(int symbols, int zeroBits, int batchBits, int indexBits) {
        this.symbols = symbols;
        this.bodySymbols = symbols - 4;
        this.plainBits = 5 * bodySymbols;
        this.zeroBits = zeroBits;
        this.batchBits = batchBits;
        this.indexBits = indexBits;
    }

    /** The length with so many symbols; null where there is none. */
    static @Nullable CodeLength ofSymbols(int symbols) {
        return switch (symbols) {
            case 16 -> L16;
            case 18 -> L18;
            case 20 -> L20;
            default -> null;
        };
    }

    /** Largest number of codes that may be issued under one slot: 2^(P-40), so that a guess succeeds once in 2^40. */
    public long slotBudget() {
        return 1L << (plainBits - 40);
    }

    /** Largest count of one batch: bounded by the index field, and by the slot's budget. */
    public long maxCount() {
        return Math.min(1L << indexBits, slotBudget());
    }

    /** Largest batch number this length can carry. */
    public int maxBatch() {
        return (int) Math.min((1L << batchBits) - 1, ItemNumber.MAX_BATCH);
    }
}
