package org.echt.core.serial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The promises of the check symbols, by brute force over random codes of every length. */
class ChecksTest {
    private static final long SEED = 31337;
    private final Random random = new Random(SEED);

    @Test
    void everySingleWrongSymbolHasItsOneSuggestion() {
        for (String code : codes(60)) {
            for (int p = 0; p < code.length(); p++) {
                for (int value = 0; value < 32; value++) {
                    char wrong = NaiveCode.SYMBOLS.charAt(value);
                    if (wrong != code.charAt(p)) {
                        var expected = new Mistake.WrongSymbol(p + 1, wrong, new SerialCode(code));
                        assertEquals(expected, mistake(with(code, p, wrong)), "seed " + SEED);
                    }
                }
            }
        }
    }

    @Test
    void everySwapHasItsOneSuggestion() {
        for (String code : codes(300)) {
            for (int p = 0; p < code.length(); p++) {
                for (int q = p + 1; q < code.length(); q++) {
                    if (code.charAt(p) != code.charAt(q)) {
                        var expected = new Mistake.Swapped(p + 1, q + 1, new SerialCode(code));
                        assertEquals(expected, mistake(NaiveCode.swap(code, p, q)), "seed " + SEED);
                    }
                }
            }
        }
    }

    /** The naive search over all neighbours finds exactly what the algebra finds: never more than one. */
    @Test
    void suggestionsAreThoseOfTheNaiveSearch() {
        for (String code : codes(150)) {
            String wrong = twoWrong(code);
            List<String> neighbours = NaiveCode.neighbours(wrong);
            SerialCode suggestion = suggestion(mistake(wrong));
            List<String> found = suggestion == null ? List.of() : List.of(suggestion.text());
            assertEquals(neighbours, found, "seed " + SEED);
        }
    }

    /**
     * Two wrong symbols are never taken for one. They are taken for a swap only where the text is a swapped code, which
     * nobody could tell apart: one text in 32 * 32 * 32 / (pairs * 31 / 32).
     */
    @Test
    void twoWrongSymbolsAreNeverTakenForOne() {
        int tried = 0;
        int swapped = 0;
        for (String code : codes(10_000)) {
            for (int i = 0; i < 10; i++) {
                String wrong = twoWrong(code);
                tried++;
                switch (mistake(wrong)) {
                    case Mistake.Several() -> {}
                    case Mistake.Swapped(int p, int q, SerialCode suggestion) -> {
                        assertEquals(suggestion.text(), NaiveCode.swap(wrong, p - 1, q - 1), "seed " + SEED);
                        swapped++;
                    }
                    case Mistake other -> throw new AssertionError(other + ", seed " + SEED);
                }
            }
        }
        assertTrue(swapped < tried / 100, swapped + " of " + tried + ", seed " + SEED);
    }

    @Test
    void upToThreeErasedSymbolsAreSolved() {
        for (String code : codes(20)) {
            int n = code.length();
            for (int p = 0; p < n; p++) {
                for (int q = p; q < n; q++) {
                    for (int r = q; r < n; r++) {
                        String open = with(with(with(code, p, '?'), q, '?'), r, '?');
                        List<Integer> positions = places(open);
                        assertEquals(
                                new Mistake.Erased(positions, new SerialCode(code)), mistake(open), "seed " + SEED);
                    }
                }
            }
        }
    }

    @Test
    void whatErasuresCannotSolveHasNoSuggestion() {
        for (String code : codes(500)) {
            String four = with(with(with(with(code, 1, '?'), 4, '?'), 7, '?'), 9, '?');
            assertNull(assertInstanceOf(Mistake.Erased.class, mistake(four)).suggestion());
            char wrong = NaiveCode.SYMBOLS.charAt(Alphabet.value(code.charAt(2)) ^ 5);
            String oneOpenOneWrong = with(with(code, 1, '?'), 2, wrong);
            assertNull(
                    assertInstanceOf(Mistake.Erased.class, mistake(oneOpenOneWrong))
                            .suggestion(),
                    "seed " + SEED);
        }
    }

    @Test
    void tableAgreesWithPolynomialDivision() {
        for (String code : codes(2000)) {
            assertTrue(NaiveCode.isWellFormed(code));
            assertEquals(code, new SerialCode(code).text());
            byte[] ascii = with(code, 3, code.charAt(3) == '0' ? '1' : '0').getBytes(StandardCharsets.US_ASCII);
            assertFalse(CodeFormat.of(Fixtures.length(ascii.length)).checksHold(ascii));
        }
    }

    private List<String> codes(int n) {
        return random.ints(n, 0, 3)
                .mapToObj(i -> Fixtures.randomCode(random, Fixtures.length(16 + 2 * i)))
                .toList();
    }

    private String twoWrong(String code) {
        int p = random.nextInt(code.length());
        int q = (p + 1 + random.nextInt(code.length() - 1)) % code.length();
        char a = NaiveCode.SYMBOLS.charAt(Alphabet.value(code.charAt(p)) ^ (1 + random.nextInt(31)));
        char b = NaiveCode.SYMBOLS.charAt(Alphabet.value(code.charAt(q)) ^ (1 + random.nextInt(31)));
        String wrong = with(with(code, p, a), q, b);
        return wrong.equals(NaiveCode.swap(code, p, q)) ? twoWrong(code) : wrong;
    }

    private static List<Integer> places(String open) {
        return IntStream.range(0, open.length())
                .filter(i -> open.charAt(i) == '?')
                .mapToObj(i -> i + 1)
                .toList();
    }

    private static Mistake mistake(String text) {
        return assertInstanceOf(Reading.Mistyped.class, CodeReader.read(text)).mistake();
    }

    private static @Nullable SerialCode suggestion(Mistake mistake) {
        return switch (mistake) {
            case Mistake.WrongSymbol(int _, char _, SerialCode suggestion) -> suggestion;
            case Mistake.Swapped(int _, int _, SerialCode suggestion) -> suggestion;
            default -> null;
        };
    }

    private static String with(String code, int place, char symbol) {
        return code.substring(0, place) + symbol + code.substring(place + 1);
    }
}
