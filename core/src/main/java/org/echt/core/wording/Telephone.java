package org.echt.core.wording;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A telephone number in a text.
 *
 * @param written as it stands there
 */
public record Telephone(String written) {
    private static final Pattern NUMBER =
            Pattern.compile("(?<![\\p{L}\\d])\\+?\\(?\\d[\\d ()/.\u00a0\u2011-]{4,28}\\d");
    private static final int FEWEST_DIGITS = 7;

    /**
     * How free numbers begin: 0800 and 00800 in most countries, 800 behind a country code and in Italy and Poland, 0805 in
     * France, 0808 in Great Britain, 900 in Spain.
     */
    private static final List<String> FREE = List.of("0800", "00800", "800", "0805", "805", "0808", "808");

    private static final String FREE_IN_SPAIN = "900";
    private static final Set<String> TOLL_FREE = Set.of("800", "833", "844", "855", "866", "877", "888");

    /** Every number in the text; dates and short numbers are none. */
    public static List<Telephone> in(String text) {
        var numbers = new ArrayList<Telephone>();
        var found = NUMBER.matcher(text);
        while (found.find()) {
            long digits = found.group().chars().filter(Character::isDigit).count();
            if (digits >= FEWEST_DIGITS && !isDate(found.group())) {
                numbers.add(new Telephone(found.group()));
            }
        }
        return numbers;
    }

    private static boolean isDate(String written) {
        return written.matches("\\d{4}-\\d{2}-\\d{2}.*|\\d{1,2}[./]\\d{1,2}[./]\\d{4}.*|\\d{4}\\s?-\\s?\\d{4}");
    }

    /** Whether the number itself says that the call is free. */
    public boolean isFree() {
        var groups = new ArrayList<>(Arrays.stream(written.split("[^\\d+]+"))
                .filter(group -> !group.isEmpty() && !group.equals("0"))
                .toList());
        String country = !groups.isEmpty() && groups.getFirst().startsWith("+") ? groups.removeFirst() : "";
        if (country.equals("+800")) {
            return true;
        }
        if (country.isEmpty() && groups.size() > 1 && groups.getFirst().equals("1")) {
            country = "+" + groups.removeFirst();
        }
        if (groups.isEmpty()) {
            return false;
        }
        String first = groups.getFirst();
        boolean america = (country.equals("+1") || country.isEmpty()) && TOLL_FREE.contains(first);
        return america
                || FREE.stream().anyMatch(first::startsWith)
                || (first.startsWith(FREE_IN_SPAIN) && (country.isEmpty() || country.equals("+34")));
    }
}
