package org.echt.app.capture;

/** Checks bytes that are said to be UTF-8 (RFC 3629). */
final class Utf8 {
    private Utf8() {}

    /**
     * The place of the first byte that does not belong, or of a U+FFFD, which says that the text was damaged before; -1
     * when all is well.
     */
    static int firstBad(byte[] b, int from, int to) {
        int i = from;
        while (i < to) {
            int length = length(b, i, to);
            if (length < 0) {
                return i;
            }
            i += length;
        }
        return -1;
    }

    private static int length(byte[] b, int i, int to) {
        int lead = b[i] & 0xff;
        if (lead < 0x80) {
            return 1;
        }
        int length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
        if (length == 0 || i + length > to) {
            return -1;
        }
        for (int k = 1; k < length; k++) {
            if ((b[i + k] & 0xc0) != 0x80) {
                return -1;
            }
        }
        return isPossible(lead, b[i + 1] & 0xff) && !isReplacement(b, i, lead) ? length : -1;
    }

    /** No overlong forms, no surrogates, nothing above U+10FFFF. */
    private static boolean isPossible(int lead, int second) {
        return switch (lead) {
            case 0xe0 -> second >= 0xa0;
            case 0xed -> second < 0xa0;
            case 0xf0 -> second >= 0x90;
            case 0xf4 -> second < 0x90;
            default -> true;
        };
    }

    private static boolean isReplacement(byte[] b, int i, int lead) {
        return lead == 0xef && (b[i + 1] & 0xff) == 0xbf && (b[i + 2] & 0xff) == 0xbd;
    }
}
