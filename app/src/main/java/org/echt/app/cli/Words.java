package org.echt.app.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Pattern;

/** Spellings that commands share. */
final class Words {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9@%_+=:,./-]+");

    private Words() {}

    /** A word as a POSIX shell reads it back. */
    static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** {@code STOP_USE} as {@code stop-use}. */
    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@code " Maybe \"x\"?"} when one of the names begins alike or holds the text; else the first few names. */
    static String maybe(String text, Collection<String> names) {
        if (names.isEmpty()) {
            return "There is none yet.";
        }
        var lower = text.toLowerCase(Locale.ROOT);
        var near = names.stream()
                .filter(n -> common(lower, n.toLowerCase(Locale.ROOT)) >= Math.min(2, n.length()))
                .max(Comparator.comparingInt(n -> common(lower, n.toLowerCase(Locale.ROOT))));
        return near.map(n -> "Maybe \"" + n + "\"?")
                .orElseGet(() -> "There are: "
                        + String.join(", ", names.stream().limit(8).toList())
                        + (names.size() > 8 ? ", ..." : ""));
    }

    private static int common(String a, String b) {
        int i = 0;
        while (i < a.length() && i < b.length() && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        return i;
    }

    /** {@code 2,311 units}. */
    static String units(long units) {
        return String.format(Locale.ROOT, "%,d unit%s", units, units == 1 ? "" : "s");
    }

    /** {@code 1 unit has}, {@code 2,311 units have}. */
    static String units(long units, String ofOne, String ofMany) {
        return units(units) + " " + (units == 1 ? ofOne : ofMany);
    }

    static String count(long count, String one) {
        return count + " " + one + (count == 1 ? "" : "s");
    }
}
