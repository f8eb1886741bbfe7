package org.echt.app.answer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.echt.core.keys.SecretBytes;
import org.echt.core.keys.SoftwareKeys;
import org.echt.core.notice.Jurisdiction;
import org.echt.core.receipt.Outcome;
import org.echt.core.receipt.Receipt;
import org.echt.core.receipt.ReceiptKey;
import org.echt.core.receipt.ReceiptKeys;
import org.echt.core.receipt.ReceiptSigner;
import org.echt.core.receipt.ReceiptVerifier;
import org.echt.core.receipt.Told;
import org.echt.core.verify.Headline;
import org.echt.core.verify.IssueState;
import org.echt.core.verify.Verdict;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ReceiptsTest {
    private static final String CODE = "7WAH10-8NRZGW-VM7DYC";
    private static final ReceiptSigner SIGNER =
            new ReceiptSigner("acme", 1, new SoftwareKeys(SecretBytes.copyOf(new byte[32])).receiptKey("acme", 1));
    private static final ReceiptVerifier VERIFIER = new ReceiptVerifier(
            new ReceiptKeys("acme", List.of(ReceiptKey.of(1, SIGNER.key().publicKey(), null, null))));

    private final Languages languages = Languages.load();
    private final Receipts receipts = new Receipts(
            statement -> Optional.of(SIGNER.sign(List.of(statement.get())).getFirst()),
            new Random(3),
            languages.textVersion());

    private static Receipt valid(String text) {
        return assertInstanceOf(Outcome.Valid.class, VERIFIER.verify(text)).receipt();
    }

    @Test
    void theReceiptOfEveryAnswerVerifiesAndSaysTheSameAsThePage() {
        SampleVerdicts.all().forEach((name, verdict) -> {
            for (var tag : List.of("en", "de", "ar")) {
                var language = languages.choose("", tag);
                var answer = AnswerWriter.write(verdict, language, SampleVerdicts.SITE);
                var receipt = valid(receipts.of(verdict, CODE, language, answer)
                        .orElseThrow()
                        .text());
                same(name, verdict, receipt);
                var says = receipt.says();
                assertEquals(answer.headline(), says.answer().headline(), name);
                assertEquals(tag, says.text().language());
                assertTrue(says.text().isOf(Sentences.canonical(answer), says.code()), name);
                var changed = AnswerWriter.write(verdict, languages.choose("", "fr"), SampleVerdicts.SITE);
                assertFalse(says.text().isOf(Sentences.canonical(changed), says.code()), name);
            }
        });
    }

    private static void same(String name, Verdict verdict, Receipt receipt) {
        var says = receipt.says();
        assertEquals(verdict.stamp().reference(), says.check(), name);
        assertEquals(verdict.stamp().at().truncatedTo(ChronoUnit.MILLIS), says.at(), name);
        assertEquals(verdict.stamp().dataVersion(), says.dataVersion(), name);
        assertEquals(IssueState.of(verdict), says.answer().issue(), name);
        assertEquals(Headline.of(verdict).getFirst(), says.answer().headline(), name);
        assertTrue(says.code().opens(CODE.replace("-", "").toLowerCase(java.util.Locale.ROOT)), name);
        switch (says.answer()) {
            case Told.OfUnit unit -> {
                var issued = assertInstanceOf(Verdict.Issued.class, verdict);
                assertEquals(issued.safety().worst(), unit.safety(), name);
                assertEquals(issued.life(), unit.life(), name);
                assertEquals(issued.usage().use(), unit.use(), name);
                assertEquals(
                        issued.safety().recalls().stream()
                                .map(c -> c.recall() + c.version() + c.answer() + c.action())
                                .toList(),
                        unit.recalls().stream()
                                .map(c -> c.recall() + c.version() + c.answer() + c.action())
                                .toList(),
                        name);
            }
            case Told.OfNone none -> assertFalse(verdict instanceof Verdict.Issued, name + none);
        }
    }

    @Test
    void theReceiptOfAJsonAnswerIsItsLastMember() {
        var to = new Audience(languages.first(), Jurisdiction.EU);
        SampleVerdicts.all().forEach((name, verdict) -> {
            var json = new String(receipts.json(verdict, CODE, to), UTF_8);
            var text = JsonMapper.shared().readTree(json).get("receipt").asString();
            var receipt = valid(text);
            same(name, verdict, receipt);
            var body = json.replace(",\"receipt\":\"" + text + "\"}", "}");
            assertEquals(new String(AnswerJson.write(verdict, to, languages.textVersion()), UTF_8), body);
            assertTrue(
                    receipt.says()
                            .text()
                            .isOf(body.getBytes(UTF_8), receipt.says().code()),
                    name);
        });
    }

    @Test
    void anAnswerWithoutAReceiptIsGivenAllTheSame() {
        var none = new Receipts(Receipts.Signer.NONE, new Random(4), languages.textVersion());
        var to = new Audience(languages.first(), Jurisdiction.EU);
        SampleVerdicts.all().forEach((name, verdict) -> {
            var tree = JsonMapper.shared().readTree(none.json(verdict, CODE, to));
            assertTrue(tree.get("receipt").isNull(), name);
            assertEquals(IssueState.of(verdict).name(), tree.get("issue").asString());
        });
    }

    /** A receipt of every answer, said in every language, promises nothing. */
    @Test
    void whatAReceiptSaysHoldsNoForbiddenWord() {
        SampleVerdicts.all().forEach((name, verdict) -> {
            var signed = receipts.of(
                            verdict,
                            CODE,
                            languages.first(),
                            AnswerWriter.write(verdict, languages.first(), SampleVerdicts.SITE))
                    .orElseThrow();
            var outcome = new Outcome.Valid(signed.receipt());
            for (var language : languages.all()) {
                var verified = VerifiedWriter.write(outcome, CODE, language, SampleVerdicts.SITE);
                assertEquals(List.of(), NeverSaid.in(language, verified.text()), language.tag() + " " + name);
                assertEquals(Tone.BLUE, verified.tone());
                assertTrue(verified.lead().contains(language.say("signed.code.yes")));
            }
        });
        for (var language : languages.all()) {
            for (var outcome : List.of(
                    new Outcome.NotOurs(""),
                    new Outcome.Altered(Outcome.Altered.Place.RECEIPT),
                    new Outcome.Malformed(""))) {
                var verified = VerifiedWriter.write(outcome, "", language, SampleVerdicts.SITE);
                assertEquals(List.of(), NeverSaid.in(language, verified.text()), language.tag());
                assertEquals(List.of(), verified.rows());
            }
        }
    }

    @Test
    void readsWell() {
        var verdict = SampleVerdicts.all().get("stop-use-part");
        assertTrue(verdict != null);
        var answer = AnswerWriter.write(verdict, languages.first(), SampleVerdicts.SITE);
        var signed = receipts.of(verdict, CODE, languages.first(), answer).orElseThrow();
        var text = VerifiedWriter.write(
                        new Outcome.Valid(signed.receipt()), "other", languages.first(), SampleVerdicts.SITE)
                .text();
        assertEquals("""
                This signed answer is unchanged
                It is not about the code you entered.
                Acme answered then:

                - Answer: Acme issued this code
                - Safety recalls: This unit is affected
                - R-2026-014, version 2: This unit is affected
                - Use of the code: Nothing unusual
                - Checked: 22 November 2026, 23:10 UTC
                - Reference: CHK-8F3K-22QX
                - Language: en

                It proves only what was answered at that time. It does not prove that an item
                is the original, nor that the answer still holds. Check the code again.
                """, text);
        assertTrue(signed.text().length() < 1_500);
    }
}
