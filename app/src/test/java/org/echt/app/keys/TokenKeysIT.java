package org.echt.app.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.echt.core.fault.StoreUnavailableException;
import org.echt.core.keys.CodeKey;
import org.echt.core.keys.KeyCommitment;
import org.echt.core.keys.KeySlot;
import org.echt.core.keys.SecretBytes;
import org.echt.core.keys.SoftwareKeys;
import org.echt.core.serial.Authentication;
import org.echt.core.serial.Authenticator;
import org.echt.core.serial.BatchTable;
import org.echt.core.serial.CodeCipher;
import org.echt.core.serial.CodeLength;
import org.echt.core.serial.WordList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract on the token profile, over SoftHSM2, and what only a token can do or suffer. */
final class TokenKeysIT extends KeystoreContract {
    private String issuer = "";

    @BeforeEach
    void issuerOfThisTest() {
        issuer = SoftToken.newIssuer();
    }

    @Override
    Keystore keystore(Path file) {
        return Keystore.ofToken(file, SoftToken.settings());
    }

    @Override
    String issuer() {
        return issuer;
    }

    @Test
    void theFileAloneIsWorthless() throws IOException {
        var keystore = made();
        var other = Keystore.ofToken(file, SoftToken.settings(SoftToken.SECOND, SoftToken.PIN));
        var refused = assertThrows(KeystoreException.class, () -> other.webhookKey(1));
        assertTrue(said(refused).contains("is not in token \"another\""), said(refused));
        assertTrue(Files.readString(file).contains("sealed = 01"));
        assertFalse(Files.readString(file).contains("master ="));
        assertDoesNotThrow(() -> keystore.webhookKey(1));
    }

    @Test
    void aSealedMasterThatWasChangedOrRenamedDoesNotOpen() throws IOException {
        made();
        var text = Files.readString(file);
        int at = text.indexOf("sealed = ") + 60;
        Files.writeString(file, text.substring(0, at) + (text.charAt(at) == '0' ? '1' : '0') + text.substring(at + 1));
        var refused = assertThrows(KeystoreException.class, () -> keystore(file).personal());
        assertTrue(said(refused).contains("does not open"), said(refused));
        // The same envelope under another issuer's name, whose seal key is in the token too.
        var second = SoftToken.newIssuer();
        keystore(folder.resolve("second.txt")).create(second, new SecureRandom());
        Files.writeString(file, text.replace("issuer = " + issuer, "issuer = " + second));
        assertThrows(KeystoreException.class, () -> keystore(file).personal());
    }

    @Test
    void aLostFileIsMadeAnewWithTheTokensKeysAsRetired() throws IOException {
        var keystore = made();
        var a = keystore.openSlot('A');
        keystore.rotate('A');
        var codes = codes(keystore, batch(1, 1));
        Files.delete(file);
        var found = keystore(file).create(issuer, new SecureRandom());
        assertEquals(List.of("A/1", "A/2"), found.stream().map(KeySlot::name).toList());
        assertTrue(found.stream().allMatch(s -> s.state() == KeySlot.State.RETIRED));
        assertTrue(KeyCommitment.of(a.key(), NONCE).holds(found.getFirst().key()));
        assertEquals(codes, codes(keystore(file), batch(1, 1)));
        assertEquals("A/3", keystore(file).openSlot('A').name());
    }

    @Test
    void aSlotThatWasBegunAndNotListedIsNotTakenAgain() {
        var keystore = made();
        keystore.openSlot('A');
        new TokenDoor(SoftToken.settings()).make("AES", "echt|blind|" + issuer + "|A|2");
        assertEquals("A/3", keystore.openSlot('A').name());
    }

    @Test
    void aListedSlotWithoutItsKeyIsNamed() throws IOException {
        made();
        Files.writeString(file, Files.readString(file) + "slot.Z.4 = OPEN\n");
        var refused = assertThrows(KeystoreException.class, () -> keystore(file).ring());
        assertTrue(said(refused).contains("key echt|code|" + issuer + "|Z|4 is not in"), said(refused));
    }

    @Test
    void aKeyThatCanBeTakenOutIsRefused() throws Exception {
        var door = new TokenDoor(SoftToken.settings());
        for (var attributes : List.of(
                "CKA_SENSITIVE = false\nCKA_EXTRACTABLE = true",
                "CKA_SENSITIVE = true\nCKA_EXTRACTABLE = true",
                "CKA_SENSITIVE = false\nCKA_EXTRACTABLE = false")) {
            var label = "echt|code|" + issuer + "|A|" + (1 + attributes.hashCode() & 0xffff);
            put(label, new byte[32], attributes);
            var refused = assertThrows(KeystoreException.class, () -> door.cipherKey(label), attributes);
            assertTrue(said(refused).contains("can be taken out"), said(refused));
        }
    }

    @Test
    void codesAreThoseOfTheSameKeyInMemory() throws Exception {
        var bytes = new byte[32];
        new Random(11).nextBytes(bytes);
        var token = imported(bytes);
        var memory = SoftwareKeys.ofAes256(SecretBytes.copyOf(bytes));
        assertEquals(4096, token.bulk());
        for (var length : CodeLength.values()) {
            for (int n : new int[] {1, 255, 4095, 4096, 4097, 9000}) {
                var random = new Random(n);
                long mask = (1L << (5 * length.bodySymbols / 2)) - 1;
                var hi = random.longs(n).map(x -> x & mask).toArray();
                var lo = random.longs(n).map(x -> x & mask).toArray();
                var hi2 = hi.clone();
                var lo2 = lo.clone();
                var plain = hi.clone();
                var inToken = new CodeCipher(token, 'A', length);
                inToken.encipher(hi, lo, n);
                new CodeCipher(memory, 'A', length).encipher(hi2, lo2, n);
                assertArrayEquals(hi2, hi, length + " " + n);
                assertArrayEquals(lo2, lo, length + " " + n);
                inToken.decipher(hi, lo, n);
                assertArrayEquals(plain, hi, length + " " + n);
            }
        }
        assertEquals(KeyCommitment.of(memory, NONCE), KeyCommitment.of(token, NONCE));
    }

    @Test
    void insideCodesAreHmacOfTheSameKey() throws Exception {
        var keystore = made();
        assertTrue(Files.readString(file).contains("inside = TOKEN"));
        var bytes = new byte[32];
        new Random(12).nextBytes(bytes);
        var label = "echt|inside|" + issuer + "|B|7";
        var provider = provider("CKA_SENSITIVE = true\nCKA_EXTRACTABLE = false");
        var keys = KeyStore.getInstance("PKCS11", provider);
        keys.load(null, SoftToken.PIN.toCharArray());
        keys.setEntry(label, new KeyStore.SecretKeyEntry(new SecretKeySpec(bytes, "HmacSHA256")), null);
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
        assertArrayEquals(
                mac.doFinal("text".getBytes(StandardCharsets.US_ASCII)),
                new TokenDoor(SoftToken.settings()).macKey(label).mac("text".getBytes(StandardCharsets.US_ASCII)));
        assertEquals(32, keystore.openSlot('A').inside().mac(NONCE).length);
    }

    @Test
    void whereTheTokenHasNoHmacInsideKeysFollowFromTheMaster() throws IOException {
        var keystore = made();
        var slot = keystore.openSlot('A');
        Files.writeString(file, Files.readString(file).replace("inside = TOKEN", "inside = MASTER"));
        var derived = keystore(file).ring().slot('A', 1).orElseThrow().inside().mac(NONCE);
        assertFalse(Arrays.equals(slot.inside().mac(NONCE), derived));
        var expected =
                keystore.derived((keys, name) -> keys.insideKey(name, 'A', 1)).mac(NONCE);
        assertArrayEquals(expected, derived);
    }

    @Test
    void everyWrongSettingNamesTheWayOut() {
        var right = SoftToken.settings();
        refused(
                new TokenSettings(folder.resolve("none.so"), right.label(), right.pinFile(), right.pin()),
                "there is no PKCS#11 library",
                "keys.token-library");
        refused(
                SoftToken.settings("nobody", SoftToken.PIN),
                "holds a token \"nobody\"",
                "\"" + SoftToken.LABEL + "\"",
                "keys.token-label");
    }

    @Test
    void aLibraryThatIsNoneIsRefused() throws IOException {
        var text = Files.writeString(folder.resolve("text.so"), "no library");
        var right = SoftToken.settings();
        refused(new TokenSettings(text, right.label(), right.pinFile(), right.pin()), "is not a PKCS#11 library");
    }

    @Test
    void aWrongPinIsToldWithItsFile() {
        refused(SoftToken.settings(SoftToken.SHUT, "0000"), "refuses the PIN in ", "pin.txt", "CKR_PIN_INCORRECT");
    }

    @Test
    void aTokenThatIsTakenOutLeavesNothingKnownOfACode() {
        var keystore = Keystore.ofToken(file, SoftToken.settings(SoftToken.REMOVED, SoftToken.PIN));
        keystore.create(issuer, new SecureRandom());
        var slot = keystore.openSlot('A');
        var batch = batch(1, 1);
        var code = codes(keystore, batch).getFirst();
        var authenticator = new Authenticator(keystore.ring(), BatchTable.of(List.of(batch)), _ -> WordList.NONE);
        assertTrue(authenticator.authenticate(code) instanceof Authentication.Authentic);
        SoftToken.takeOut(SoftToken.REMOVED);
        // The cipher that waits in the pool, then a new one.
        assertThrows(StoreUnavailableException.class, () -> authenticator.authenticate(code));
        var refused = assertThrows(StoreUnavailableException.class, () -> authenticator.authenticate(code));
        assertTrue(String.valueOf(refused.getCause()).contains("start this program again"), refused.toString());
        assertThrows(IllegalStateException.class, () -> slot.inside().mac(NONCE));
    }

    @Test
    void pinsAndRemovalsAreTold() {
        var settings = SoftToken.settings();
        for (var code : List.of(
                "CKR_PIN_INCORRECT", "CKR_PIN_LOCKED", "CKR_DEVICE_REMOVED", "CKR_SESSION_COUNT", "CKR_HOST_MEMORY")) {
            var said = TokenFault.say(new IllegalStateException("x", new IOException(code)), settings);
            assertTrue(said.startsWith(settings.toString()) && said.contains(code), said);
            assertFalse(said.contains(SoftToken.PIN), said);
        }
    }

    private void refused(TokenSettings settings, String... parts) {
        var refused = assertThrows(
                KeystoreException.class, () -> Keystore.ofToken(file, settings).create(issuer, new SecureRandom()));
        for (var part : parts) {
            assertTrue(said(refused).contains(part), said(refused));
        }
        assertFalse(Files.exists(file));
    }

    /** A key whose bytes the test knows. */
    private CodeKey imported(byte[] bytes) throws Exception {
        var label = "echt|code|" + issuer + "|A|1";
        put(label, bytes, "CKA_SENSITIVE = true\nCKA_EXTRACTABLE = false");
        return new TokenDoor(SoftToken.settings()).cipherKey(label);
    }

    private static void put(String label, byte[] bytes, String attributes) throws Exception {
        var keys = KeyStore.getInstance("PKCS11", provider(attributes));
        keys.load(null, SoftToken.PIN.toCharArray());
        keys.setEntry(label, new KeyStore.SecretKeyEntry(new SecretKeySpec(bytes, "AES")), null);
    }

    private static Provider provider(String attributes) {
        return Security.getProvider("SunPKCS11").configure("""
                --name = import%s
                library = "%s"
                slot = %d
                attributes(import, CKO_SECRET_KEY, *) = {
                %s
                CKA_SIGN = true
                }
                attributes(import, CKO_SECRET_KEY, CKK_AES) = {
                CKA_ENCRYPT = true
                }
                """.formatted(
                        HexFormat.of().toHexDigits(attributes.hashCode()),
                        SoftToken.library(),
                        Cryptoki.slot(SoftToken.settings()),
                        attributes));
    }

    private static String said(Exception e) {
        return String.valueOf(e.getMessage());
    }
}
