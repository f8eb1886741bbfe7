package org.echt.core.serial;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.fpe.FPEFF1Engine;
import org.bouncycastle.crypto.params.FPEParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;

class CodeCipherTest {
    private static final int CODES = 1000;
    private static final long SEED = 20261123;

    @Test
    void agreesWithBouncyCastleAndTheNaiveReference() {
        var random = new Random(SEED);
        for (CodeLength length : CodeLength.values()) {
            for (int round = 0; round < 4; round++) {
                agrees(random, length);
            }
        }
    }

    private static void agrees(Random random, CodeLength length) {
        byte[] key = new byte[32];
        random.nextBytes(key);
        char slot = NaiveCode.SYMBOLS.charAt(random.nextInt(32));
        int half = length.bodySymbols / 2;
        long[] hi = random.longs(CODES, 0, 1L << (5 * half)).toArray();
        long[] lo = random.longs(CODES, 0, 1L << (5 * half)).toArray();
        long[] cipherHi = hi.clone();
        long[] cipherLo = lo.clone();
        var cipher = new CodeCipher(Fixtures.key(key), slot, length);
        cipher.encipher(cipherHi, cipherLo, CODES);
        NaiveFf1 naive = NaiveCode.ff1(key, slot);
        for (int i = 0; i < CODES; i++) {
            byte[] expected = bouncyCastle(key, slot, numerals(hi[i], lo[i], half));
            byte[] found = numerals(cipherHi[i], cipherLo[i], half);
            assertArrayEquals(expected, found, "seed " + SEED);
            if (i % 20 == 0) {
                assertArrayEquals(ints(expected), naive.encrypt(ints(numerals(hi[i], lo[i], half))), "seed " + SEED);
                assertArrayEquals(ints(numerals(hi[i], lo[i], half)), naive.decrypt(ints(expected)), "seed " + SEED);
            }
        }
        cipher.decipher(cipherHi, cipherLo, CODES);
        assertArrayEquals(hi, cipherHi);
        assertArrayEquals(lo, cipherLo);
    }

    /** One long run, whatever the block borders, is the same as many single ones. */
    @Test
    void blocksDoNotMatter() {
        for (int n : new int[] {1, 2, 255, 256, 257, 511, 512, 513, 1000}) {
            long[] hi = new Random(n).longs(n, 0, 1L << 35).toArray();
            long[] lo = new Random(n + 1).longs(n, 0, 1L << 35).toArray();
            long[] singleHi = hi.clone();
            long[] singleLo = lo.clone();
            new CodeCipher(Fixtures.key(Fixtures.KEY), '7', CodeLength.L18).encipher(hi, lo, n);
            var single = new CodeCipher(Fixtures.key(Fixtures.KEY), '7', CodeLength.L18);
            for (int i = 0; i < n; i++) {
                long[] h = {singleHi[i]};
                long[] l = {singleLo[i]};
                single.encipher(h, l, 1);
                assertEquals(h[0], hi[i]);
                assertEquals(l[0], lo[i]);
            }
        }
    }

    @Test
    void consecutiveItemsNeverCollide() {
        int n = 200_000;
        for (CodeLength length : CodeLength.values()) {
            CodeFormat format = CodeFormat.of(length);
            long[] hi = new long[n];
            long[] lo = new long[n];
            for (int i = 0; i < n; i++) {
                hi[i] = format.plainHi(3, i);
                lo[i] = format.plainLo(i, 0);
            }
            new CodeCipher(Fixtures.key(Fixtures.KEY), '7', length).encipher(hi, lo, n);
            var seen = new HashSet<String>();
            for (int i = 0; i < n; i++) {
                seen.add(hi[i] + "|" + lo[i]);
            }
            assertEquals(n, seen.size());
        }
    }

    private static byte[] bouncyCastle(byte[] key, char slot, byte[] numerals) {
        var engine = new FPEFF1Engine(AESEngine.newInstance());
        byte[] tweak = String.valueOf(slot).getBytes(StandardCharsets.US_ASCII);
        engine.init(true, new FPEParameters(new KeyParameter(key), 32, tweak));
        byte[] out = new byte[numerals.length];
        engine.processBlock(numerals, 0, numerals.length, out, 0);
        return out;
    }

    private static byte[] numerals(long hi, long lo, int half) {
        byte[] numerals = new byte[2 * half];
        for (int i = 0; i < half; i++) {
            numerals[i] = (byte) (hi >>> (5 * (half - 1 - i)) & 31);
            numerals[half + i] = (byte) (lo >>> (5 * (half - 1 - i)) & 31);
        }
        return numerals;
    }

    private static int[] ints(byte[] numerals) {
        int[] ints = new int[numerals.length];
        for (int i = 0; i < ints.length; i++) {
            ints[i] = numerals[i];
        }
        return ints;
    }
}
