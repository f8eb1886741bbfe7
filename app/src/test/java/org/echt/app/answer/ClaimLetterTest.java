package org.echt.app.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.echt.core.claim.Claim;
import org.echt.core.issuance.CommittedBatch;
import org.echt.core.issuance.NonIssuance;
import org.echt.core.scan.ItemState;
import org.echt.core.scan.Life;
import org.echt.core.serial.AuthenticCode;
import org.echt.core.serial.Authentication.Reason;
import org.echt.core.serial.Mistake;
import org.echt.core.serial.Reading;
import org.echt.core.serial.SerialCode;
import org.echt.core.tlog.Hash;
import org.echt.core.verify.Verdict.LinkCheck;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClaimLetterTest {
    private static final Instant THEN = Instant.parse("2026-11-03T10:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final SerialCode UNKNOWN = new SerialCode("71K9JD07QXMSR696");

    private final ClaimLetter letter = ClaimLetter.load();

    private static ItemState state(long checks, ItemState.Use use) {
        var code = SampleVerdicts.issuedCode();
        return checks == 0
                ? ItemState.untouched(code.item())
                : new ItemState(code.item(), Life.REGISTERED, THEN, NOW, checks, use);
    }

    private static Claim.Issued issued(LinkCheck link, @Nullable Boolean early, ItemState state) {
        AuthenticCode code = SampleVerdicts.issuedCode();
        var committed =
                early == null ? null : new CommittedBatch(code.batch(), Hash.leaf(new byte[1]), "", early, THEN);
        return new Claim.Issued(code, SampleVerdicts.LAPTOP, link, committed, OptionalLong.of(7), state);
    }

    private static List<Claim> all() {
        return List.of(
                issued(LinkCheck.NOTHING_CLAIMED, false, state(0, ItemState.Use.NORMAL)),
                issued(LinkCheck.AGREES, true, state(1, ItemState.Use.NORMAL)),
                issued(LinkCheck.OTHER_PRODUCT, null, state(2, ItemState.Use.NORMAL)),
                issued(LinkCheck.OTHER_LOT, false, state(2, ItemState.Use.UNUSUAL)),
                notIssued(List.of(new NonIssuance.Tried(1, Reason.BEYOND_COUNT, 7, 5_000_000L))),
                notIssued(List.of()),
                new Claim.Mistyped(new Mistake.Several()),
                new Claim.Foreign(Reading.Kind.NUMERIC));
    }

    private static Claim notIssued(List<NonIssuance.Tried> tried) {
        return new Claim.NotIssued(new NonIssuance(UNKNOWN, NOW, OptionalLong.of(9), tried, List.of()));
    }

    private List<String> ids(Claim claim) {
        return letter.blocks(claim, "en").stream().map(ClaimLetter.Block::id).toList();
    }

    @Test
    void saysWhatIsKnownAndNoMore() {
        var expected = List.of(
                List.of("issued", "committed", "unseen", "about_code"),
                List.of("issued", "early", "agrees", "seen", "about_code"),
                List.of("issued", "uncommitted", "other_product", "seen", "about_code"),
                List.of("issued", "committed", "other_lot", "seen", "copied", "about_code"),
                List.of("not_issued", "about_no_code"),
                List.of("no_slot", "about_no_code"),
                List.of("mistyped"),
                List.of("foreign"));
        assertEquals(expected, all().stream().map(this::ids).toList());
        assertEquals(
                List.of(
                        "ISSUED",
                        "ISSUED",
                        "ISSUED",
                        "MAY_BE_COPIED",
                        "NOT_ISSUED",
                        "NOT_ISSUED",
                        "MISTYPED",
                        "FOREIGN"),
                all().stream().map(claim -> claim.answer().name()).toList());
    }

    @Test
    void noSentenceMisleadsOrShowsACode() {
        for (var language : letter.all()) {
            for (var claim : all()) {
                for (var block : letter.blocks(claim, language.tag())) {
                    assertEquals(List.of(), NeverSaid.in(language, block.sentence()), block.sentence());
                    var all = block.toString();
                    assertFalse(all.contains(UNKNOWN.text()), all);
                    assertFalse(all.contains(SampleVerdicts.issuedCode().code().text()), all);
                }
            }
        }
    }

    @Test
    void whyItWasNotIssuedIsForExpertsAlone() {
        var blocks = letter.blocks(all().get(4), "en").toString();
        assertFalse(blocks.contains("BEYOND_COUNT"), blocks);
        assertFalse(blocks.contains("5000000"), blocks);
    }

    @Test
    void everyLanguageHasEverySentenceWithTheSameValues() {
        var first = letter.all().getFirst();
        for (var language : letter.all()) {
            assertEquals(new TreeSet<>(first.keys()), new TreeSet<>(language.keys()), language.tag());
            for (var key : first.keys()) {
                assertEquals(first.arguments(key), language.arguments(key), key);
                var values = new HashMap<String, Object>();
                language.arguments(key).forEach(name -> values.put(name, name.equals("checks") ? (Object) 2L : "X"));
                assertEquals(List.of(), NeverSaid.in(language, language.say(key, values)), key);
            }
        }
    }

    @Test
    void otherLanguagesFallBackToEnglish() {
        assertEquals("de", letter.language("de-AT"));
        assertEquals("en", letter.language("fr"));
        assertTrue(letter.speaks("de-AT"));
        assertFalse(letter.speaks("fr"));
        assertEquals("en", letter.language(""));
        var german = letter.blocks(all().getFirst(), "de").getFirst().sentence();
        assertTrue(german.startsWith("Der Seriencode 7…"), german);
    }
}
