package org.echt.app.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.echt.core.notice.Jurisdiction;
import org.echt.core.verify.Headline;
import org.echt.core.verify.Verdict;
import org.junit.jupiter.api.Test;

class AnswerWriterTest {
    private static final int WORDS = 60;
    private static final Map<String, Verdict> SAMPLES = SampleVerdicts.all();
    private final Languages languages = Languages.load();

    @Test
    void samplesCoverEveryHeadline() {
        var covered = EnumSet.noneOf(Headline.class);
        SAMPLES.values().forEach(verdict -> covered.add(Headline.of(verdict).getFirst()));
        assertEquals(EnumSet.complementOf(EnumSet.of(Headline.INFORMATION)), covered);
    }

    @Test
    void saysEveryStateBriefly() {
        everywhere((name, language, answer) -> {
            assertFalse(answer.h1().isBlank(), name);
            long words = before(answer).stream()
                    .flatMap(text -> List.of(text.strip().split("\\s+")).stream())
                    .filter(word -> !word.isEmpty())
                    .count();
            assertTrue(words <= WORDS, name + " in " + language.tag() + " has " + words + " words: " + before(answer));
        });
    }

    @Test
    void neverSaysAForbiddenWord() {
        everywhere((name, language, answer) -> {
            var text = AnswerText.of(answer, 80);
            assertEquals(List.of(), NeverSaid.in(language, text), name + "\n" + text);
        });
    }

    @Test
    void onlyUnusualUseMentionsFakesAndOnlyToDenyProof() {
        everywhere((name, language, answer) -> {
            var text = AnswerText.of(answer, 10_000).replace(language.say("UNUSUAL.proof"), "");
            text = text.replace(language.say("also.UNUSUAL"), "");
            assertFalse(NeverSaid.holds(text, "fake"), name);
            assertFalse(NeverSaid.holds(text, "Fälschung"), name);
        });
    }

    @Test
    void aCodeThatWasNotJudgedHasNoVerdictColourAndNoVerdictWord() {
        for (var name : List.of(
                "mistyped", "mistyped-swapped", "mistyped-several", "foreign", "foreign-plain", "unavailable")) {
            var answer = english(name);
            assertEquals(Tone.GREY, answer.tone(), name);
            assertEquals("", answer.badge(), name);
            assertEquals(List.of(), answer.also(), name);
            var text = AnswerText.of(answer, 10_000);
            for (var word : List.of("issued", "affected", "not affected", "No open recall", "copied")) {
                assertFalse(NeverSaid.holds(text, word), name + " says " + word + ": " + text);
            }
        }
    }

    @Test
    void nothingButAFullyTestedItemIsCalledFreeOfRecalls() {
        for (var entry : SAMPLES.entrySet()) {
            boolean clear = entry.getValue() instanceof Verdict.Issued issued
                    && issued.safety().clear();
            var text = AnswerText.of(english(entry.getKey()), 10_000);
            boolean said = text.contains("None open")
                    || text.contains("No open recall")
                    || text.contains("no open safety")
                    || text.contains("No other safety recall");
            assertEquals(clear, said, entry.getKey() + "\n" + text);
        }
    }

    @Test
    void recallsCarryTheOfficialHeadlineThenTheInstruction() {
        for (var name : List.of("stop-use", "stop-use-part", "stop-use-lot", "stop-use-product", "remedy-pending")) {
            assertEquals("Product safety recall", english(name).h1(), name);
            assertEquals("Stop using this battery now", english(name).instruction(), name);
            assertEquals("Produktsicherheitsrückruf", german(name).h1(), name);
            assertEquals(Tone.RED, english(name).tone(), name);
        }
        assertEquals("Safety warning", english("warning-check").h1());
        assertEquals("Your product needs an update", english("warning-update").h1());
    }

    @Test
    void whatMayConcernAUnitIsCalledARecallOnlyIfItIsOne() {
        assertEquals(
                "We cannot yet say whether this unit is affected",
                english("possibly-affected").h1());
        assertTrue(english("possibly-affected").lead().contains("A recall may concern it."));
        assertEquals(
                "We cannot yet say whether a safety warning concerns this unit",
                english("possibly-warning").h1());
        var update = english("possibly-update");
        assertEquals("We cannot yet say whether this unit needs an update", update.h1());
        assertEquals(
                List.of(
                        "Our record of what was built into this unit is incomplete.",
                        "The charge display can show full too early."),
                update.lead());
        assertEquals(
                "Until this is clear, do what the notice says",
                update.sections().getFirst().title());
        assertEquals(Tone.AMBER, update.tone());
        assertEquals(
                "We cannot yet say whether this unit needs an update",
                english("stolen-and-possibly-update").also().getFirst().title());
    }

    @Test
    void aNoticeThatIsNoRecallIsNowhereCalledOne() {
        for (var language : languages.all()) {
            for (var name : List.of("possibly-warning", "possibly-update", "warning-check", "warning-update")) {
                var answer = AnswerWriter.write(sample(name), language, SampleVerdicts.SITE);
                var text = AnswerText.of(answer, 10_000).replace(language.say("limits.text", "brand", "Acme"), "");
                for (var key :
                        List.of("row.recall", "row.recalls", "POSSIBLY_AFFECTED.lead", "POSSIBLY_AFFECTED.steps")) {
                    assertFalse(NeverSaid.holds(text, language.say(key)), name + " in " + language.tag() + "\n" + text);
                }
            }
        }
    }

    @Test
    void anInformationStandsBelowAndChangesNoVerdict() {
        var answer = english("warning-info");
        assertEquals("Acme issued this code", answer.h1());
        assertEquals(Tone.OK, answer.tone());
        assertEquals(
                List.of("Information about your product"),
                answer.also().stream().map(Answer.Box::title).toList());
        assertEquals("Product safety recall", english("stop-use-and-info").h1());
    }

    @Test
    void aStopUseThatLapsedAsksToCheckUnderTheSameHeadline() {
        var answer = english("stop-use-lapsed");
        assertEquals("Product safety recall", answer.h1());
        assertEquals("Check with Acme before you use this product any further.", answer.instruction());
        assertEquals(Tone.AMBER, answer.tone());
    }

    @Test
    void aRecallTextThatIsMissingStandsInEnglish() {
        assertEquals("Sicherheitswarnung", german("warning-check").h1());
        assertEquals(
                "Install firmware 2.4 before charging again",
                german("warning-check").instruction());
        assertTrue(german("warning-check").lead().contains(german().say("notice.untranslated")));
        assertEquals("en", german("warning-check").textLanguage());
        assertEquals("de", german("stop-use").textLanguage());
    }

    @Test
    void saysThePartHowItIsKnownAndWhatThatCannotTell() {
        var text = AnswerText.of(english("stop-use-part"), 10_000);
        assertTrue(text.contains("PowerPack 10 battery"), text);
        assertTrue(text.contains("Factory build record of 12 March 2026"), text);
        assertTrue(text.contains("check the code on the part itself"), text);
    }

    @Test
    void aPendingRemedySaysFromWhenAndWhatToDoUntilThen() {
        var answer = english("remedy-pending");
        assertTrue(answer.lead().contains("The remedy is available from about 12 January 2027."), "" + answer.lead());
        assertEquals(
                "Until the remedy is available", answer.sections().getFirst().title());
    }

    @Test
    void theSecondWorstStaysVisible() {
        var answer = english("stop-use-and-copied");
        assertEquals(Headline.STOP_USE, answer.headline());
        var boxes = answer.also().stream().map(Answer.Box::title).toList();
        assertEquals(
                List.of(
                        "The link you used names another production lot than our records. The label may have been changed. Compare the description below.",
                        "Copies of this code are in use. We cannot tell from the code alone whether your item is the original.",
                        "Your product needs an update",
                        "The code is registered to an owner.",
                        "Recall R-2026-003 was completed on this unit."),
                boxes);
        assertEquals(
                "A recall may concern this unit. We cannot yet say.",
                english("stolen-and-possibly-affected").also().getFirst().title());
    }

    @Test
    void saysTheDayARemedyWasDone() {
        assertEquals(
                "What the notice asks for was done on this unit on 4 November 2026",
                english("remedied-update").h1());
        assertEquals(
                "Recall completed on this unit on 4 November 2026",
                english("remedied").h1());
        assertEquals(
                "Rückruf an diesem Gerät am 4. November 2026 erledigt",
                german("remedied").h1());
    }

    @Test
    void suggestsACodeWithTheDifferenceMarked() {
        var suggestion = Objects.requireNonNull(english("mistyped").suggestion());
        var marked = suggestion.pieces().stream()
                .filter(Answer.Piece::marked)
                .map(Answer.Piece::text)
                .toList();
        assertEquals(List.of("G"), marked);
        assertEquals("7WAH108NRZGWVM7DYC", suggestion.printed().replace("-", ""));
        assertTrue(english("mistyped").lead().getFirst().contains("character 11"));
        assertNotNull(english("mistyped-swapped").suggestion());
    }

    @Test
    void recallsOfAProductAreListedWithoutAWordOnTheCode() {
        for (var name : List.of("not-issued-with-recalls", "mistyped-several", "foreign-plain", "unavailable")) {
            var list = english(name).productRecalls();
            assertEquals("Current recalls of this product", list.title(), name);
            assertEquals(
                    "PowerPack 10 battery: R-2026-014",
                    list.recalls().getFirst().label(),
                    name);
        }
    }

    @Test
    void theArticleFitsTheBrand() {
        assertEquals("This is not an Acme code", english("foreign").h1());
        var other = new Site("Bolt", "bolt.example", "", "", Jurisdiction.EU);
        var verdict = Objects.requireNonNull(SAMPLES.get("foreign"));
        assertEquals(
                "This is not a Bolt code",
                AnswerWriter.write(verdict, languages.first(), other).h1());
    }

    @Test
    void textFitsTheTerminal() {
        everywhere((name, language, answer) -> AnswerText.of(answer, 72)
                .lines()
                .filter(line -> !line.contains("XXXX"))
                .forEach(line -> assertTrue(line.length() <= 72, name + ": " + line)));
        var text = AnswerText.of(english("mistyped"), 72);
        assertTrue(text.contains("^"), text);
    }

    /** What is read before the first action: headline, badge, lead; not a notice's own words. */
    private static List<String> before(Answer answer) {
        var texts = new ArrayList<>(answer.lead());
        texts.add(answer.badge());
        texts.add(answer.h1());
        texts.add(answer.instruction());
        return texts;
    }

    private Answer english(String name) {
        return AnswerWriter.write(sample(name), languages.choose("", "en"), SampleVerdicts.SITE);
    }

    private Answer german(String name) {
        return AnswerWriter.write(sample(name), languages.choose("", "de"), SampleVerdicts.SITE);
    }

    private static Verdict sample(String name) {
        return Objects.requireNonNull(SAMPLES.get(name), name);
    }

    private void everywhere(Look look) {
        for (var language : languages.all()) {
            SAMPLES.forEach((name, verdict) ->
                    look.at(name, language, AnswerWriter.write(verdict, language, SampleVerdicts.SITE)));
        }
    }

    private interface Look {
        void at(String name, Language language, Answer answer);
    }

    private Language german() {
        return languages.choose("de", "");
    }
}
