package org.echt.core.registration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import org.echt.core.keys.SealKey;
import org.echt.core.keys.SecretBytes;
import org.echt.core.registration.Vault.Matter;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** vectors/personal-data.json, made by another program, against ours; and what must not open. */
class VaultTest {
    private static final JsonNode VECTORS = Vectors.of("personal-data.json");
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final ContactAddress INES =
            ContactAddress.mail("ines@example.org").orElseThrow();

    private final Vault vault = new Vault(Vectors.keys(), new SecureRandom());

    @Test
    void sealedBytesOfTheVectorsOpen() {
        var keys = Vectors.keys(VECTORS);
        var theirs = SealKey.of(SecretBytes.copyOf(Vectors.bytes(VECTORS.get("personKey"))));
        int seen = 0;
        for (JsonNode v : VECTORS.get("sealed")) {
            var key = v.get("under").asString().equals("wrap") ? keys.wrap() : theirs;
            var sealed = Vectors.bytes(v.get("sealed"));
            var about = v.get("about").asString().getBytes(StandardCharsets.UTF_8);
            assertArrayEquals(
                    Vectors.bytes(v.get("plain")), key.open(sealed, about).orElseThrow());
            assertTrue(key.open(sealed, "P1|other|1".getBytes(StandardCharsets.UTF_8))
                    .isEmpty());
            sealed[sealed.length - 1] ^= 1;
            assertTrue(key.open(sealed, about).isEmpty());
            assertTrue(key.open(new byte[3], about).isEmpty());
            seen++;
        }
        assertEquals(5, seen);
    }

    @Test
    void lookupsAndCommitmentsAreThoseOfTheVectors() {
        var keys = Vectors.keys(VECTORS);
        var theirs = new Vault(keys, new SecureRandom());
        for (JsonNode v : VECTORS.get("lookups")) {
            var address = new ContactAddress(
                    ContactAddress.Kind.valueOf(v.get("kind").asString()),
                    v.get("address").asString());
            assertEquals(v.get("lookup").asString(), HexFormat.of().formatHex(theirs.lookup(address)));
        }
        long id = Long.parseLong(VECTORS.get("person").asString());
        var wrapped = Vectors.bytes(VECTORS.get("sealed").get(0).get("sealed"));
        var address = Vectors.bytes(VECTORS.get("sealed").get(1).get("sealed"));
        var person = new StoredPerson(
                id, new byte[32], wrapped, address, ContactAddress.Kind.EMAIL, "de", "DE", null, 1, NOON, null);
        assertEquals(INES, theirs.open(person).address());
        for (JsonNode v : VECTORS.get("commitments")) {
            assertEquals(
                    v.get("commitment").asString(),
                    theirs.commitment(person, v.get("text").asString()));
        }
    }

    @Test
    void whatIsSealedForOnePersonAndMatterOpensForNoOther() {
        var ines = vault.seal(INES, "de", "DE", NOON);
        var omar = vault.seal(ContactAddress.mail("omar@example.org").orElseThrow(), "ar", "", NOON);
        var sealed = vault.seal(ines, Matter.STATEMENT, 77, "mine".getBytes(StandardCharsets.UTF_8));
        assertEquals("mine", new String(vault.open(ines, Matter.STATEMENT, 77, sealed), StandardCharsets.UTF_8));
        assertThrows(IllegalStateException.class, () -> vault.open(omar, Matter.STATEMENT, 77, sealed));
        assertThrows(IllegalStateException.class, () -> vault.open(ines, Matter.STATEMENT, 78, sealed));
        assertThrows(IllegalStateException.class, () -> vault.open(ines, Matter.PICTURE, 77, sealed));
        var withOtherKeys = new Vault(Vectors.keys(VECTORS), new SecureRandom());
        var refused = assertThrows(IllegalStateException.class, () -> withOtherKeys.open(ines));
        assertFalse(String.valueOf(refused.getMessage()).contains("ines"));
    }

    @Test
    void theSameAddressIsFoundAgainAndSealedAnew() {
        var one = vault.seal(INES, "de", "DE", NOON);
        var two = vault.seal(ContactAddress.mail(" INES@EXAMPLE.org ").orElseThrow(), "en", "", NOON);
        assertArrayEquals(one.lookup(), two.lookup());
        assertNotEquals(one.id(), two.id());
        assertNotEquals(HexFormat.of().formatHex(one.address()), HexFormat.of().formatHex(two.address()));
        assertNotEquals(vault.commitment(one, "person"), vault.commitment(two, "person"));
    }

    @Test
    void noTextFormSaysWhoSomebodyIs() {
        var stored = vault.seal(INES, "de", "DE", NOON);
        for (Object shown : new Object[] {stored, vault.open(stored), INES}) {
            assertFalse(shown.toString().contains("ines"), shown.toString());
            assertFalse(shown.toString().contains("example"), shown.toString());
        }
    }
}
