package org.echt.core.attribute;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The words and signs of a scope's text form, and where each stands. Not thread-safe. */
final class ScopeTokens {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(\"(?:[^\"\\\\]|\\\\.)*\")"
                    + "|(#?[A-Za-z0-9_:/+-]+(?:\\.[A-Za-z0-9_:/+-]+)*)"
                    + "|(\\.\\.|!=|<=|>=|[()=<>,]))",
            Pattern.DOTALL);

    /** One word, quoted text or sign; {@code quoted} text is never a keyword. */
    private record Token(String text, boolean quoted, int at) {}

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int next;

    ScopeTokens(String text) {
        this.text = text;
        var matcher = TOKEN.matcher(text);
        int at = 0;
        while (at < text.length() && !text.substring(at).isBlank()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw new IllegalArgumentException("scope: \"" + text.charAt(firstVisible(at)) + "\" at position "
                        + (firstVisible(at) + 1) + " has no meaning here. Maybe put the value in \"quotes\"?");
            }
            tokens.add(token(
                    matcher.group().strip(),
                    matcher.end() - matcher.group().stripLeading().length()));
            at = matcher.end();
        }
    }

    private int firstVisible(int at) {
        int i = at;
        while (i < text.length() - 1 && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static Token token(String raw, int at) {
        boolean quoted = raw.startsWith("\"");
        var text = quoted ? raw.substring(1, raw.length() - 1).replaceAll("(?s)\\\\(.)", "$1") : raw;
        return new Token(text, quoted, at);
    }

    boolean atEnd() {
        return next == tokens.size();
    }

    private boolean is(int index, String expected) {
        return index < tokens.size()
                && !tokens.get(index).quoted()
                && tokens.get(index).text().equalsIgnoreCase(expected);
    }

    boolean skip(String expected) {
        if (is(next, expected)) {
            next++;
            return true;
        }
        return false;
    }

    void expect(String expected) {
        if (!skip(expected)) {
            throw error("\"" + expected + "\"");
        }
    }

    /** A keyword or attribute name, in lower case. */
    String name() {
        if (atEnd()
                || tokens.get(next).quoted()
                || !Character.isLetter(tokens.get(next).text().charAt(0))) {
            throw error("lot, product, produced, items, range, contains or an attribute");
        }
        return tokens.get(next++).text().toLowerCase(Locale.ROOT);
    }

    /** A value: a word or quoted text. */
    String value() {
        if (atEnd() || (!tokens.get(next).quoted() && isSign(tokens.get(next).text()))) {
            throw error("a value");
        }
        return tokens.get(next++).text();
    }

    /** The next value, when one of the two words comes right behind it. */
    @Nullable
    String bareBefore(String one, String other) {
        if (atEnd() || (!tokens.get(next).quoted() && isSign(tokens.get(next).text()))) {
            return null;
        }
        return is(next + 1, one) || is(next + 1, other) ? value() : null;
    }

    private static boolean isSign(String word) {
        return !word.isEmpty() && "()=<>,!.".indexOf(word.charAt(0)) >= 0;
    }

    IllegalArgumentException error(String expected) {
        var found = atEnd()
                ? "the end"
                : "\"" + tokens.get(next).text() + "\" at position "
                        + (tokens.get(next).at() + 1);
        return new IllegalArgumentException("scope: " + expected + " expected, found " + found + " in: " + text);
    }
}
