package org.echt.core.notice;

import java.util.Map;
import java.util.Optional;

/**
 * The headline a recall notice must have by law, in the official wording of one language version of Regulation (EU)
 * 2023/988, Article 36(2)(a). Never our own translation: where the official wording is not at hand there is none, and the
 * English one stands.
 *
 * @param language language tag
 * @param wording the words
 * @param source where they were read
 */
public record LegalHeadline(String language, String wording, String source) {
    private static final LegalHeadline ENGLISH = new LegalHeadline(
            "en",
            "Product safety recall",
            "Regulation (EU) 2023/988, Article 36(2)(a), English: \"a headline consisting of the words 'Product safety"
                    + " recall'\"");

    private static final Map<String, LegalHeadline> KNOWN = Map.of(
            "en",
            ENGLISH,
            "de",
            new LegalHeadline(
                    "de",
                    "Produktsicherheitsrückruf",
                    "Verordnung (EU) 2023/988, Artikel 36 Absatz 2 Buchstabe a: \"eine Überschrift, die aus den Worten"
                            + " 'Produktsicherheitsrückruf' besteht\"; so too the German ministry for consumer protection"));

    /** The official wording in {@code language}; empty where it is not known here. */
    public static Optional<LegalHeadline> of(String language) {
        return Optional.ofNullable(KNOWN.get(language));
    }

    /** The wording that stands where no other is known. */
    public static LegalHeadline english() {
        return ENGLISH;
    }
}
