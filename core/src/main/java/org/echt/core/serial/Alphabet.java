package org.echt.core.serial;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The 32 symbols of Crockford Base32, how they are folded, and eight of them at a time. */
final class Alphabet {
    static final String SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final byte[] ENCODE = SYMBOLS.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DECODE = decodeTable();

    private static final long ONES = 0x0101010101010101L;
    private static final long LOW7 = 0x7F7F7F7F7F7F7F7FL;
    private static final long HIGH = 0x8080808080808080L;

    private Alphabet() {}

    static byte symbol(int value) {
        return ENCODE[value];
    }

    /** Value of a canonical symbol or of what is folded to one (lower case, O, I, L); -1 for anything else. */
    static int value(int c) {
        return c >= 0 && c < 128 ? DECODE[c] : -1;
    }

    static boolean isSymbol(char c) {
        int value = value(c);
        return value >= 0 && ENCODE[value] == c;
    }

    /** Eight canonical ASCII symbols as 40 bits, the first in the highest. */
    static long fromAscii(long ascii) {
        long v = ascii - ONES * '0';
        long value = v
                - atLeast(v, 'A' - '0') * 7
                - atLeast(v, 'J' - '0')
                - atLeast(v, 'M' - '0')
                - atLeast(v, 'P' - '0')
                - atLeast(v, 'V' - '0');
        return gather(value);
    }

    /** 1 in every byte of {@code v} that is at least {@code limit}; all bytes and the limit below 128. */
    private static long atLeast(long v, int limit) {
        return (((v & LOW7) + ONES * (128 - limit)) & HIGH) >>> 7;
    }

    /** The low five bits of every byte, moved together. */
    private static long gather(long bytes) {
        long v = (bytes & 0x001F001F001F001FL) | ((bytes >>> 3) & 0x03E003E003E003E0L);
        v = (v & 0x000003FF000003FFL) | ((v >>> 6) & 0x000FFC00000FFC00L);
        return (v & 0xFFFFFL) | ((v >>> 12) & 0xFFFFF00000L);
    }

    private static byte[] decodeTable() {
        byte[] table = new byte[128];
        Arrays.fill(table, (byte) -1);
        for (byte value = 0; value < 32; value++) {
            table[ENCODE[value]] = value;
            table[Character.toLowerCase((char) ENCODE[value])] = value;
        }
        table['O'] = table['o'] = 0;
        table['I'] = table['i'] = table['L'] = table['l'] = 1;
        return table;
    }
}
