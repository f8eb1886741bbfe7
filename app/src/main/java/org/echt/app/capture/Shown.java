package org.echt.app.capture;

import java.util.Arrays;
import org.echt.core.serial.CodeReader;
import org.echt.core.serial.Reading;

/** How values of a file are shown to the person who mends it: short, printable, and no code in full. */
final class Shown {
    private static final int LONGEST = 60;
    private static final int SHORTEST_CODE = 12;

    private Shown() {}

    /** A value that cannot be a code. */
    static String text(String value) {
        var shown = new StringBuilder();
        value.codePoints().limit(LONGEST).forEach(c -> shown.appendCodePoint(isPrintable(c) ? c : '\ufffd'));
        return value.codePointCount(0, value.length()) > LONGEST ? shown + "…" : shown.toString();
    }

    /** A value that may be a code, or nearly one. */
    static String maybeCode(String value) {
        return switch (CodeReader.read(value)) {
            case Reading.Read read -> read.code().masked();
            case Reading.Mistyped _ -> masked(value.strip());
            case Reading.Foreign _, Reading.Empty _ -> hasCode(value) ? masked(value.strip()) : text(value);
        };
    }

    /** True when a well-formed code stands somewhere in the value. */
    private static boolean hasCode(String value) {
        return Arrays.stream(value.split("[^A-Za-z0-9-]+"))
                .filter(token -> token.length() >= SHORTEST_CODE)
                .anyMatch(token -> CodeReader.read(token) instanceof Reading.Read);
    }

    /** First and last two characters: one mistake away from a code is as good as the code. */
    static String masked(String value) {
        return value.length() < SHORTEST_CODE
                ? text(value)
                : text(value.substring(0, 1)) + "…" + text(value.substring(value.length() - 2));
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
