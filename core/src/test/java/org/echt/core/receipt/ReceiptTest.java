package org.echt.core.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.echt.core.keys.SecretBytes;
import org.echt.core.keys.SoftwareKeys;
import org.echt.core.notice.Action;
import org.echt.core.receipt.Outcome.Valid;
import org.echt.core.scan.ItemState.Use;
import org.echt.core.scan.Life;
import org.echt.core.tlog.MalformedException;
import org.echt.core.verify.Headline;
import org.echt.core.verify.IssueState;
import org.echt.core.verify.Verdict.Answer;
import org.echt.core.verify.Verdict.LinkCheck;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class ReceiptTest {
    private static final SoftwareKeys KEYS = new SoftwareKeys(SecretBytes.copyOf(new byte[32]));
    private static final ReceiptSigner SIGNER = new ReceiptSigner("acme", 1, KEYS.receiptKey("acme", 1));
    private static final ReceiptKeys PUBLISHED =
            new ReceiptKeys("acme", List.of(ReceiptKey.of(1, SIGNER.key().publicKey(), null, null)));
    private static final ReceiptVerifier VERIFIER = new ReceiptVerifier(PUBLISHED);

    private static <E> E one(E[] choices, Random random) {
        return choices[random.nextInt(choices.length)];
    }

    private static Told told(Random random) {
        if (random.nextBoolean()) {
            var recalls = new ArrayList<Told.Concern>();
            for (int i = random.nextInt(4); i > 0; i--) {
                var answers = List.of(Answer.AFFECTED, Answer.POSSIBLY_AFFECTED, Answer.UNKNOWN, Answer.REMEDIED);
                recalls.add(new Told.Concern(
                        "R-2026-0" + random.nextInt(100),
                        1 + random.nextInt(9),
                        answers.get(random.nextInt(4)),
                        one(Action.values(), random)));
            }
            return new Told.OfUnit(
                    one(Headline.values(), random),
                    one(Life.values(), random),
                    one(LinkCheck.values(), random),
                    one(Answer.values(), random),
                    one(Use.values(), random),
                    recalls);
        }
        var issues = List.of(IssueState.NOT_ISSUED, IssueState.MISTYPED, IssueState.FOREIGN, IssueState.UNAVAILABLE);
        return new Told.OfNone(
                issues.get(random.nextInt(4)),
                one(Headline.values(), random),
                List.of(new Told.Mention(
                        "Rückruf \"7\" \\ € 😀", 1 + random.nextInt(9), one(Action.values(), random))));
    }

    static Statement statement(Random random) {
        var code = CodeCommitment.of("7WAH10-8NRZGW-VM7DYC", random);
        var text = TextMark.of(one(TextMark.Form.values(), random), "3f9c01d2a4b6", "en", new byte[] {1, 2, 3}, code);
        var at = Instant.ofEpochMilli(1_790_000_000_000L + random.nextInt());
        return new Statement("CHK-8F3K-22QX", at, random.nextInt(1 << 20), told(random), text, code);
    }

    private static List<SignedReceipt> group(int size, long seed) {
        var random = new Random(seed);
        var statements = new ArrayList<Statement>();
        for (int i = 0; i < size; i++) {
            statements.add(statement(random));
        }
        return SIGNER.sign(statements);
    }

    @Test
    void groupsOfEverySizeVerify() throws GeneralSecurityException {
        for (int size : List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 64, 65, 256)) {
            var group = group(size, size);
            var texts = group.stream().map(SignedReceipt::text).toList();
            assertTrue(PlainVerifier.verify(texts, SIGNER.key().publicKey()), "size " + size);
            for (int i = 0; i < size; i += 1 + size / 8) {
                var signed = group.get(i);
                var valid = assertInstanceOf(Valid.class, VERIFIER.verify(signed.text()), "size " + size);
                assertEquals(signed.receipt(), valid.receipt());
                assertEquals(valid, VERIFIER.verify(new String(signed.json(), UTF_8)));
            }
        }
    }

    @Test
    void anotherGroupsProofDoesNotHelp() throws MalformedException {
        var mine = group(5, 1).get(2);
        for (var other : group(5, 2)) {
            var mixed = new SignedReceipt(mine.receipt(), mine.receipt().bytes(), other.group());
            assertInstanceOf(Outcome.Altered.class, VERIFIER.verify(mixed.text()));
        }
    }

    /** Of what is signed, of the proof, and of both forms that carry them; one bit of each, drawn by chance. */
    @Test
    void everyFlippedByteIsRefused() throws MalformedException {
        var signed = group(6, 7).get(3);
        var parts = signed.text().split("\\.");
        var random = new Random(11);
        for (int part = 1; part <= 2; part++) {
            byte[] bytes = Base64.getUrlDecoder().decode(parts[part]);
            for (int i = 0; i < bytes.length; i++) {
                byte flip = (byte) (1 << random.nextInt(8));
                bytes[i] ^= flip;
                var changed = parts.clone();
                changed[part] = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
                refused(String.join(".", changed), "part " + part + ", byte " + i + ", " + flip);
                bytes[i] ^= flip;
            }
        }
        for (var form : List.of(signed.text(), new String(signed.json(), UTF_8))) {
            byte[] bytes = form.getBytes(UTF_8);
            for (int i = 0; i < bytes.length; i++) {
                byte flip = (byte) (1 << random.nextInt(7));
                bytes[i] ^= flip;
                refused(new String(bytes, UTF_8), "byte " + i + ", " + flip);
                bytes[i] ^= flip;
            }
        }
    }

    private static void refused(String text, String what) {
        assertNotEquals(Valid.class, VERIFIER.verify(text).getClass(), what);
    }

    @Test
    void truncatedIsMalformed() {
        var text = group(3, 4).getFirst().text();
        for (int end = 0; end < text.length(); end++) {
            refused(text.substring(0, end), "cut at " + end);
        }
        assertInstanceOf(Outcome.Malformed.class, VERIFIER.verify("x".repeat(SignedReceipt.MAX_CHARS + 1)));
    }

    /** What copying, printing and laying out bring in changes nothing. */
    @Test
    void whiteSpaceIsIgnored() {
        var signed = group(3, 5).get(1);
        var broken = signed.text().replaceAll("(.{64})", "$1\r\n ");
        assertEquals(VERIFIER.verify(signed), VERIFIER.verify(broken));
        var json = new String(signed.json(), UTF_8);
        var pretty = json.replace("{\"", "{\n  \"").replace("\":", "\" : ").replace(",\"", ",\n\t\"") + "\n";
        assertInstanceOf(Valid.class, VERIFIER.verify(pretty));
    }

    @Test
    void onlyTheKeysThatAreGivenCount() {
        var signed = group(1, 6).getFirst();
        var at = signed.receipt().says().at();
        byte[] key = SIGNER.key().publicKey();
        assertInstanceOf(
                Outcome.NotOurs.class,
                verifier("other", ReceiptKey.of(1, key, null, null)).verify(signed));
        assertInstanceOf(
                Outcome.NotOurs.class,
                verifier("acme", ReceiptKey.of(2, key, null, null)).verify(signed));
        assertInstanceOf(
                Outcome.NotOurs.class,
                verifier("acme", ReceiptKey.of(1, key, null, at)).verify(signed));
        var late = ReceiptKey.of(1, key, at.plusMillis(1), null);
        assertInstanceOf(Outcome.NotOurs.class, verifier("acme", late).verify(signed));
        var exact = ReceiptKey.of(1, key, at, at.plusMillis(1));
        assertInstanceOf(Valid.class, verifier("acme", exact).verify(signed));
        byte[] another = KEYS.receiptKey("acme", 2).publicKey();
        assertEquals(
                new Outcome.Altered(Outcome.Altered.Place.SIGNATURE),
                verifier("acme", ReceiptKey.of(1, another, null, null)).verify(signed));
    }

    private static ReceiptVerifier verifier(String issuer, ReceiptKey key) {
        return new ReceiptVerifier(new ReceiptKeys(issuer, List.of(key)));
    }

    @Test
    void refusesWhatIsNone() {
        var random = new Random(8);
        var good = statement(random);
        assertThrows(IllegalArgumentException.class, () -> SIGNER.sign(List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Receipt("Acme", 1, good));
        assertThrows(IllegalArgumentException.class, () -> new Receipt("acme", 0, good));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Statement(
                        "CHK-8F3K", good.at(), good.dataVersion(), good.answer(), good.text(), good.code()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Statement("", good.at().plusNanos(1), 0, good.answer(), good.text(), good.code()));
        assertThrows(
                IllegalArgumentException.class, () -> new Told.OfNone(IssueState.ISSUED, Headline.ISSUED, List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Told.Concern("R", 1, Answer.NOT_AFFECTED, Action.INFO));
        assertThrows(IllegalArgumentException.class, () -> ReceiptKey.of(1, new byte[31], null, null));
        assertThrows(MalformedException.class, () -> ReceiptKeys.parse("{}"));
        var many = new ArrayList<Told.Mention>();
        for (int i = 0; i < 500; i++) {
            many.add(new Told.Mention("R-2026-" + i, 1, Action.CHECK));
        }
        var told = new Told.OfNone(IssueState.FOREIGN, Headline.FOREIGN, many);
        var long_ = new Statement("", good.at(), 0, told, good.text(), good.code());
        assertThrows(IllegalArgumentException.class, () -> SIGNER.sign(List.of(good, long_)));
    }

    @Test
    void namesNobodyAndNoCode() throws MalformedException {
        var signed = group(1, 9).getFirst();
        assertEquals("SignedReceipt of CHK-8F3K-22QX", signed.toString());
        var json = new String(signed.json(), UTF_8);
        assertTrue(!json.contains("7WAH108NRZGWVM7DYC") && !json.contains("7WAH10"), json);
        assertEquals(signed, SignedReceipt.parse(signed.text()));
        assertEquals(signed.hashCode(), SignedReceipt.parse(json).hashCode());
    }

    /** Whatever the text: an outcome, never an exception; and what parses is written as it was read. */
    @FuzzTest
    void readsAnything(byte[] data) throws MalformedException {
        var text = new String(Objects.requireNonNull(data), UTF_8);
        agrees(text);
        agrees("ECHT-R1." + text);
        var signed = group(2, 10).getFirst().text();
        int at = signed.length() * (data.length % 17) / 17;
        agrees(signed.substring(0, at) + text + signed.substring(at));
        agrees("{\"format\":\"ECHT-R1\",\"group\":" + text);
        assertTrue(Receipt.MAX_BYTES > 0);
    }

    private static void agrees(String text) throws MalformedException {
        if (!(VERIFIER.verify(text) instanceof Outcome.Malformed)) {
            var signed = SignedReceipt.parse(text);
            assertEquals(signed, SignedReceipt.parse(signed.text()));
            assertEquals(signed, SignedReceipt.parse(new String(signed.json(), UTF_8)));
        }
    }
}
