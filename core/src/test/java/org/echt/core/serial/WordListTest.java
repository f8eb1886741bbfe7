package org.echt.core.serial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WordListTest {
    private static final long SEED = 99;
    private static final List<String> WORDS =
            List.of("BATS", "SEAT", "BULL", "GOLD", "TASTE", "ZZZZZZ", "QUIZZES", "LOLLIPOP", "SEATBELTS");

    /** Random codes into which words are planted, so that hits at every place and near misses are common. */
    @Test
    void agreesWithTheNaiveSearch() {
        var random = new Random(SEED);
        WordList list = WordList.of("test", WORDS);
        int hits = 0;
        for (int i = 0; i < 60_000; i++) {
            CodeLength length = Fixtures.length(16 + 2 * (i % 3));
            String code = planted(random, length);
            boolean expected = NaiveCode.spells(code, WORDS);
            assertEquals(expected, list.spells(new SerialCode(code)), code + ", seed " + SEED);
            hits += expected ? 1 : 0;
        }
        assertTrue(hits > 10_000, hits + " hits");
    }

    private static String planted(Random random, CodeLength length) {
        String body = Fixtures.randomCode(random, length).substring(0, length.symbols - 3);
        String word = WORDS.get(random.nextInt(WORDS.size()));
        int at = random.nextInt(body.length());
        var text = new StringBuilder(body);
        for (int i = 0; i < word.length() && at + i < text.length(); i++) {
            text.setCharAt(at + i, spelling(random, word.charAt(i)));
        }
        return text + NaiveCode.checks(text.toString());
    }

    private static char spelling(Random random, char letter) {
        String looks = switch (letter) {
            case 'O' -> "0";
            case 'I', 'L' -> "1";
            case 'U' -> "V";
            case 'E' -> "E3";
            case 'A' -> "A4";
            case 'S' -> "S5";
            case 'T' -> "T7";
            case 'B' -> "B8";
            case 'G' -> "G6";
            case 'Z' -> "Z2";
            default -> String.valueOf(letter);
        };
        return looks.charAt(random.nextInt(looks.length()));
    }

    @Test
    void idNamesVersionAndContent() {
        WordList list = WordList.of("7", List.of("seat", "Bats", "abc", "zwölf"));
        assertEquals(
                list.id(), WordList.of("7", List.of("BATS", "ZWOLF", "SEAT")).id());
        assertTrue(list.id().matches("7-[0-9a-f]{8}"), list.id());
        assertNotEquals(list.id(), WordList.of("7", List.of("seat")).id());
        assertEquals("", WordList.NONE.id());
        assertFalse(WordList.NONE.spells(new SerialCode("7WAH108NRZGWVM7DYC")));
    }

    /** A released edition must never change: batches name it for ever. */
    @Test
    void standardListIsThisOne() {
        assertSame(WordLists.standard(), WordLists.byId(WordLists.standard().id()));
        assertSame(WordList.NONE, WordLists.byId(""));
        assertNull(WordLists.byId("2026.1-00000000"));
        assertEquals("2026.1-c7baa101", WordLists.standard().id());
    }

    @Test
    void everyLanguageHasItsWords() {
        var all = new ArrayList<String>();
        for (String language : WordLists.LANGUAGES) {
            all.add(WordLists.of(List.of(language)).id());
        }
        assertEquals(WordLists.LANGUAGES.size(), all.stream().distinct().count());
        assertThrows(IllegalArgumentException.class, () -> WordLists.of(List.of("xx")));
    }
}
