package org.echt.app.answer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** The words no answer may hold, by language: {@code never/<tag>.txt}, one a line, whole words, any case. */
final class NeverSaid {
    private NeverSaid() {}

    /** The forbidden words in {@code text}. */
    static List<String> in(Language language, String text) {
        return words(language).stream().filter(word -> holds(text, word)).toList();
    }

    static boolean holds(String text, String word) {
        return Pattern.compile(
                        "(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}])",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(text)
                .find();
    }

    private static List<String> words(Language language) {
        try (InputStream in = NeverSaid.class.getResourceAsStream("/never/" + language.tag() + ".txt")) {
            return new String(Objects.requireNonNull(in, language.tag()).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
