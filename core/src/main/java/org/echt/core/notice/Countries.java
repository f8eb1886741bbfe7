package org.echt.core.notice;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which languages a notice needs in a country, and whose law it follows there. Languages of Member States: Regulation (EU)
 * 2023/988, Article 36(2), "the language(s) of the Member State(s)"; the official languages of the State at national level
 * that are official languages of the Union.
 */
public final class Countries {
    private static final Map<String, List<String>> UNION = Map.ofEntries(
            entry("AT", List.of("de")),
            entry("BE", List.of("nl", "fr", "de")),
            entry("BG", List.of("bg")),
            entry("CY", List.of("el")),
            entry("CZ", List.of("cs")),
            entry("DE", List.of("de")),
            entry("DK", List.of("da")),
            entry("EE", List.of("et")),
            entry("ES", List.of("es")),
            entry("FI", List.of("fi", "sv")),
            entry("FR", List.of("fr")),
            entry("GR", List.of("el")),
            entry("HR", List.of("hr")),
            entry("HU", List.of("hu")),
            entry("IE", List.of("en")),
            entry("IT", List.of("it")),
            entry("LT", List.of("lt")),
            entry("LU", List.of("fr", "de")),
            entry("LV", List.of("lv")),
            entry("MT", List.of("mt", "en")),
            entry("NL", List.of("nl")),
            entry("PL", List.of("pl")),
            entry("PT", List.of("pt")),
            entry("RO", List.of("ro")),
            entry("SE", List.of("sv")),
            entry("SI", List.of("sl")),
            entry("SK", List.of("sk")));

    private static final Map<String, List<String>> OTHERS = Map.ofEntries(
            entry("CH", List.of("de", "fr", "it")),
            entry("GB", List.of("en")),
            entry("IL", List.of("he")),
            entry("TR", List.of("tr")),
            entry("UA", List.of("uk")),
            entry("US", List.of("en")));

    private Countries() {}

    /** Languages a notice needs there; empty where this table does not know. */
    public static List<String> languages(String country) {
        return UNION.getOrDefault(country, OTHERS.getOrDefault(country, List.of()));
    }

    /** The law whose rules this program knows for the country. */
    public static Optional<Jurisdiction> law(String country) {
        if (UNION.containsKey(country)) {
            return Optional.of(Jurisdiction.EU);
        }
        return country.equals("US") ? Optional.of(Jurisdiction.US) : Optional.empty();
    }
}
