package org.echt.app.sign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.echt.app.sign.LocalAuthority.Reply;
import org.echt.app.sign.Papers.Paper;
import org.echt.app.sign.Papers.Purpose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Time-stamps from OpenSSL's authority, verified by OpenSSL; and authorities that refuse, lie and are silent. */
class TimestampAuthorityIT {
    private static final byte[] CHECKPOINT =
            "log.acme.example\n1500\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n".getBytes(StandardCharsets.UTF_8);
    private static final Paper ROOT = Papers.root("Trust");
    private static final Paper TSA = Papers.under(ROOT, "Clock", Papers.keys("RSA", 3072), Purpose.TIMESTAMPS);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private static TimestampAuthority authority(TimestampSettings settings) {
        return new TimestampAuthority(settings, new SecureRandom());
    }

    private static String refused(TimestampSettings settings) {
        return String.valueOf(
                assertThrows(SignException.class, () -> authority(settings).stamp(CHECKPOINT))
                        .getMessage());
    }

    /** How an authority that answers so is complained of. */
    private static String complaint(LocalAuthority.Answering answering) throws IOException {
        try (var server = new LocalAuthority(answering)) {
            var message = refused(server.settings());
            var begin = "no time-stamp from " + server.address() + ": ";
            assertTrue(message.startsWith(begin), message);
            return message.substring(begin.length());
        }
    }

    @Test
    void opensslVerifiesATimestampOfACheckpoint() throws Exception {
        try (var server = LocalAuthority.openssl(folder, TSA)) {
            var before = Instant.now().minusSeconds(2);
            var trusted = new TimestampSettings(server.address(), PATIENCE, List.of(ROOT.certificate()));
            var stamp = authority(trusted).stamp(CHECKPOINT);
            assertEquals("CN=Clock", stamp.authority());
            assertTrue(
                    stamp.at().isAfter(before)
                            && stamp.at().isBefore(Instant.now().plusSeconds(2)),
                    stamp.at() + "");

            assertEquals(0, verify(CHECKPOINT, stamp.token()).exit());
            var changed = CHECKPOINT.clone();
            changed[3] ^= 1;
            assertNotEquals(0, verify(changed, stamp.token()).exit());
        }
    }

    private OpenSsl.Said verify(byte[] data, byte[] token) throws Exception {
        Files.write(folder.resolve("data"), data);
        Files.write(folder.resolve("token"), token);
        return OpenSsl.run(
                folder, "ts", "-verify", "-data", "data", "-in", "token", "-token_in", "-CAfile", "root.pem");
    }

    @Test
    void anAuthorityNobodyTrustsIsRefused() throws Exception {
        try (var server = LocalAuthority.openssl(folder, TSA)) {
            var other = new TimestampSettings(
                    server.address(), PATIENCE, List.of(Papers.root("Trust").certificate()));
            var message = refused(other);
            assertTrue(message.endsWith("does not come from an authority of timestamp.trust-file"), message);
        }
    }

    @Test
    void anOldAnswerIsNotTakenAgain() throws Exception {
        var first = new AtomicReference<byte[]>();
        var message = complaint(request -> {
            first.compareAndSet(null, Answers.token(TSA, Answers.other(request)));
            return Reply.token(Objects.requireNonNull(first.get()));
        });
        assertTrue(message.contains("nonce"), message);
    }

    @Test
    void aTimestampOfOtherBytesIsRefused() throws Exception {
        var message = complaint(request -> Reply.token(Answers.token(TSA, Answers.otherDigest(request))));
        assertTrue(message.contains("different message imprint digest"), message);
    }

    @Test
    void aFlippedBitInTheSignatureIsRefused() throws Exception {
        var message = complaint(request -> {
            var answer = Answers.token(TSA, Answers.read(request));
            answer[answer.length - 20] ^= 1;
            return Reply.token(answer);
        });
        assertTrue(message.contains("signature not created by certificate"), message);
    }

    @Test
    void aCertificateForSomethingElseIsRefused() throws Exception {
        var paper = Papers.under(ROOT, "Acme", Papers.keys("RSA", 3072), Purpose.SIGNING);
        var message = complaint(request -> Reply.token(Answers.forged(paper, Answers.read(request))));
        assertTrue(message.contains("ExtendedKeyUsage"), message);
    }

    @Test
    void aTokenWithoutItsCertificateIsRefused() throws Exception {
        var message = complaint(request -> Reply.token(Answers.bare(TSA, Answers.read(request))));
        assertTrue(message.contains("lacks the certificate"), message);
    }

    @Test
    void whatTheAuthoritySaysIsInTheError() throws Exception {
        assertEquals(
                "it answered with HTTP status 429, content type \"text/plain; charset=utf-8\": \"Quota used up. Pay first.\"",
                complaint(_ -> Reply.text(429, "Quota used up.\n\u001b Pay first.\n")));
        assertEquals(
                "it refused: \"the clock is being set\"",
                complaint(request -> Reply.token(Answers.refusal(
                        TSA, Answers.read(request), PKIFailureInfo.timeNotAvailable, "the clock is being set"))));
        assertTrue(complaint(_ -> Reply.text(200, "<html>welcome</html>")).contains("\"<html>welcome</html>\""));
        assertTrue(complaint(_ -> Reply.token("rubbish".getBytes(StandardCharsets.UTF_8)))
                .contains("malformed timestamp response"));
        var long429 = complaint(_ -> Reply.text(429, "x".repeat(100_000)));
        assertTrue(long429.length() < 400, long429);
    }

    @Test
    void anEndlessAnswerIsNotKept() throws Exception {
        var message = complaint(_ -> Reply.token(new byte[1 << 20]));
        assertTrue(message.contains("breaks off"), message);
    }

    @Test
    void aSilentAuthorityAndAnAbsentOne() throws Exception {
        try (var server = new LocalAuthority(_ -> {
            Thread.sleep(PATIENCE);
            return Reply.text(500, "late");
        })) {
            var settings = new TimestampSettings(server.address(), Duration.ofMillis(300), List.of());
            assertTrue(refused(settings).endsWith("it did not answer within 300 ms"));
        }
        var nobody = new TimestampSettings(URI.create("http://127.0.0.1:1/"), PATIENCE, List.of());
        assertTrue(refused(nobody).contains("cannot be reached"));
    }

    @Test
    void addressesThatAreNone() {
        for (var address : List.of("ftp://tsa.example/", "tsa.example", "http:///tsa")) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new TimestampSettings(URI.create(address), PATIENCE, List.of()));
        }
    }
}
