package org.echt.app.answer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The values of a weighted header such as {@code Accept} or {@code Accept-Language}, most wanted first, equal ones in
 * their order. Never throws: what cannot be read is left out, and only the first 1,000 characters are read.
 *
 * <p>Source: RFC 9110, section 12.4.2.
 *
 * @param values lower case, without parameters
 */
public record Preferences(List<Weighted> values) {
    private static final int READ = 1_000;

    public Preferences {
        values = List.copyOf(values);
    }

    /**
     * One value with its weight.
     *
     * @param value lower case
     * @param weight 0 (not wanted) to 1
     */
    public record Weighted(String value, double weight) {}

    public static Preferences parse(String header) {
        var read = header.length() > READ ? header.substring(0, READ) : header;
        var values = new ArrayList<Weighted>();
        for (var entry : read.split(",")) {
            var parts = entry.split(";");
            if (parts.length > 0 && !parts[0].isBlank()) {
                values.add(new Weighted(parts[0].strip().toLowerCase(Locale.ROOT), weight(parts)));
            }
        }
        values.sort(Comparator.comparingDouble(Weighted::weight).reversed());
        return new Preferences(values);
    }

    private static double weight(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            var parameter = parts[i].strip();
            if (parameter.startsWith("q=") || parameter.startsWith("Q=")) {
                return number(parameter.substring(2));
            }
        }
        return 1;
    }

    private static double number(String text) {
        try {
            double weight = Double.parseDouble(text);
            return weight >= 0 && weight <= 1 ? weight : 0;
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
