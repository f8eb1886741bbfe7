package org.echt.core.gs1;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Form of the value of an application identifier, as far as reading needs it.
 *
 * <p>Source: GS1 General Specifications, sections 3.2 and 7.8.5 (predefined lengths). Identifiers that are not in the
 * table read as 1 to 90 characters of any kind.
 *
 * @param min fewest characters
 * @param max most characters
 * @param digits leading characters that must be digits
 * @param step the length is {@code min} plus a multiple of this
 * @param gtin whether the first 14 characters are a GTIN with its check digit
 */
record ElementRule(int min, int max, int digits, int step, boolean gtin) {
    private static final ElementRule ANY = new ElementRule(1, 90, 0, 1, false);

    /** Identifier or its first digits, then fewest and most characters, how many of them lead as digits, and the step if not 1. */
    private static final String TABLE = """
            00 18 18 18, 01 14 14 14, 02 14 14 14, 03 14 14 14, 10 1 20 0, 11 6 6 6, 12 6 6 6, 13 6 6 6, 15 6 6 6, 16 6 6 6, 17 6 6 6,
            20 2 2 2, 21 1 20 0, 22 1 20 0, 235 1 28 0, 240 1 30 0, 241 1 30 0, 242 1 6 6, 243 1 20 0, 250 1 30 0,
            251 1 30 0, 253 13 30 13, 254 1 20 0, 255 13 25 25, 30 1 8 8, 31 6 6 6, 32 6 6 6, 33 6 6 6, 34 6 6 6,
            35 6 6 6, 36 6 6 6, 37 1 8 8, 390 1 15 15, 391 4 18 18, 392 1 15 15, 393 4 18 18, 394 4 4 4, 395 6 6 6,
            400 1 30 0, 401 1 30 0, 402 17 17 17, 403 1 30 0, 410 13 13 13, 411 13 13 13, 412 13 13 13, 413 13 13 13,
            414 13 13 13, 415 13 13 13, 416 13 13 13, 417 13 13 13, 420 1 20 0, 421 4 12 3, 422 3 3 3, 423 3 15 15 3,
            424 3 3 3, 425 3 15 15 3, 426 3 3 3, 427 1 3 0, 7001 13 13 13, 7002 1 30 0, 7003 10 10 10, 7004 1 4 4,
            7006 6 6 6, 7007 6 12 12 6, 710 1 20 0, 711 1 20 0, 712 1 20 0, 713 1 20 0, 714 1 20 0, 723 3 30 0,
            8001 14 14 14, 8002 1 20 0, 8003 14 30 14, 8004 1 30 0, 8005 6 6 6, 8006 18 18 18, 8007 1 34 0,
            8008 8 12 12 2, 8009 1 50 0, 8010 1 30 0, 8011 1 12 12, 8012 1 20 0, 8013 1 25 0, 8017 18 18 18,
            8018 18 18 18, 8019 1 10 10, 8020 1 25 0, 8026 18 18 18, 8111 4 4 4, 90 1 30 0""";

    private static final Set<String> GTINS = Set.of("01", "02", "03", "8006", "8026");
    private static final Map<String, ElementRule> RULES = rules();

    /** The rule for {@code ai}, by its longest listed beginning. */
    static ElementRule of(String ai) {
        for (int n = ai.length(); n >= 2; n--) {
            ElementRule rule = RULES.get(ai.substring(0, n));
            if (rule != null) {
                return rule;
            }
        }
        int fixed = predefinedLength(ai);
        return fixed < 0 ? ANY : new ElementRule(fixed, fixed, fixed, 1, false);
    }

    /** True when {@code value} has a possible length, digits where they must be, and a right GTIN check digit. */
    boolean admits(String value) {
        int n = value.length();
        if (n < min || n > max || (n - min) % step != 0) {
            return false;
        }
        for (int i = 0; i < n; i++) {
            char c = value.charAt(i);
            if (i < digits ? c < '0' || c > '9' : c < '!' || c > 'z') {
                return false;
            }
        }
        return !gtin || Gtin.isValid(value.substring(0, 14));
    }

    /**
     * Digits of the application identifier at {@code at}, or -1 where none stands there. The first two tell how many.
     */
    static int identifierLength(CharSequence text, int at) {
        int length = digits(text, at, 2) ? lengthByFirstTwo(text, at) : -1;
        return length >= 0 && digits(text, at, length) ? length : -1;
    }

    private static boolean digits(CharSequence text, int at, int n) {
        for (int i = at; i < at + n; i++) {
            if (i >= text.length() || text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static int lengthByFirstTwo(CharSequence text, int at) {
        return switch (10 * (text.charAt(at) - '0') + text.charAt(at + 1) - '0') {
            case 0, 1, 2, 3, 10, 11, 12, 13, 15, 16, 17, 20, 21, 22, 30, 37 -> 2;
            case 90, 91, 92, 93, 94, 95, 96, 97, 98, 99 -> 2;
            case 23, 24, 25, 40, 41, 42, 71 -> 3;
            case 31, 32, 33, 34, 35, 36, 39, 43, 70, 72, 80, 81, 82 -> 4;
            default -> -1;
        };
    }

    /** Characters of the value where GS1 fixes them by the first two digits, so that no FNC1 follows; otherwise -1. */
    static int predefinedLength(String ai) {
        return switch (ai.substring(0, 2)) {
            case "00" -> 18;
            case "01", "02", "03" -> 14;
            case "04" -> 16;
            case "11", "12", "13", "14", "15", "16", "17", "18", "19" -> 6;
            case "20" -> 2;
            case "31", "32", "33", "34", "35", "36" -> 6;
            case "41" -> 13;
            default -> -1;
        };
    }

    private static Map<String, ElementRule> rules() {
        var rules = new HashMap<String, ElementRule>();
        for (String row : TABLE.split(",")) {
            String[] cell = row.strip().split(" ");
            int step = cell.length > 4 ? Integer.parseInt(cell[4]) : 1;
            int min = Integer.parseInt(cell[1]);
            int max = Integer.parseInt(cell[2]);
            rules.put(cell[0], new ElementRule(min, max, Integer.parseInt(cell[3]), step, GTINS.contains(cell[0])));
        }
        return Map.copyOf(rules);
    }

    /** The GTIN that {@code value} begins with; null when it does not. GTIN-8, -12 and -13 alone are accepted too. */
    static @Nullable Gtin gtin(String value) {
        String head = value.length() > 14 ? value.substring(0, 14) : value;
        return Gtin.isValid(head) ? Gtin.of(head) : null;
    }
}
