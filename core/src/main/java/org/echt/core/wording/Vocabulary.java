package org.echt.core.wording;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The word lists of one language: {@code words/<language>.txt}. They compare words, not letters inside words; case and
 * marks do not count. Immutable, thread-safe.
 */
public final class Vocabulary {
    private static final List<String> LANGUAGES = List.of("de", "en", "es", "fr", "it", "nl", "pl");

    private final String language;
    private final Map<Topic, List<Phrase>> phrases;

    private Vocabulary(String language, Map<Topic, List<Phrase>> phrases) {
        this.language = language;
        this.phrases = phrases;
    }

    /**
     * Words of a text that a phrase fits.
     *
     * @param words as written
     * @param start index of the first letter in the text
     */
    public record Match(String words, int start) {}

    /** The lists for a language tag such as {@code de} or {@code de-AT}; empty where there are none. */
    public static Optional<Vocabulary> of(String tag) {
        return Optional.ofNullable(Loaded.BY_LANGUAGE.get(base(tag)));
    }

    /** Languages there are lists for. */
    public static SortedSet<String> languages() {
        return new TreeSet<>(LANGUAGES);
    }

    /** The language of a tag, without script and region. */
    public static String base(String tag) {
        int end = tag.indexOf('-');
        return end < 0 ? tag : tag.substring(0, end);
    }

    /** The language whose small words are most frequent in the text; empty where two are near or none is there. */
    public static Optional<String> guess(String text) {
        var tokens = Tokens.of(text);
        long best = 2;
        long second = 0;
        Optional<String> language = Optional.empty();
        for (var vocabulary : Loaded.BY_LANGUAGE.values()) {
            long count = vocabulary.find(Topic.COMMON, tokens).size();
            if (count > best) {
                second = language.isEmpty() ? second : best;
                best = count;
                language = Optional.of(vocabulary.language);
            } else {
                second = Math.max(second, count);
            }
        }
        return 4 * best > 5 * second ? language : Optional.empty();
    }

    public String language() {
        return language;
    }

    public boolean says(Topic topic, String text) {
        return !find(topic, text).isEmpty();
    }

    /** Every place that speaks of {@code topic}, in order, none overlapping another. */
    public List<Match> find(Topic topic, String text) {
        return find(topic, Tokens.of(text));
    }

    private List<Match> find(Topic topic, Tokens tokens) {
        var matches = new ArrayList<Match>();
        for (int at = 0; at < tokens.count(); at++) {
            int last = topic.isTurnedByNegation() && isNegated(tokens, at) ? -1 : longest(topic, tokens, at);
            if (last >= 0) {
                matches.add(new Match(tokens.quoted(at, last), tokens.start(at)));
                at = last;
            }
        }
        return matches;
    }

    private int longest(Topic topic, Tokens tokens, int at) {
        int longest = -1;
        for (var phrase : phrases(topic)) {
            longest = Math.max(longest, phrase.lastOf(tokens, at, word -> isNegation(tokens, word)));
        }
        return longest;
    }

    private boolean isNegation(Tokens tokens, int at) {
        return phrases(Topic.NEGATION).stream()
                .anyMatch(phrase -> phrase.isOneWord() && phrase.lastOf(tokens, at, _ -> true) == at);
    }

    private boolean isNegated(Tokens tokens, int at) {
        return phrases(Topic.NEGATION).stream().anyMatch(phrase -> phrase.endsBefore(tokens, at));
    }

    private List<Phrase> phrases(Topic topic) {
        return phrases.getOrDefault(topic, List.of());
    }

    private static Vocabulary load(String language) {
        String name = "words/" + language + ".txt";
        try (InputStream in = Vocabulary.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("resource " + name + " is missing from this build");
            }
            return new Vocabulary(language, read(new String(in.readAllBytes(), StandardCharsets.UTF_8), name));
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + name + " cannot be read", e);
        }
    }

    private static Map<Topic, List<Phrase>> read(String text, String name) {
        var sections = new TreeMap<String, Topic>();
        var phrases = new EnumMap<Topic, List<Phrase>>(Topic.class);
        for (var topic : Topic.values()) {
            sections.put("[" + topic.section() + "]", topic);
        }
        Optional<Topic> section = Optional.empty();
        for (var line :
                text.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList()) {
            if (line.startsWith("[")) {
                section = Optional.ofNullable(sections.get(line));
            }
            var topic = section.orElseThrow(
                    () -> new IllegalStateException(name + ": \"" + line + "\" stands under no section that is known"));
            if (!line.startsWith("[")) {
                phrases.computeIfAbsent(topic, _ -> new ArrayList<>()).add(Phrase.of(line));
            }
        }
        return phrases;
    }

    /** Loaded when first asked for. */
    private static final class Loaded {
        static final Map<String, Vocabulary> BY_LANGUAGE = new TreeMap<>();

        static {
            LANGUAGES.forEach(language -> BY_LANGUAGE.put(language, load(language)));
        }
    }
}
