package org.echt.core.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Signing keys against RFC 8032, against vectors made elsewhere, and against BouncyCastle. */
class Ed25519KeyTest {
    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    private static SigningKey of(byte[] seed) {
        return Ed25519Key.ofSeed(SecretBytes.copyOf(seed));
    }

    /** RFC 8032, 7.1, tests 1 to 3. */
    @ParameterizedTest
    @CsvSource({
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
                + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,'',"
                + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
                + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72,"
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
                + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,af82,"
                + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
    })
    void signsAsTheStandardShows(String seed, String publicKey, String message, String signature) {
        var key = of(hex(seed));
        assertArrayEquals(hex(publicKey), key.publicKey());
        assertArrayEquals(hex(signature), key.sign(hex(message)));
    }

    @Test
    void anotherLibraryMakesTheSame() {
        var random = new Random(Long.getLong("seed", 7));
        for (int i = 0; i < 200; i++) {
            var seed = new byte[Ed25519Key.SEED];
            random.nextBytes(seed);
            var message = new byte[random.nextInt(300)];
            random.nextBytes(message);
            var key = of(seed);
            var publicKey = new byte[32];
            Ed25519.generatePublicKey(seed, 0, publicKey, 0);
            assertArrayEquals(publicKey, key.publicKey());
            var signature = new byte[64];
            Ed25519.sign(seed, 0, message, 0, message.length, signature, 0);
            assertArrayEquals(signature, key.sign(message));
        }
    }

    @Test
    void keysAreDerivedAsTheVectorsSay() {
        var vectors = JsonMapper.shared().readTree(Path.of(System.getProperty("echt.root"), "vectors/webhook.json"));
        var keys = new SoftwareKeys(SecretBytes.copyOf(hex(vectors.get("master").asString())));
        assertEquals(4, vectors.get("keys").size());
        for (var vector : vectors.get("keys")) {
            var key = keys.webhookKey(
                    vectors.get("issuer").asString(), vector.get("version").asInt());
            var text = "whpk_" + Base64.getEncoder().encodeToString(key.publicKey());
            assertEquals(vector.get("publicKey").asString(), text);
        }
    }

    @Test
    void nothingSecretIsShownAndNonsenseIsNamed() {
        assertEquals("Ed25519Key", of(new byte[32]).toString());
        assertThrows(IllegalArgumentException.class, () -> of(new byte[31]));
        var keys = new SoftwareKeys(SecretBytes.copyOf(new byte[32]));
        assertThrows(IllegalArgumentException.class, () -> keys.webhookKey("acme", 0));
        assertThrows(IllegalArgumentException.class, () -> keys.webhookKey("a|b", 1));
    }

    @Test
    void aKeyLendsItsPublicHalf() {
        var key = of(new byte[32]);
        key.publicKey()[0] ^= 1;
        assertArrayEquals(of(new byte[32]).publicKey(), key.publicKey());
    }
}
