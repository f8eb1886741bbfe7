package org.echt.core.serial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.Optional;
import org.echt.core.keys.SecretBytes;
import org.echt.core.keys.SoftwareKeys;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** vectors/inside-code.json, made by another program, against ours. */
class InsideCodeTest {
    private static final JsonNode VECTORS = Fixtures.vectors("inside-code.json");

    @Test
    void codesAndKeysAreThoseOfTheVectors() {
        var keys = new SoftwareKeys(bytes(VECTORS.get("master")));
        int seen = 0;
        for (JsonNode key : VECTORS.get("keys")) {
            var derived = keys.insideKey(
                    key.get("issuer").asString(),
                    key.get("symbol").asString().charAt(0),
                    key.get("version").asInt());
            var given = SoftwareKeys.ofHmac(bytes(key.get("key")));
            for (JsonNode code : key.get("codes")) {
                var serial = new SerialCode(code.get("code").asString());
                var inside = code.get("inside").asString();
                assertEquals(inside, InsideCode.of(serial, derived).symbols());
                assertEquals(inside, InsideCode.of(serial, given).symbols());
                seen++;
            }
        }
        assertEquals(16, seen);
    }

    @Test
    void isReadAsPeopleTypeIt() {
        for (JsonNode read : VECTORS.get("reads")) {
            var symbols = read.get("symbols");
            assertEquals(
                    symbols.isNull() ? Optional.empty() : Optional.of(symbols.asString()),
                    InsideCode.read(read.get("typed").asString()).map(InsideCode::symbols),
                    read.toString());
        }
        assertEquals(Optional.empty(), InsideCode.read("4".repeat(100_000)));
    }

    @Test
    void matchesItselfOnlyAndShowsNothing() {
        var code = new InsideCode("4Q7K2M");
        assertTrue(code.matches(new InsideCode("4Q7K2M")));
        assertFalse(code.matches(new InsideCode("4Q7K2N")));
        assertFalse(code.toString().contains("4Q7"));
        assertThrows(IllegalArgumentException.class, () -> new InsideCode("4q7k2m"));
    }

    private static SecretBytes bytes(JsonNode hex) {
        return SecretBytes.copyOf(HexFormat.of().parseHex(hex.asString()));
    }
}
