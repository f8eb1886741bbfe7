package org.echt.core.serial;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.ProviderException;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import org.echt.core.fault.StoreUnavailableException;
import org.echt.core.keys.CodeKey;

/**
 * FF1 (NIST SP 800-38G), radix 32, for the bodies of format E1, many at a time. Not thread-safe.
 *
 * <p>A body of n = 12, 14 or 16 numerals is held as two longs: {@code hi} the first n/2 numerals, {@code lo} the
 * others, five bits a numeral.
 */
public final class CodeCipher {
    /*
     * Why this is fast.
     *
     * FF1 is a Feistel network of ten rounds. Round i computes S = CBC-MAC(P | Q) over the half that stays, turns S
     * into a number y and adds it to the other half modulo 32^(n/2).
     *
     *   P  1 2 1 | radix (3 bytes) | 10 | n/2 | n (4 bytes) | tweak length (4 bytes)
     *   Q  tweak | zeros | i (1 byte) | the staying half, big-endian, b bytes
     *
     * With a tweak of one byte and b of 4 or 5 bytes, Q fills exactly one block. P depends on the length alone, so
     * AES(P) is computed once, and a round is a single AES call: S = AES(AES(P) xor Q). Every quantity that changes
     * from code to code sits in the low eight bytes of that block (the round number at bit 8b, the half below it), so
     * the high eight bytes are written once, at construction. y is the first d bytes of S, d = 4*ceil(b/4)+4, taken
     * modulo a power of two of at most 40 bits: the last eight of these d bytes are enough. The modulus makes the sum
     * an addition and a mask.
     *
     * One AES block through the JCE costs some 30 ns when called alone, nearly all of it the way there and back. The
     * rounds of one code depend on each other, but codes do not: a block of 128 codes goes through each round together
     * in one call, AES runs at its pipelined speed, and both buffers (4 KiB) stay in the first-level cache. Longer
     * blocks leave the cache and are slower. For a key inside a token the way there and back is all that counts, so it
     * asks for longer blocks (CodeKey.bulk).
     *
     * FF1 needs the encrypting direction of AES for deciphering too; the rounds run backwards and subtract.
     */
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final String NO_ANSWER = "the key of the codes does not answer";
    private static final int ROUNDS = 10;
    private static final int AES_BYTES = 16;

    private final Cipher aes;
    private final int bulk;
    private final byte[] in;
    private final byte[] out;
    private final long constant;
    private final int roundShift;
    private final int sumOffset;
    private final long mask;

    /**
     * @param slot the slot symbol, which is the tweak
     * @throws StoreUnavailableException when the key does not answer
     */
    public CodeCipher(CodeKey key, char slot, CodeLength length) {
        int half = length.bodySymbols / 2;
        int bytes = (5 * half + 7) / 8;
        int sumBytes = 4 * ((bytes + 3) / 4) + 4;
        this.aes = encryptor(key);
        this.bulk = key.bulk();
        this.in = new byte[AES_BYTES * bulk];
        this.out = new byte[AES_BYTES * bulk];
        this.roundShift = 8 * bytes;
        this.sumOffset = sumBytes - 8;
        this.mask = (1L << (5 * half)) - 1;
        byte[] p = {1, 2, 1, 0, 0, 32, ROUNDS, (byte) half, 0, 0, 0, (byte) length.bodySymbols, 0, 0, 0, 1};
        System.arraycopy(p, 0, in, 0, AES_BYTES);
        round(1);
        this.constant = (long) LONGS.get(out, 8);
        long first = (long) LONGS.get(out, 0) ^ ((long) slot << 56);
        for (int j = 0; j < bulk; j++) {
            LONGS.set(in, AES_BYTES * j, first);
        }
    }

    /**
     * Enciphers the first {@code n} pairs in place.
     *
     * @throws StoreUnavailableException when the key does not answer, as a token that was taken out; the pairs are then
     *     undefined and this cipher is of no more use
     */
    public void encipher(long[] hi, long[] lo, int n) {
        for (int from = 0; from < n; from += bulk) {
            encipherBlock(hi, lo, from, Math.min(bulk, n - from));
        }
    }

    /** Reverse of {@link #encipher}. */
    public void decipher(long[] hi, long[] lo, int n) {
        for (int from = 0; from < n; from += bulk) {
            decipherBlock(hi, lo, from, Math.min(bulk, n - from));
        }
    }

    private void encipherBlock(long[] hi, long[] lo, int from, int n) {
        load(lo, from, n, constant);
        for (int i = 0; i < ROUNDS; i += 2) {
            round(n);
            add(hi, from, n, constant ^ ((long) (i + 1) << roundShift));
            round(n);
            add(lo, from, n, constant ^ ((long) (i + 2) << roundShift));
        }
    }

    private void decipherBlock(long[] hi, long[] lo, int from, int n) {
        load(hi, from, n, constant ^ ((long) (ROUNDS - 1) << roundShift));
        for (int i = ROUNDS - 1; i > 0; i -= 2) {
            round(n);
            subtract(lo, from, n, constant ^ ((long) (i - 1) << roundShift));
            round(n);
            subtract(hi, from, n, constant ^ ((long) (i - 2) << roundShift));
        }
    }

    private void load(long[] half, int from, int n, long next) {
        for (int j = 0; j < n; j++) {
            LONGS.set(in, AES_BYTES * j + 8, next ^ half[from + j]);
        }
    }

    /** Adds y to the half and makes it the staying half of the next round. */
    private void add(long[] half, int from, int n, long next) {
        for (int j = 0; j < n; j++) {
            long sum = (half[from + j] + (long) LONGS.get(out, AES_BYTES * j + sumOffset)) & mask;
            half[from + j] = sum;
            LONGS.set(in, AES_BYTES * j + 8, next ^ sum);
        }
    }

    private void subtract(long[] half, int from, int n, long next) {
        for (int j = 0; j < n; j++) {
            long difference = (half[from + j] - (long) LONGS.get(out, AES_BYTES * j + sumOffset)) & mask;
            half[from + j] = difference;
            LONGS.set(in, AES_BYTES * j + 8, next ^ difference);
        }
    }

    private void round(int n) {
        try {
            aes.update(in, 0, AES_BYTES * n, out, 0);
        } catch (ShortBufferException e) {
            throw new IllegalStateException("the cipher of the key wants more room than ECB needs", e);
        } catch (ProviderException e) {
            throw new StoreUnavailableException(NO_ANSWER, e);
        }
    }

    private static Cipher encryptor(CodeKey key) {
        try {
            return key.encryptor();
        } catch (IllegalStateException | ProviderException e) {
            throw new StoreUnavailableException(NO_ANSWER, e);
        }
    }
}
