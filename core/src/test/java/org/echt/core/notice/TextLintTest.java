package org.echt.core.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class TextLintTest {
    private static final Set<Jurisdiction> EU = EnumSet.of(Jurisdiction.EU);

    private static final String GOOD = """
            PRODUCT SAFETY RECALL

            Acme drill D5, notice AC-2026-014

            Stop using this drill now. The chuck can burst while
            turning, and pieces can injure your eyes.

            Which drills: serial numbers 5500 to 5899, on the rating plate.
            Sold from May to July 2026 by Acme shops in Ireland.

            We repair it free of charge, or refund the price you paid.
            Free phone 0800 555 0142.
            Please share this notice with others.
            """;

    private static final String GERMAN_PAGE = """
            <!doctype html>
            <html lang="de"><head><title>x</title>
            <style>p { color: red } /* freiwillig */</style></head>
            <body><h1>Produktsicherheitsr&uuml;ckruf</h1>
            <p>Benutzen Sie den Wasserkocher WK-7 (Charge 2611) nicht mehr. Er kann sich &#252;berhitzen und brennen.</p>
            <p>Es handelt sich um eine <b>reine</b> <i>Vorsichts&shy;ma&szlig;nahme</i>.
            Verkauft von Mai bis Juli 2026.</p>
            <p>Ersatz oder Erstattung: <a href="https://acme.example/wk7?utm_source=news&amp;x=1">hier</a></p>
            <p>Bitte geben Sie es an andere weiter. Nummer R-2026-015</p>
            </body></html>
            """;

    @Test
    void aGoodTextHasNoFindingsAndSaysWhatWasNotRead() {
        var result = TextLint.review(GOOD, Optional.empty(), EU, Set.of());
        assertEquals(Optional.of("en"), result.language());
        assertTrue(result.guessed());
        assertEquals(List.of(), result.review().findings());
        assertEquals(
                Set.of(Rule.R2, Rule.R10, Rule.R13, Rule.R14),
                result.review().unchecked().keySet());
        assertTrue(result.review().checked().contains(Rule.R5));
    }

    @Test
    void aPageIsReadInItsLanguageWithLinesAndLinks() {
        var findings = TextLint.review(GERMAN_PAGE, Optional.empty(), EU, Set.of("BE"))
                .review()
                .findings();
        assertEquals(
                List.of("R5 line 6", "R10 countries.BE", "R12 link"),
                findings.stream().map(f -> f.rule() + " " + f.place()).toList(),
                findings.toString());
    }

    @Test
    void eachFaultOfAPlainTextIsFoundWhereItStands() {
        expect("R1 text", GOOD.replace("PRODUCT SAFETY RECALL", "Important notice"));
        expect(
                "R5 line 5",
                GOOD.replace("Stop using this drill now.", "In rare\nsituations stop using this drill now."));
        expect("R6 line 6", GOOD.replace("injure your eyes.", "injure your eyes. No injuries\nwere reported."));
        expect("R7 text", GOOD.replace("Stop using this drill now.", "About your drill."));
        expect("R8 text", GOOD.replace("We repair it free of charge, or refund the price you paid.", ""));
        expect("R8 line 11", GOOD.replace("free of charge, or", "for a fee, or"));
        expect("R9 text", GOOD.replace("Free phone 0800 555 0142.", "Write to Acme, Main Street 1."));
        expect("R12 line 13", GOOD.replace("others.", "others and get a 20 % discount."));
        expect("R12 line 12", GOOD.replace("0142.", "0142 or https://t.co/abc."));
    }

    @Test
    void theLawOfTheUnitedStatesAsksForItsNumbers() {
        var us = EnumSet.of(Jurisdiction.US);
        var review = TextLint.review(GOOD, Optional.of("en"), us, Set.of("US")).review();
        assertEquals(
                List.of("R6", "R6"),
                review.findings().stream()
                        .filter(Finding::blocks)
                        .map(f -> f.rule().name())
                        .toList());
        var complete = GOOD + "About 3,000 units. Two incidents were reported; no injuries.\n";
        assertFalse(TextLint.review(complete, Optional.of("en"), us, Set.of("US"))
                .review()
                .blocks());
    }

    @Test
    void aTextInALanguageWithoutListsSaysWhatWasNotRead() {
        var given = TextLint.review("Продукт 12 https://acme.example", Optional.of("bg"), EU, Set.of("BG"))
                .review();
        assertFalse(given.blocks());
        assertTrue(given.unchecked().keySet().containsAll(Set.of(Rule.R5, Rule.R7)));
        assertTrue(
                given.findings().stream().anyMatch(f -> f.rule() == Rule.R1),
                given.findings().toString());
        var unknown = TextLint.review("xyz https://acme.example", Optional.empty(), EU, Set.of())
                .review();
        assertTrue(unknown.unchecked().containsKey(Rule.R1));
    }

    /** A megabyte of the words that fit longest; a search that tries again from everywhere would take hours. */
    @Test
    void longAndUglyTextsTakeLinearTime() {
        var seed = 20261127L;
        var random = new Random(seed);
        var parts = List.of(
                "no ",
                "in ",
                "rare ",
                "stop ",
                "not ",
                "... ",
                "1 ",
                "1-",
                "https://",
                "<a ",
                "<",
                "&",
                "!",
                "\n",
                "under rare in ");
        var ugly = new StringBuilder();
        while (ugly.length() < 1_000_000) {
            ugly.append(parts.get(random.nextInt(parts.size())).repeat(1 + random.nextInt(300)));
        }
        Assertions.assertTimeout(
                Duration.ofSeconds(60),
                () -> TextLint.review(ugly.toString(), Optional.of("en"), EnumSet.allOf(Jurisdiction.class), Set.of()),
                "seed " + seed);
    }

    @FuzzTest(maxDuration = "20s")
    void anyTextIsRead(byte[] data) {
        var text = new String(data, StandardCharsets.UTF_8);
        for (var page : List.of(text, "<html>" + text)) {
            var result = TextLint.review(page, Optional.empty(), EnumSet.allOf(Jurisdiction.class), Set.of("BE"));
            result.review()
                    .findings()
                    .forEach(finding -> assertFalse(finding.place().isEmpty()));
        }
        TextLint.review(text, Optional.of("de"), EU, Set.of());
    }

    private static void expect(String finding, String text) {
        var findings = TextLint.review(text, Optional.of("en"), EU, Set.of("IE"))
                .review()
                .findings();
        assertEquals(
                List.of(finding),
                findings.stream()
                        .filter(Finding::blocks)
                        .map(f -> f.rule() + " " + f.place())
                        .toList(),
                findings.toString());
    }
}
