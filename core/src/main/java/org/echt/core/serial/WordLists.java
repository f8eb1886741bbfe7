package org.echt.core.serial;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The word lists that come with the program, one file a language. An edition is never changed once it was released,
 * because batches name it for ever; a new one gets a new folder.
 */
public final class WordLists {
    public static final String VERSION = "2026.1";
    public static final List<String> LANGUAGES = List.of("de", "en", "es", "fr", "it", "nl", "pl");

    private WordLists() {}

    /** All languages together; made once. */
    public static WordList standard() {
        return Standard.LIST;
    }

    /** Some of {@link #LANGUAGES}; throws {@link IllegalArgumentException} that names an unknown one. */
    public static WordList of(Collection<String> languages) {
        var words = new ArrayList<String>();
        for (String language : languages) {
            words.addAll(words(language));
        }
        return WordList.of(VERSION, words);
    }

    /** The list with this id, if it is the empty or the standard one; otherwise null. */
    public static @Nullable WordList byId(String id) {
        if (id.isEmpty()) {
            return WordList.NONE;
        }
        return id.equals(standard().id()) ? standard() : null;
    }

    private static List<String> words(String language) {
        if (!LANGUAGES.contains(language)) {
            throw new IllegalArgumentException(
                    "no word list for language \"" + language + "\". Maybe one of " + LANGUAGES + "?");
        }
        String name = "words/" + VERSION + "/" + language + ".txt";
        try (InputStream in = WordLists.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("resource " + name + " is missing from this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + name + " cannot be read", e);
        }
    }

    /** Loaded when first asked for. */
    private static final class Standard {
        static final WordList LIST = of(LANGUAGES);
    }
}
