package org.echt.app.receipt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.echt.core.keys.SecretBytes;
import org.echt.core.keys.SigningKey;
import org.echt.core.keys.SoftwareKeys;
import org.echt.core.notice.Action;
import org.echt.core.receipt.CodeCommitment;
import org.echt.core.receipt.Outcome;
import org.echt.core.receipt.ReceiptKey;
import org.echt.core.receipt.ReceiptKeys;
import org.echt.core.receipt.ReceiptSigner;
import org.echt.core.receipt.ReceiptVerifier;
import org.echt.core.receipt.SignedReceipt;
import org.echt.core.receipt.Statement;
import org.echt.core.receipt.TextMark;
import org.echt.core.receipt.Told;
import org.echt.core.verify.Headline;
import org.echt.core.verify.IssueState;
import org.junit.jupiter.api.Test;

class GroupSignerTest {
    private static final SigningKey KEY = new SoftwareKeys(SecretBytes.copyOf(new byte[32])).receiptKey("acme", 1);
    private static final ReceiptVerifier VERIFIER =
            new ReceiptVerifier(new ReceiptKeys("acme", List.of(ReceiptKey.of(1, KEY.publicKey(), null, null))));
    private static final SecureRandom RANDOM = new SecureRandom();

    /** The real key, which can be held up and broken, and counts. */
    private static final class Watched implements SigningKey {
        final AtomicInteger signatures = new AtomicInteger();
        final AtomicInteger atOnce = new AtomicInteger();
        final CountDownLatch gate;
        volatile boolean broken;

        Watched(int held) {
            gate = new CountDownLatch(held);
        }

        @Override
        public Algorithm algorithm() {
            return KEY.algorithm();
        }

        @Override
        public byte[] publicKey() {
            return KEY.publicKey();
        }

        @Override
        public byte[] sign(byte[] message) {
            assertEquals(1, atOnce.incrementAndGet());
            try {
                gate.await();
                if (broken) {
                    throw new IllegalStateException("broken on purpose");
                }
                signatures.incrementAndGet();
                return KEY.sign(message);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                atOnce.decrementAndGet();
            }
        }

        GroupSigner signer() {
            return new GroupSigner(() -> Optional.of(new ReceiptSigner("acme", 1, this)), 16);
        }
    }

    private static Statement statement(String asked, int recalls) {
        var code = CodeCommitment.of(asked, RANDOM);
        var mentions = new ArrayList<Told.Mention>();
        for (int i = 0; i < recalls; i++) {
            mentions.add(new Told.Mention("R-2026-" + i, 1, Action.CHECK));
        }
        var told = new Told.OfNone(IssueState.NOT_ISSUED, Headline.NOT_ISSUED, mentions);
        var text = TextMark.of(TextMark.Form.JSON, "3f9c01d2a4b6", "en", new byte[0], code);
        return new Statement("CHK-8F3K-22QX", Instant.EPOCH, 1, told, text, code);
    }

    private static void verify(String asked, Optional<SignedReceipt> signed) {
        var valid = assertInstanceOf(
                Outcome.Valid.class, VERIFIER.verify(signed.orElseThrow().text()));
        assertTrue(valid.receipt().says().code().opens(asked), asked);
    }

    @Test
    void aLonelyAnswerIsSignedAtOnceAndAlone() {
        var key = new Watched(0);
        var signed = key.signer().sign(() -> statement("x", 0));
        verify("x", signed);
        assertEquals(1, key.signatures.get());
        assertTrue(new String(signed.orElseThrow().json(), java.nio.charset.StandardCharsets.UTF_8)
                .contains("\"path\":[],"));
    }

    @Test
    void thoseWhoComeMeanwhileShareSignatures() throws Exception {
        var key = new Watched(1);
        var signer = key.signer();
        var signed = new ArrayList<Future<Optional<SignedReceipt>>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = new CountDownLatch(100);
            for (int i = 0; i < 100; i++) {
                var asked = "code " + i;
                signed.add(threads.submit(() -> signer.sign(() -> {
                    waiting.countDown();
                    return statement(asked, 0);
                })));
            }
            waiting.await();
            Thread.sleep(50);
            key.gate.countDown();
        }
        for (int i = 0; i < signed.size(); i++) {
            verify("code " + i, signed.get(i).get());
        }
        assertTrue(key.signatures.get() >= 7 && key.signatures.get() <= 50, "signatures: " + key.signatures);
    }

    @Test
    void manyThreadsEachGetTheirOwn() throws Exception {
        var key = new Watched(0);
        var signer = key.signer();
        var signed = new ArrayList<Future<Boolean>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 40; i++) {
                int thread = i;
                signed.add(threads.submit(() -> {
                    for (int j = 0; j < 25; j++) {
                        var asked = thread + "/" + j;
                        var receipt = signer.sign(() -> statement(asked, 0)).orElseThrow();
                        assertTrue(receipt.receipt().says().code().opens(asked));
                        if (j == 0) {
                            verify(asked, Optional.of(receipt));
                        }
                    }
                    return true;
                }));
            }
        }
        for (var done : signed) {
            assertTrue(done.get());
        }
        assertTrue(key.signatures.get() <= 1_000);
    }

    @Test
    void aBrokenKeyCostsReceiptsNotAnswers() {
        var key = new Watched(0);
        var signer = key.signer();
        key.broken = true;
        assertEquals(Optional.empty(), signer.sign(() -> statement("x", 0)));
        key.broken = false;
        verify("y", signer.sign(() -> statement("y", 0)));
        assertEquals(Optional.empty(), signer.sign(() -> {
            throw new IllegalArgumentException("cannot be stated, on purpose");
        }));
        assertEquals(Optional.empty(), new GroupSigner(Optional::empty).sign(() -> statement("x", 0)));
        assertEquals(
                Optional.empty(),
                new GroupSigner(() -> {
                            throw new IllegalStateException("no key store, on purpose");
                        })
                        .sign(() -> statement("x", 0)));
    }

    /** One that is too long costs only itself its receipt. */
    @Test
    void aStatementThatIsTooLongIsLeftOut() throws Exception {
        var key = new Watched(1);
        var signer = key.signer();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> signer.sign(() -> statement("first", 0)));
            while (key.atOnce.get() == 0) {
                Thread.onSpinWait();
            }
            var longOne = threads.submit(() -> signer.sign(() -> statement("long", 500)));
            var other = threads.submit(() -> signer.sign(() -> statement("other", 0)));
            Thread.sleep(50);
            key.gate.countDown();
            verify("first", first.get());
            verify("other", other.get());
            assertEquals(Optional.empty(), longOne.get());
        }
    }
}
