package org.echt.core.serial;

import java.util.random.RandomGenerator;

/** Names people can read out to each other: {@code CHK-XXXX-XXXX}, 40 random bits. */
public final class Reference {
    private static final int SYMBOLS = 8;

    private Reference() {}

    /**
     * Draws one.
     *
     * @param kind what it names, for example {@code CHK}
     * @param random must be unpredictable where a name must not be guessed
     */
    public static String next(String kind, RandomGenerator random) {
        long bits = random.nextLong();
        var text = new StringBuilder(kind).append('-');
        for (int i = 0; i < SYMBOLS; i++) {
            text.append(i == 4 ? "-" : "").append((char) Alphabet.symbol((int) (bits >>> (5 * i)) & 31));
        }
        return text.toString();
    }
}
