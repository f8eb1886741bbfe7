package org.echt.app.link;

import org.echt.app.answer.Preferences;

/**
 * Which of our two formats a client wants. Browsers name {@code text/html} and get pages; programs that take anything get
 * JSON.
 *
 * <p>Source: RFC 9110, section 12.5.1: a more specific range wins over a wider one, a weight of 0 forbids.
 */
enum Accepted {
    HTML,
    JSON,
    NEITHER;

    /** Decides by the value of {@code Accept}; an empty one takes anything. */
    static Accepted of(String accept) {
        if (accept.isBlank()) {
            return JSON;
        }
        var wanted = Preferences.parse(accept);
        double html = weight(wanted, "text", "html");
        double json = Math.max(weight(wanted, "application", "json"), weight(wanted, "application", "problem+json"));
        if (html <= 0 && json <= 0) {
            return NEITHER;
        }
        if (html == json) {
            return names(wanted, "text/html") ? HTML : JSON;
        }
        return html > json ? HTML : JSON;
    }

    private static boolean names(Preferences wanted, String type) {
        return wanted.values().stream().anyMatch(value -> value.value().equals(type));
    }

    private static double weight(Preferences wanted, String type, String subtype) {
        double weight = 0;
        int best = 0;
        for (var value : wanted.values()) {
            int specific = specific(value.value(), type, subtype);
            if (specific > best) {
                best = specific;
                weight = value.weight();
            }
        }
        return weight;
    }

    /** 3 for the type itself, 2 for its family, 1 for anything, 0 for another type. */
    private static int specific(String range, String type, String subtype) {
        if (range.equals(type + "/" + subtype)) {
            return 3;
        }
        if (range.equals(type + "/*")) {
            return 2;
        }
        return range.equals("*/*") || range.equals("*") ? 1 : 0;
    }
}
