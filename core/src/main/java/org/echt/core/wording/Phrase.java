package org.echt.core.wording;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * One line of a word list. {@code a|b} stands for either word, {@code a*} for every word that begins so, {@code ..} for up
 * to three words and {@code ...} for up to eight, all of them in the same sentence and none of them a negation.
 */
record Phrase(List<Element> elements) {
    private static final int SHORT_GAP = 3;
    private static final int LONG_GAP = 8;

    private sealed interface Element {}

    private record Word(Set<String> whole, List<String> beginnings) implements Element {
        boolean matches(String word) {
            return whole.contains(word) || beginnings.stream().anyMatch(word::startsWith);
        }
    }

    private record Gap(int most) implements Element {}

    /** Reads a line; throws {@link IllegalArgumentException} where it begins or ends with a gap. */
    static Phrase of(String line) {
        var elements = new ArrayList<Element>();
        for (var part : line.strip().split(" +")) {
            elements.add(element(part));
        }
        if (!(elements.getFirst() instanceof Word) || !(elements.getLast() instanceof Word)) {
            throw new IllegalArgumentException("phrase \"" + line + "\" begins or ends with a gap");
        }
        return new Phrase(List.copyOf(elements));
    }

    private static Element element(String part) {
        if (part.equals("..") || part.equals("...")) {
            return new Gap(part.length() == 2 ? SHORT_GAP : LONG_GAP);
        }
        var whole = new HashSet<String>();
        var beginnings = new ArrayList<String>();
        for (var word : Arrays.asList(part.split("\\|"))) {
            if (word.endsWith("*")) {
                beginnings.add(Tokens.plain(word.substring(0, word.length() - 1)));
            } else {
                whole.add(Tokens.plain(word));
            }
        }
        if (whole.contains("") || beginnings.contains("")) {
            throw new IllegalArgumentException("\"" + part + "\" holds an empty word");
        }
        return new Word(Set.copyOf(whole), List.copyOf(beginnings));
    }

    boolean isOneWord() {
        return elements.size() == 1;
    }

    /**
     * The last word of the match that begins at word {@code at}, or -1.
     *
     * @param stops words no gap may reach over, by index
     */
    int lastOf(Tokens tokens, int at, IntPredicate stops) {
        return last(tokens, at, 0, stops, tokens.sentence(at));
    }

    private int last(Tokens tokens, int at, int element, IntPredicate stops, int sentence) {
        if (element == elements.size()) {
            return at - 1;
        }
        return switch (elements.get(element)) {
            case Word word ->
                at < tokens.count() && tokens.sentence(at) == sentence && word.matches(tokens.word(at))
                        ? last(tokens, at + 1, element + 1, stops, sentence)
                        : -1;
            case Gap gap -> overGap(tokens, at, element, gap, stops, sentence);
        };
    }

    private int overGap(Tokens tokens, int at, int element, Gap gap, IntPredicate stops, int sentence) {
        for (int next = at; next <= at + gap.most() && next < tokens.count(); next++) {
            int last = last(tokens, next, element + 1, stops, sentence);
            if (last >= 0) {
                return last;
            }
            if (tokens.sentence(next) != sentence || stops.test(next)) {
                return -1;
            }
        }
        return -1;
    }

    /** Whether it ends exactly before word {@code at}; for phrases without a gap. */
    boolean endsBefore(Tokens tokens, int at) {
        int start = at - elements.size();
        return start >= 0
                && tokens.sentence(start) == tokens.sentence(at)
                && lastOf(tokens, start, _ -> true) == at - 1;
    }
}
