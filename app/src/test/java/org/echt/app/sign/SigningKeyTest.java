package org.echt.app.sign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Duration;
import java.util.List;
import org.echt.app.sign.Papers.Purpose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {
    private static final KeyPair KEYS = Papers.keys("EC", 256);
    private static final Papers.Paper PAPER = Papers.under(Papers.root("Trust"), "Acme", KEYS, Purpose.SIGNING);

    @TempDir
    private Path folder;

    private static String refused(Executable work) {
        return String.valueOf(assertThrows(SignException.class, work).getMessage());
    }

    @Test
    void opensTheOneKeyOfAFile() throws Exception {
        var key = SigningKey.ofFile(Papers.keystore(folder, List.of("seal"), PAPER), Papers.PASSWORD, "");
        assertEquals(PAPER.chain(), key.chain());
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initVerify(KEYS.getPublic());
        signature.update("text".getBytes(StandardCharsets.UTF_8));
        assertTrue(signature.verify(key.sign("text".getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void findsAKeyByItsName() {
        var file = Papers.keystore(folder, List.of("old", "New"), PAPER);
        assertEquals(
                PAPER.certificate(),
                SigningKey.ofFile(file, Papers.PASSWORD, "New").certificate());
        assertTrue(refused(() -> SigningKey.ofFile(file, Papers.PASSWORD, "")).startsWith("sign.alias is needed: "));
        var missing = refused(() -> SigningKey.ofFile(file, Papers.PASSWORD, "other"));
        assertTrue(missing.startsWith("no key \"other\" in ") && missing.endsWith("it has [new, old]"), missing);
    }

    @Test
    void saysWhatIsWrongWithAFileAndNeverThePassword() throws Exception {
        var file = Papers.keystore(folder, List.of("seal"), PAPER);
        var wrong = refused(() -> SigningKey.ofFile(file, "wrong battery".toCharArray(), ""));
        assertEquals("the password of keystore " + file + " is wrong. It stands in sign.password-file.", wrong);
        var absent = folder.resolve("absent.p12");
        assertTrue(refused(() -> SigningKey.ofFile(absent, Papers.PASSWORD, ""))
                .startsWith("there is no keystore " + absent));
        var text = Files.writeString(folder.resolve("text"), "no keystore");
        var unreadable = refused(() -> SigningKey.ofFile(text, Papers.PASSWORD, ""));
        assertTrue(unreadable.contains("cannot be read as PKCS#12"), unreadable);
    }

    @Test
    void keysThatPdfReadersDoNotKnowAreRefused() {
        var paper = Papers.under(Papers.root("Trust"), "Acme", Papers.keys("Ed25519", 255), Purpose.SIGNING);
        var file = Papers.keystore(folder, List.of("seal"), paper);
        var message = refused(() -> SigningKey.ofFile(file, Papers.PASSWORD, ""));
        assertTrue(message.contains("is for EdDSA") && message.contains("RSA and EC"), message);
    }

    @Test
    void aCertificateCountsOnlyInItsTimeAndForItsPurpose() {
        PAPER.signingKey().checkUsable(Papers.NOW);
        var late = Papers.NOW.plus(Duration.ofDays(900));
        assertTrue(refused(() -> PAPER.signingKey().checkUsable(late))
                .startsWith("the certificate of CN=Acme expired at 2028-10-27T10:00:00Z"));
        var early = Papers.NOW.minus(Duration.ofDays(31));
        assertTrue(refused(() -> PAPER.signingKey().checkUsable(early))
                .startsWith("the certificate of CN=Acme begins at 2026-10-28T10:00:00Z"));
        var other = Papers.under(Papers.root("Trust"), "Acme", KEYS, Purpose.ENCRYPTION)
                .signingKey();
        assertTrue(refused(() -> other.checkUsable(Papers.NOW)).contains("is not for signatures"));
    }
}
