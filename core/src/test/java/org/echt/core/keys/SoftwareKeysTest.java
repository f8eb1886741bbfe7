package org.echt.core.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SoftwareKeysTest {
    private static final SecretBytes MASTER = SecretBytes.copyOf(new byte[32]);

    @Test
    void secretsCompareByContentAndStayHidden() {
        byte[] bytes = {1, 2, 3};
        SecretBytes secret = SecretBytes.copyOf(bytes);
        assertEquals(SecretBytes.copyOf(new byte[] {1, 2, 3}), secret);
        assertEquals(SecretBytes.copyOf(new byte[] {1, 2, 3}).hashCode(), secret.hashCode());
        assertNotEquals(SecretBytes.copyOf(new byte[] {1, 2, 4}), secret);
        assertEquals("SecretBytes(3)", secret.toString());
        bytes[0] = 9;
        assertEquals("010203", secret.reveal(HexFormat.of()::formatHex));
    }

    @Test
    void whatIsLentIsWiped() {
        byte[][] lent = new byte[1][];
        SecretBytes.copyOf(new byte[] {1, 2, 3}).reveal(bytes -> {
            lent[0] = bytes;
            return bytes.length;
        });
        assertArrayEquals(new byte[3], lent[0]);
    }

    @Test
    void everyNameGivesItsOwnKey() throws Exception {
        var keys = new SoftwareKeys(MASTER);
        String first = probe(keys.codeKey("acme", '7', 1));
        assertEquals(first, probe(new SoftwareKeys(MASTER).codeKey("acme", '7', 1)));
        assertNotEquals(first, probe(keys.codeKey("acme", '7', 2)));
        assertNotEquals(first, probe(keys.codeKey("acme", '8', 1)));
        assertNotEquals(first, probe(keys.codeKey("acne", '7', 1)));
    }

    @Test
    void blindingKeysAreOthers() throws Exception {
        var keys = new SoftwareKeys(MASTER);
        String first = probe(keys.blindingKey("acme", '7', 1));
        assertEquals(first, probe(new SoftwareKeys(MASTER).blindingKey("acme", '7', 1)));
        assertNotEquals(first, probe(keys.codeKey("acme", '7', 1)));
        assertNotEquals(first, probe(keys.blindingKey("acme", '7', 2)));
        assertThrows(IllegalArgumentException.class, () -> keys.blindingKey("a|b", '7', 1));
        var without = new KeySlot("acme", '7', 1, KeySlot.State.OPEN, keys.codeKey("acme", '7', 1));
        assertThrows(IllegalStateException.class, () -> without.blinding().encryptor());
    }

    @Test
    void badInputIsNamed() {
        assertThrows(IllegalArgumentException.class, () -> new SoftwareKeys(SecretBytes.copyOf(new byte[31])));
        var keys = new SoftwareKeys(MASTER);
        assertThrows(IllegalArgumentException.class, () -> keys.codeKey("a|b", '7', 1));
        assertThrows(IllegalArgumentException.class, () -> keys.codeKey("", '7', 1));
        assertThrows(IllegalArgumentException.class, () -> keys.codeKey("acme", '7', 0));
        assertThrows(IllegalArgumentException.class, () -> SoftwareKeys.ofAes256(SecretBytes.copyOf(new byte[16])));
    }

    @Test
    void noKeyIsShown() {
        CodeKey key = new SoftwareKeys(MASTER).codeKey("acme", '7', 1);
        assertEquals("AesKey", key.toString());
        assertFalse(
                new KeySlot("acme", '7', 1, KeySlot.State.OPEN, key).toString().contains("Key"));
    }

    @Test
    void ringOrdersAndFinds() {
        CodeKey key = SoftwareKeys.ofAes256(MASTER);
        var a = new KeySlot("acme", 'A', 1, KeySlot.State.OPEN, key);
        var second = new KeySlot("acme", '7', 2, KeySlot.State.OPEN, key);
        var first = new KeySlot("acme", '7', 1, KeySlot.State.RETIRED, key);
        var ring = new KeyRing(List.of(a, second, first));
        assertEquals(List.of(first, second, a), ring.slots());
        assertEquals(List.of(first, second), ring.under('7'));
        assertEquals(List.of(second, a), ring.open());
        assertEquals(Optional.of(a), ring.slot('A', 1));
        assertEquals(Optional.empty(), ring.slot('A', 2));
    }

    private static String probe(CodeKey key) throws Exception {
        return HexFormat.of().formatHex(key.encryptor().doFinal(new byte[16]));
    }
}
