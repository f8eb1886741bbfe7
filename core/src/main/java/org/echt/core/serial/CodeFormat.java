package org.echt.core.serial;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The bits of one length of code: plaintext fields to halves and back, halves to ASCII and back. Immutable,
 * thread-safe.
 *
 * <p>A whole code is two longs for the text: {@code head} = slot and first half of the body, {@code tail} = second half
 * and checks, five bits a symbol.
 */
final class CodeFormat {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final char[] PAIRS = pairs();
    private static final int SALT_BITS = 3;
    /** The highest bit of each of twelve symbols. */
    private static final long BIT4 = 0x0842108421084210L;

    private static final CodeFormat L16 = new CodeFormat(CodeLength.L16);
    private static final CodeFormat L18 = new CodeFormat(CodeLength.L18);
    private static final CodeFormat L20 = new CodeFormat(CodeLength.L20);

    final CodeLength length;
    final Checks checks;
    /** Bits of one half of the body. */
    final int halfBits;

    private final int crossing;
    private final long halfMask;
    private final int tailBits;
    private final int restBits;

    private CodeFormat(CodeLength length) {
        this.length = length;
        this.checks = new Checks(length);
        this.halfBits = 5 * length.bodySymbols / 2;
        this.halfMask = (1L << halfBits) - 1;
        this.crossing = length.indexBits + SALT_BITS - halfBits;
        this.tailBits = halfBits + Checks.BITS;
        this.restBits = 5 * (length.symbols - 16);
    }

    static CodeFormat of(CodeLength length) {
        return switch (length) {
            case L16 -> L16;
            case L18 -> L18;
            case L20 -> L20;
        };
    }

    /** First half of the plaintext; the index is always wide enough to cross into it. */
    long plainHi(int batch, long index) {
        return (long) batch << crossing | index >>> (halfBits - SALT_BITS);
    }

    long plainLo(long index, int salt) {
        return (index << SALT_BITS | salt) & halfMask;
    }

    /** Item number of a deciphered body, or -1 when zero bits are set or the batch number is beyond any item. */
    long item(long hi, long lo) {
        long batch = hi >>> crossing;
        if (batch > length.maxBatch()) {
            return ItemNumber.NONE;
        }
        long index = (hi & ((1L << crossing) - 1)) << (halfBits - SALT_BITS) | lo >>> SALT_BITS;
        return batch << ItemNumber.INDEX_BITS | index;
    }

    static int salt(long lo) {
        return (int) lo & 7;
    }

    long head(int slot, long hi) {
        return (long) slot << halfBits | hi;
    }

    long tail(int slot, long hi, long lo) {
        return lo << Checks.BITS | checks.of(slot, hi, lo);
    }

    /** Writes all symbols of a code; the buffer needs {@code length.symbols} bytes from {@code pos}. */
    void write(long head, long tail, byte[] out, int pos) {
        LONGS.set(out, pos, eight((head << 5 | tail >>> (tailBits - 5)) >>> (restBits / 2)));
        LONGS.set(out, pos + 8, eight(tail >>> restBits | head << (tailBits - restBits)));
        for (int bits = restBits, at = pos + 16; bits > 0; bits -= 10, at += 2) {
            SHORTS.set(out, at, (short) pair(tail >>> (bits - 10)));
        }
    }

    /** The lowest eight symbols in ASCII. */
    private static long eight(long symbols) {
        return pair(symbols >>> 30) << 48 | pair(symbols >>> 20) << 32 | pair(symbols >>> 10) << 16 | pair(symbols);
    }

    private static long pair(long symbols) {
        return PAIRS[(int) symbols & 1023];
    }

    /** {@code head} of the canonical code at {@code pos}. */
    long readHead(byte[] in, int pos) {
        long first = Alphabet.fromAscii((long) LONGS.get(in, pos));
        return switch (length) {
            case L16 -> first >>> 5;
            case L18 -> first;
            case L20 -> first << 5 | Alphabet.value(in[pos + 8]);
        };
    }

    /** {@code tail} of the canonical code at {@code pos}. */
    long readTail(byte[] in, int pos) {
        long last = Alphabet.fromAscii((long) LONGS.get(in, pos + length.symbols - 8));
        long before = switch (length) {
            case L16 -> Alphabet.value(in[pos + 7]);
            case L18 -> Alphabet.value(in[pos + 8]) << 5 | Alphabet.value(in[pos + 9]);
            case L20 ->
                Alphabet.value(in[pos + 9]) << 10 | Alphabet.value(in[pos + 10]) << 5 | Alphabet.value(in[pos + 11]);
        };
        return before << 40 | last;
    }

    int slot(long head) {
        return (int) (head >>> halfBits);
    }

    long hi(long head) {
        return head & halfMask;
    }

    static long lo(long tail) {
        return tail >>> Checks.BITS;
    }

    /** True when the code has only digits: no symbol of 16 or more (bit 4) or of 10 to 15 (bit 3 with bit 2 or 1). */
    static boolean isNumeric(long head, long tail) {
        return ((head | tail) & BIT4) == 0 && (lettersBelow16(head) | lettersBelow16(tail)) == 0;
    }

    private static long lettersBelow16(long v) {
        return v & (v << 1 | v << 2) & BIT4 >>> 1;
    }

    /** True when the check bits in {@code tail} belong to the rest. */
    boolean checksHold(long head, long tail) {
        return tail(slot(head), hi(head), lo(tail)) == tail;
    }

    /** True when the check symbols of this canonical text belong to the rest. */
    boolean checksHold(byte[] ascii) {
        return checksHold(readHead(ascii, 0), readTail(ascii, 0));
    }

    private static char[] pairs() {
        char[] pairs = new char[1024];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = (char) (Alphabet.symbol(i >> 5) << 8 | Alphabet.symbol(i & 31));
        }
        return pairs;
    }
}
