package org.echt.core.wording;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The words of a text as they are compared: lower case and without marks, each with where it stands and in which sentence.
 * A full stop inside a number or an address ends no sentence, nor does one line break; an empty line and a paragraph
 * separator (U+2029) do. Invisible characters inside a word are passed over. Linear in the text.
 */
final class Tokens {
    private static final char PARAGRAPH = '\u2029';

    private final String text;
    private final List<String> words = new ArrayList<>();
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int[] sentences = new int[64];

    private Tokens(String text) {
        this.text = text;
    }

    static Tokens of(String text) {
        var tokens = new Tokens(text);
        tokens.read();
        return tokens;
    }

    int count() {
        return words.size();
    }

    String word(int index) {
        return words.get(index);
    }

    int start(int index) {
        return starts[index];
    }

    int sentence(int index) {
        return sentences[index];
    }

    /** The words as they were written, white space made one blank. */
    String quoted(int first, int last) {
        return text.substring(starts[first], ends[last]).replaceAll("\\s+", " ");
    }

    private void read() {
        int sentence = 0;
        int at = 0;
        while (at < text.length()) {
            if (isPartOfWord(at)) {
                int end = endOfWord(at);
                add(at, end, sentence);
                at = end;
            } else {
                sentence += endsSentence(at) ? 1 : 0;
                at++;
            }
        }
    }

    private int endOfWord(int start) {
        int end = start;
        while (end < text.length() && (isPartOfWord(end) || isInvisible(text.charAt(end)))) {
            end++;
        }
        return end;
    }

    /** Halves of a pair stand for letters beyond the first plane; a letter by itself is asked properly. */
    private boolean isPartOfWord(int at) {
        char c = text.charAt(at);
        return Character.isLetterOrDigit(c)
                || Character.isSurrogate(c)
                || Character.getType(c) == Character.NON_SPACING_MARK;
    }

    private static boolean isInvisible(char c) {
        return Character.getType(c) == Character.FORMAT;
    }

    private boolean endsSentence(int at) {
        return switch (text.charAt(at)) {
            case '!', '?', ';', PARAGRAPH, '\u2022' -> true;
            case '.', '\u2026' -> at + 1 == text.length() || Character.isWhitespace(text.charAt(at + 1));
            case '\n' -> at > 0 && isEmptyLineBefore(at);
            default -> false;
        };
    }

    private boolean isEmptyLineBefore(int at) {
        char before = text.charAt(at - 1);
        return before == '\n' || (before == '\r' && at > 1 && text.charAt(at - 2) == '\n');
    }

    private void add(int start, int end, int sentence) {
        int index = words.size();
        if (index == starts.length) {
            starts = Arrays.copyOf(starts, 2 * index);
            ends = Arrays.copyOf(ends, 2 * index);
            sentences = Arrays.copyOf(sentences, 2 * index);
        }
        words.add(plain(text.substring(start, end)));
        starts[index] = start;
        ends[index] = end;
        sentences[index] = sentence;
    }

    /** Lower case, marks and ligatures undone. */
    static String plain(String word) {
        if (word.chars().allMatch(c -> c < 0x80)) {
            return word.toLowerCase(Locale.ROOT);
        }
        var decomposed = Normalizer.normalize(word.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
        var plain = new StringBuilder(decomposed.length());
        for (int i = 0; i < decomposed.length(); i++) {
            char c = decomposed.charAt(i);
            switch (c) {
                case 'ß' -> plain.append("ss");
                case 'ł' -> plain.append('l');
                case 'ø' -> plain.append('o');
                case 'œ' -> plain.append("oe");
                case 'æ' -> plain.append("ae");
                default -> {
                    if (Character.getType(c) != Character.NON_SPACING_MARK && !isInvisible(c)) {
                        plain.append(c);
                    }
                }
            }
        }
        return plain.toString();
    }
}
