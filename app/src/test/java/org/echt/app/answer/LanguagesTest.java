package org.echt.app.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LanguagesTest {
    private final Languages languages = Languages.load();

    @Test
    void everyLanguageHasEveryTextWithTheSameValues() {
        for (var all : List.of(languages, Languages.dossiers())) {
            haveTheSameTexts(all);
        }
    }

    private static void haveTheSameTexts(Languages all) {
        var first = all.first();
        for (var language : all.all()) {
            assertEquals(new TreeSet<>(first.keys()), new TreeSet<>(language.keys()), language.tag());
            for (var key : first.keys()) {
                assertEquals(values(first, key), values(language, key), language.tag() + " " + key);
            }
        }
    }

    /** {@code start} serves the articles of some languages only. */
    private static Set<String> values(Language language, String key) {
        var values = new TreeSet<>(language.arguments(key));
        values.remove("start");
        return values;
    }

    @Test
    void noTextHoldsAForbiddenWord() {
        holdNoForbiddenWord(languages, Set.of("count", "found"));
        var numbers = Set.of("count", "keys", "batches", "n", "signatures", "size", "all", "section");
        holdNoForbiddenWord(Languages.dossiers(), numbers);
    }

    private static void holdNoForbiddenWord(Languages all, Set<String> numbers) {
        for (var language : all.all()) {
            for (var key : language.keys()) {
                var values = new HashMap<String, Object>();
                language.arguments(key).forEach(name -> values.put(name, numbers.contains(name) ? (Object) 2L : "X"));
                var text = language.say(key, values);
                assertEquals(List.of(), NeverSaid.in(language, text), language.tag() + " " + key + ": " + text);
            }
        }
    }

    @Test
    void everyBundleIsListed() throws URISyntaxException, java.io.IOException {
        var folder = Path.of(Objects.requireNonNull(Languages.class.getResource("/messages/languages.txt"))
                        .toURI())
                .getParent();
        try (var files = Files.list(Objects.requireNonNull(folder))) {
            var bundles = files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".properties"))
                    .collect(Collectors.toCollection(TreeSet::new));
            var listed = languages.all().stream()
                    .map(language -> language.tag() + ".properties")
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(bundles, listed);
        }
    }

    @Test
    void choosesByHeaderAndLetsTheAddressOverrule() {
        assertEquals("en", languages.choose("", "").tag());
        assertEquals("de", languages.choose("de-AT,de;q=0.9,en;q=0.5", "").tag());
        assertEquals("de", languages.choose("is, en;q=0.2, de;q=0.7", "").tag());
        assertEquals("en", languages.choose("de;q=0, en;q=0.1", "").tag());
        assertEquals("en", languages.choose("xx", "").tag());
        assertEquals("de", languages.choose("en", "DE").tag());
        assertEquals("en", languages.choose("en", "../../x").tag());
        assertEquals("en", languages.choose(",;q=,;;q=x,*;q=9,\u0000", "").tag());
    }

    @Test
    void textVersionNamesTheTexts() {
        assertTrue(languages.textVersion().matches("[0-9a-f]{12}"), languages.textVersion());
        assertEquals(languages.textVersion(), Languages.load().textVersion());
    }

    @Test
    void saysPluralsChoicesAndQuotes() {
        var patterns = Map.of(
                "date.day",
                "d",
                "date.time",
                "d",
                "a",
                "{n, plural, one {# day} other {# days}}",
                "b",
                "it''s '{'{x}'}'");
        var language = new Language("en", patterns);
        assertEquals("1 day", language.say("a", "n", 1));
        assertEquals("1,000 days", language.say("a", "n", 1000));
        assertEquals("it's {y}", language.say("b", "x", "y"));
        assertThrows(NullPointerException.class, () -> language.say("b"));
        assertThrows(IllegalArgumentException.class, () -> language.say("c"));
    }
}
