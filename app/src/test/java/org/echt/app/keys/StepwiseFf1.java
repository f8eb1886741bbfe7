package org.echt.app.keys;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;

/** FF1 written down step by step from NIST SP 800-38G, algorithms 7 and 8; any radix, length and tweak, over any AES. */
final class StepwiseFf1 {
    private final Cipher aes;
    private final int radix;
    private final byte[] tweak;

    StepwiseFf1(Cipher aes, int radix, byte[] tweak) {
        this.aes = aes;
        this.radix = radix;
        this.tweak = tweak.clone();
    }

    int[] encrypt(int[] x) {
        int u = x.length / 2;
        int v = x.length - u;
        int[] a = Arrays.copyOf(x, u);
        int[] b = Arrays.copyOfRange(x, u, x.length);
        for (int i = 0; i < 10; i++) {
            int m = i % 2 == 0 ? u : v;
            BigInteger c = num(a).add(y(i, b, x.length, v))
                    .mod(BigInteger.valueOf(radix).pow(m));
            a = b;
            b = str(c, m);
        }
        return concat(a, b);
    }

    int[] decrypt(int[] x) {
        int u = x.length / 2;
        int v = x.length - u;
        int[] a = Arrays.copyOf(x, u);
        int[] b = Arrays.copyOfRange(x, u, x.length);
        for (int i = 9; i >= 0; i--) {
            int m = i % 2 == 0 ? u : v;
            BigInteger c = num(b).subtract(y(i, a, x.length, v))
                    .mod(BigInteger.valueOf(radix).pow(m));
            b = a;
            a = str(c, m);
        }
        return concat(a, b);
    }

    /** Steps 3 to 6 iv: the number that is added in round i. */
    private BigInteger y(int i, int[] half, int n, int v) {
        int bytes = (BigInteger.valueOf(radix).pow(v).subtract(BigInteger.ONE).bitLength() + 7) / 8;
        int d = 4 * ((bytes + 3) / 4) + 4;
        int zeros = Math.floorMod(-tweak.length - bytes - 1, 16);
        byte[] p = {
            1,
            2,
            1,
            (byte) (radix >> 16),
            (byte) (radix >> 8),
            (byte) radix,
            10,
            (byte) (n / 2),
            (byte) (n >> 24),
            (byte) (n >> 16),
            (byte) (n >> 8),
            (byte) n,
            (byte) (tweak.length >> 24),
            (byte) (tweak.length >> 16),
            (byte) (tweak.length >> 8),
            (byte) tweak.length
        };
        byte[] q = Arrays.copyOf(tweak, tweak.length + zeros + 1 + bytes);
        q[tweak.length + zeros] = (byte) i;
        byte[] number = num(half).toByteArray();
        for (int k = 0; k < Math.min(number.length, bytes); k++) {
            q[q.length - 1 - k] = number[number.length - 1 - k];
        }
        byte[] r = block(p);
        for (int at = 0; at < q.length; at += 16) {
            r = block(xor(r, Arrays.copyOfRange(q, at, at + 16)));
        }
        byte[] s = r.clone();
        for (int j = 1; s.length < d; j++) {
            byte[] counter = new byte[16];
            counter[15] = (byte) j;
            byte[] more = block(xor(r, counter));
            s = Arrays.copyOf(s, s.length + 16);
            System.arraycopy(more, 0, s, s.length - 16, 16);
        }
        return new BigInteger(1, Arrays.copyOf(s, d));
    }

    private BigInteger num(int[] numerals) {
        BigInteger sum = BigInteger.ZERO;
        for (int numeral : numerals) {
            sum = sum.multiply(BigInteger.valueOf(radix)).add(BigInteger.valueOf(numeral));
        }
        return sum;
    }

    private int[] str(BigInteger number, int m) {
        int[] numerals = new int[m];
        BigInteger rest = number;
        for (int i = m - 1; i >= 0; i--) {
            BigInteger[] parts = rest.divideAndRemainder(BigInteger.valueOf(radix));
            numerals[i] = parts[1].intValue();
            rest = parts[0];
        }
        return numerals;
    }

    private byte[] block(byte[] in) {
        try {
            return aes.doFinal(in);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] xor(byte[] a, byte[] b) {
        byte[] out = a.clone();
        for (int i = 0; i < out.length; i++) {
            out[i] ^= b[i];
        }
        return out;
    }

    private static int[] concat(int[] a, int[] b) {
        int[] all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }
}
