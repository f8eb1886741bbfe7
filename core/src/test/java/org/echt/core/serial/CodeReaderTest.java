package org.echt.core.serial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class CodeReaderTest {
    private static final long SEED = 4711;
    private static final String CODE = "7WAH108NRZGWVM7DYC";

    /** Every kind of dash Unicode knows, and every blank. */
    @Test
    void allDashesAndBlanks() {
        for (int c = 0; c <= 0xFFFF; c++) {
            boolean dash = Character.getType(c) == Character.DASH_PUNCTUATION;
            if (dash || Character.isSpaceChar(c)) {
                String text = CODE.substring(0, 6) + (char) c + CODE.substring(6);
                assertEquals(read(CODE), CodeReader.read(text), "U+%04X".formatted(c));
            }
        }
    }

    @Test
    void invisibleCharactersAnywhere() {
        for (char c :
                List.of('\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u202a', '\u2069', '\u0000')) {
            assertEquals(
                    read(CODE), CodeReader.read(CODE.substring(0, 4) + c + CODE.substring(4)), "U+%04X".formatted((int)
                                    c));
        }
    }

    @Test
    void wrongClaimsDoNotHideTheCode() {
        assertEquals(read(CODE), CodeReader.read("https://id.example.com/01/09506000134353/21/" + CODE));
        assertEquals(read(CODE), CodeReader.read("https://id.example.com/c/" + CODE + "?utm_source=x"));
        assertEquals(read(CODE), CodeReader.read("id.example.com/c/" + CODE));
    }

    @Test
    void longInputIsNotScanned() {
        String longText = "A".repeat(CodeReader.MAX_INPUT + 1);
        var foreign = assertInstanceOf(Reading.Foreign.class, CodeReader.read(longText));
        assertEquals(Reading.Kind.TOO_LONG, foreign.kind());
        var longest = assertInstanceOf(Reading.Foreign.class, CodeReader.read("A".repeat(CodeReader.MAX_INPUT)));
        assertEquals(Reading.Kind.OTHER_LENGTH, longest.kind());
    }

    /** A character that Unicode unfolds into eighteen, four thousand times: still bounded. */
    @Test
    void unfoldingIsBounded() {
        String text = "\ufdfa".repeat(CodeReader.MAX_INPUT);
        Assertions.assertTimeout(Duration.ofSeconds(2), () -> CodeReader.read(text));
    }

    @Test
    void detailsNeverQuoteTheText() {
        for (String text : List.of("ZZZ", "https://a.example/secret", "кккккккккккккк", "(8004)9506000SECRET")) {
            var foreign = assertInstanceOf(Reading.Foreign.class, CodeReader.read(text));
            assertTrue(!foreign.detail().contains("SECRET") && !foreign.detail().contains("secret"), foreign.detail());
        }
    }

    @Test
    void badSymbolsAreShownWhole() {
        assertEquals(
                new Reading.Mistyped(new Mistake.BadSymbol(3, "\ud83d\ude00"), Claims.NONE),
                CodeReader.read("7W\ud83d\ude00108NRZGWVM7DYC"));
        assertEquals(
                new Reading.Mistyped(new Mistake.BadSymbol(3, "U+D83D"), Claims.NONE),
                CodeReader.read("7W\ud83dH108NRZGWVM7DYC"));
    }

    /** Pieces of everything the reader knows, put together at random: no exception, and a code is always well-formed. */
    @Test
    void neverThrows() {
        var random = new Random(SEED);
        String[] pieces = {
            CODE,
            "78FD1WRFDYBVXCKG",
            "https://",
            "HTTP://",
            "id.example.com",
            "/",
            "/01/",
            "/21/",
            "/c/",
            "?",
            "#",
            "%",
            "%2F",
            "09506000134352",
            "(01)",
            "(21)",
            "(10)",
            "(",
            ")",
            "\u001d",
            "]d2",
            "]C1",
            "]",
            "<GS>",
            "01",
            "21",
            "-",
            " ",
            "\u2014",
            "O",
            "l",
            "U",
            "\ufeff",
            "\ud83d",
            "\ude00",
            "\ufdfa",
            "\uff17",
            "\"",
            "'",
            "",
            "\u0000",
            "=",
            "&"
        };
        for (int i = 0; i < 200_000; i++) {
            var text = new StringBuilder();
            for (int k = random.nextInt(8); k >= 0; k--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            check(text.toString(), "seed " + SEED + ", text " + text);
        }
    }

    @FuzzTest(maxDuration = "20s")
    void neverThrowsFuzz(byte[] data) {
        check(new String(data, StandardCharsets.UTF_8), "fuzz");
        check(new String(data, StandardCharsets.UTF_16BE), "fuzz");
    }

    private static void check(String text, String why) {
        Reading reading = CodeReader.read(text);
        byte[] ascii = text.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[20];
        int n = CodeReader.canonical(ascii, 0, ascii.length, out, 0);
        if (n > 0) {
            String canonical = new String(out, 0, n, StandardCharsets.US_ASCII);
            assertEquals(read(canonical), reading, why);
        }
        if (reading instanceof Reading.Read(SerialCode code, Claims _)) {
            assertEquals(read(code.text()), CodeReader.read(code.printed()), why);
        }
    }

    @Test
    void canonicalIsTheFastPath() {
        var random = new Random(SEED);
        byte[] out = new byte[30];
        for (CodeLength length : CodeLength.values()) {
            for (int i = 0; i < 2000; i++) {
                String code = Fixtures.randomCode(random, length);
                String typed =
                        "x" + (i % 2 == 0 ? new SerialCode(code).printed().toLowerCase(Locale.ROOT) : code);
                byte[] in = typed.getBytes(StandardCharsets.US_ASCII);
                assertEquals(length.symbols, CodeReader.canonical(in, 1, in.length, out, 5), "seed " + SEED);
                assertEquals(code, new String(out, 5, length.symbols, StandardCharsets.US_ASCII), "seed " + SEED);
                in[in.length - 1] = (byte) (in[in.length - 1] == 'z' || in[in.length - 1] == 'Z' ? 'X' : 'Z');
                assertEquals(-1, CodeReader.canonical(in, 1, in.length, out, 5), "seed " + SEED);
            }
        }
    }

    /** Our codes are never purely numeric, even where the checks of a number happen to hold. */
    @Test
    void numbersAreForeignEvenWithRightChecks() {
        String numeric = numericCode();
        byte[] in = numeric.getBytes(StandardCharsets.US_ASCII);
        assertEquals(-1, CodeReader.canonical(in, 0, in.length, new byte[20], 0));
        assertEquals(
                Reading.Kind.NUMERIC,
                assertInstanceOf(Reading.Foreign.class, CodeReader.read(numeric))
                        .kind());
        String open = "?" + numeric.substring(1);
        var mistake =
                assertInstanceOf(Reading.Mistyped.class, CodeReader.read(open)).mistake();
        assertEquals(new Mistake.Erased(List.of(1), null), mistake);
    }

    static String numericCode() {
        var random = new Random(SEED);
        while (true) {
            String body = "%015d".formatted(random.nextLong(1_000_000_000_000_000L));
            String checks = NaiveCode.checks(body);
            if (checks.chars().allMatch(c -> c <= '9')) {
                return body + checks;
            }
        }
    }

    private static Reading read(String code) {
        return new Reading.Read(new SerialCode(code), Claims.NONE);
    }
}
