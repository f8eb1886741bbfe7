package org.echt.core.notice;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.echt.core.wording.Vocabulary;

/**
 * The headline the law prescribes for a recall notice: Regulation (EU) 2023/988, Article 36(2)(a), in the official wording
 * of a language. Only wordings whose source was read are in the table; a translation of our own would not be the headline.
 *
 * @param language language tag
 * @param wording the headline itself
 * @param source where the wording was read
 */
public record LegalHeadline(String language, String wording, String source) {
    /** The official languages of the Union (Regulation No 1, Article 1). */
    private static final SortedSet<String> OFFICIAL = new TreeSet<>(List.of(
            "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt", "lv", "mt", "nl",
            "pl", "pt", "ro", "sk", "sl", "sv"));

    private static final Map<String, LegalHeadline> TABLE = read();

    /** The headline in {@code language}, a tag with or without region; empty where the official wording is not known here. */
    public static Optional<LegalHeadline> of(String language) {
        return Optional.ofNullable(TABLE.get(Vocabulary.base(language)));
    }

    /** The English headline, which stands where no other is known. */
    public static LegalHeadline english() {
        return of("en").orElseThrow();
    }

    /** Official languages of the Union whose wording is not known here. */
    public static SortedSet<String> languagesWithout() {
        var without = new TreeSet<>(OFFICIAL);
        without.removeAll(TABLE.keySet());
        return without;
    }

    private static Map<String, LegalHeadline> read() {
        try (InputStream in = LegalHeadline.class.getResourceAsStream("headlines.tsv")) {
            if (in == null) {
                throw new IllegalStateException("resource headlines.tsv is missing from this build");
            }
            var table = new TreeMap<String, LegalHeadline>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .forEach(row -> table.put(row[0], new LegalHeadline(row[0], row[1], row[2])));
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException("resource headlines.tsv cannot be read", e);
        }
    }
}
