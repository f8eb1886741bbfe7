package org.echt.core.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.ProviderException;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class KeyCommitmentTest {
    private static final JsonNode VECTORS =
            JsonMapper.shared().readTree(Path.of(System.getProperty("echt.root"), "vectors", "key-commitment.json"));

    @Test
    void vectors() {
        int run = 0;
        for (JsonNode v : VECTORS.get("commitments")) {
            var commitment = KeyCommitment.of(key(v), hex(v, "nonce"));
            assertEquals(v.get("nonce").asString() + ":" + v.get("hash").asString(), commitment.text());
            assertEquals(commitment, KeyCommitment.parse(commitment.text()));
            assertTrue(commitment.holds(key(v)));
            run++;
        }
        assertEquals(3, run);
    }

    @Test
    void blindingKeysAreDerivedAsWritten() throws Exception {
        var keys = new SoftwareKeys(SecretBytes.copyOf(hex(VECTORS, "master")));
        for (JsonNode v : VECTORS.get("blinding")) {
            var key = keys.blindingKey(
                    v.get("issuer").asString(),
                    v.get("symbol").asString().charAt(0),
                    v.get("version").asInt());
            assertEquals(
                    v.get("zero_block").asString(),
                    HexFormat.of().formatHex(key.encryptor().doFinal(new byte[16])));
        }
        assertEquals(2, VECTORS.get("blinding").size());
    }

    @Test
    void anotherKeyOrNonceIsNotTheSame() {
        var first = VECTORS.get("commitments").get(0);
        var other = VECTORS.get("commitments").get(2);
        var commitment = KeyCommitment.of(key(first), hex(first, "nonce"));
        assertFalse(commitment.holds(key(other)));
        assertFalse(commitment.equals(KeyCommitment.of(key(first), new byte[32])));
    }

    @Test
    void whatIsNoneIsRefused() {
        var key = SoftwareKeys.ofAes256(SecretBytes.copyOf(new byte[32]));
        assertThrows(IllegalArgumentException.class, () -> KeyCommitment.of(key, new byte[31]));
        var text = KeyCommitment.of(key, new byte[32]).text();
        for (var wrong : new String[] {
            "", ":", text.toUpperCase(Locale.ROOT), text.substring(1), text + "0", text.replace(':', ';')
        }) {
            assertThrows(IllegalArgumentException.class, () -> KeyCommitment.parse(wrong), wrong);
        }
    }

    @Test
    void aKeyThatIsAwayIsToldFromAnotherKey() {
        CodeKey away = () -> {
            throw new ProviderException("token removed");
        };
        var commitment = new KeyCommitment("0".repeat(64), "0".repeat(64));
        assertThrows(IllegalStateException.class, () -> commitment.holds(away));
    }

    private static CodeKey key(JsonNode v) {
        return SoftwareKeys.ofAes256(SecretBytes.copyOf(hex(v, "key")));
    }

    private static byte[] hex(JsonNode v, String name) {
        return HexFormat.of().parseHex(v.get(name).asString());
    }
}
