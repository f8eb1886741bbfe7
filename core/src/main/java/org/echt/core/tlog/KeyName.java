package org.echt.core.tlog;

/** The rule for names of keys (C2SP signed-note). */
final class KeyName {
    private static final int NEXT_LINE = 0x85;

    private KeyName() {}

    /** @return the name itself */
    static String checked(String name) {
        if (!isGood(name)) {
            throw new IllegalArgumentException("key name \"" + Base64Text.shown(name)
                    + "\" is empty, or has a blank, a control character or a plus in it");
        }
        return name;
    }

    static boolean isGood(String name) {
        return !name.isEmpty() && name.codePoints().noneMatch(KeyName::isForbidden);
    }

    private static boolean isForbidden(int c) {
        return c == '+'
                || c < ' '
                || c == NEXT_LINE
                || Character.isSpaceChar(c)
                || Character.isWhitespace(c)
                || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
