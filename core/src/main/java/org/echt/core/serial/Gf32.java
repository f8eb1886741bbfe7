package org.echt.core.serial;

/** Arithmetic in GF(32) = GF(2)[x]/(x^5+x^2+1), by powers of alpha = x. Addition is XOR. */
final class Gf32 {
    private static final int ORDER = 31;
    private static final int[] POWER = powers();
    private static final int[] LOG = logs();

    private Gf32() {}

    /** alpha to the {@code exponent}, from 0. */
    static int power(int exponent) {
        return POWER[exponent % ORDER];
    }

    /** The exponent, 0 to 30, of a value that is not 0. */
    static int log(int value) {
        return LOG[value];
    }

    static int times(int a, int b) {
        return a == 0 || b == 0 ? 0 : POWER[LOG[a] + LOG[b]];
    }

    /** {@code b} must not be 0. */
    static int over(int a, int b) {
        return a == 0 ? 0 : POWER[LOG[a] - LOG[b] + ORDER];
    }

    private static int[] powers() {
        int[] powers = new int[2 * ORDER];
        int value = 1;
        for (int i = 0; i < powers.length; i++) {
            powers[i] = value;
            value <<= 1;
            if (value > ORDER) {
                value ^= 0x25;
            }
        }
        return powers;
    }

    private static int[] logs() {
        int[] logs = new int[32];
        for (int i = 0; i < ORDER; i++) {
            logs[POWER[i]] = i;
        }
        return logs;
    }
}
