package org.echt.core.serial;

/**
 * The three check symbols: computing them, and finding the one mistake they can name (spec/serial-code.md, "Checks").
 *
 * <p>A code is a polynomial over GF(32), the first symbol at the highest power, that vanishes at alpha, alpha^2 and
 * alpha^3. The checks are linear in the symbols, so that those of a whole code are the XOR of one table look-up for
 * every two symbols. All methods are pure.
 */
final class Checks {
    static final int COUNT = 3;
    static final int BITS = 5 * COUNT;
    /** Most erased symbols that three equations can solve. */
    static final int MAX_ERASED = 3;

    private static final int PAIR = 1024;
    private static final int PAIRS_A_HALF = 4;

    /** Checks of every pair of body symbols: half, then pair from the right, then value. */
    private final char[] table = new char[2 * PAIRS_A_HALF * PAIR];

    private final char[] slotTable = new char[32];

    Checks(CodeLength length) {
        int half = length.bodySymbols / 2;
        for (int value = 0; value < 32; value++) {
            slotTable[value] = (char) contribution(value, length.symbols - 1);
        }
        for (int side = 0; side < 2; side++) {
            int lowest = side == 0 ? COUNT + half : COUNT;
            for (int pair = 0; pair < PAIRS_A_HALF; pair++) {
                fill((side * PAIRS_A_HALF + pair) * PAIR, lowest + 2 * pair);
            }
        }
    }

    /** The 15 check bits of slot value and the two halves of a body. */
    int of(int slot, long hi, long lo) {
        return slotTable[slot] ^ half(hi, 0) ^ half(lo, PAIRS_A_HALF * PAIR);
    }

    private int half(long symbols, int base) {
        return table[base + ((int) symbols & 1023)]
                ^ table[base + PAIR + ((int) (symbols >>> 10) & 1023)]
                ^ table[base + 2 * PAIR + ((int) (symbols >>> 20) & 1023)]
                ^ table[base + 3 * PAIR + ((int) (symbols >>> 30) & 1023)];
    }

    private void fill(int base, int degree) {
        for (int value = 0; value < PAIR; value++) {
            table[base + value] = (char) (contribution(value & 31, degree) ^ contribution(value >> 5, degree + 1));
        }
    }

    /** Remainder of {@code value * x^degree} by the generator x^3 + 14x^2 + 29x + 10, as 15 bits. */
    private static int contribution(int value, int degree) {
        int a = 0;
        int b = 0;
        int c = value;
        for (int i = 0; i < degree; i++) {
            int carry = a;
            a = b ^ Gf32.times(carry, 14);
            b = c ^ Gf32.times(carry, 29);
            c = Gf32.times(carry, 10);
        }
        return a << 10 | b << 5 | c;
    }

    /** True when {@code values}, one symbol value each, are a code with right checks. */
    static boolean hold(byte[] values) {
        return syndrome(values, 1) == 0 && syndrome(values, 2) == 0 && syndrome(values, 3) == 0;
    }

    /** One wrong symbol or one swap, repaired in place; what was found, counted from 0. */
    static Repair repair(byte[] values) {
        int s1 = syndrome(values, 1);
        int s2 = syndrome(values, 2);
        int s3 = syndrome(values, 3);
        if (s1 == 0 || s2 == 0) {
            return Repair.NONE;
        }
        int sum = Gf32.over(s2, s1);
        int product = Gf32.over(s3, s1) ^ Gf32.times(sum, sum);
        return product == 0 ? repairOne(values, s1, sum) : repairSwap(values, sum, product, Gf32.over(s1, sum));
    }

    private static Repair repairOne(byte[] values, int s1, int locator) {
        int place = values.length - 1 - Gf32.log(locator);
        if (place < 0) {
            return Repair.NONE;
        }
        values[place] ^= (byte) Gf32.over(s1, locator);
        return new Repair(place, place);
    }

    /** Looks for two places whose locators have this sum and product and whose symbols differ by {@code error}. */
    private static Repair repairSwap(byte[] values, int sum, int product, int error) {
        int n = values.length;
        for (int first = 0; first < n; first++) {
            int locator = Gf32.power(n - 1 - first);
            int other = sum ^ locator;
            if (other == 0 || Gf32.times(locator, other) != product) {
                continue;
            }
            int second = n - 1 - Gf32.log(other);
            if (second <= first || (values[first] ^ values[second]) != error) {
                continue;
            }
            values[first] ^= (byte) error;
            values[second] ^= (byte) error;
            return new Repair(first, second);
        }
        return Repair.NONE;
    }

    /**
     * Solves the symbols at {@code places} in place; their present values do not count.
     *
     * @return false when they are more than {@link #MAX_ERASED} or an equation is left that fails
     */
    static boolean fillErased(byte[] values, int[] places) {
        if (places.length > MAX_ERASED) {
            return false;
        }
        for (int place : places) {
            values[place] = 0;
        }
        for (int i = 0; i < places.length; i++) {
            values[places[i]] = (byte) erased(values, places, i);
        }
        return hold(values);
    }

    /**
     * Value of the erased symbol {@code i}: the syndromes are weighted so that every erased symbol but this one and the
     * ones already filled drops out.
     */
    private static int erased(byte[] values, int[] places, int i) {
        int[] weights = {1, 0, 0};
        int n = values.length;
        for (int k = i + 1; k < places.length; k++) {
            int locator = Gf32.power(n - 1 - places[k]);
            weights = new int[] {
                Gf32.times(weights[0], locator),
                weights[0] ^ Gf32.times(weights[1], locator),
                weights[1] ^ Gf32.times(weights[2], locator)
            };
        }
        int sum = 0;
        int factor = 0;
        for (int j = 1; j <= COUNT; j++) {
            sum ^= Gf32.times(weights[j - 1], syndrome(values, j));
            factor ^= Gf32.times(weights[j - 1], Gf32.power(j * (n - 1 - places[i])));
        }
        return Gf32.over(sum, factor);
    }

    private static int syndrome(byte[] values, int j) {
        int sum = 0;
        int root = Gf32.power(j);
        for (byte value : values) {
            sum = Gf32.times(sum, root) ^ value;
        }
        return sum;
    }

    /**
     * Where a mistake was.
     *
     * @param first place from 0, or -1 where none was found
     * @param second the same place for one wrong symbol, a later one for a swap
     */
    record Repair(int first, int second) {
        static final Repair NONE = new Repair(-1, -1);

        boolean found() {
            return first >= 0;
        }

        boolean isSwap() {
            return first != second;
        }
    }
}
