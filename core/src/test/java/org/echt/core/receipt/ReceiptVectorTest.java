package org.echt.core.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.echt.core.keys.SecretBytes;
import org.echt.core.keys.SoftwareKeys;
import org.echt.core.tlog.MalformedException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The room against vectors/receipt.json, which another implementation made. */
class ReceiptVectorTest {
    private static final JsonNode V =
            JsonMapper.shared().readTree(Path.of(System.getProperty("echt.root"), "vectors", "receipt.json"));

    private static final SoftwareKeys KEYS = new SoftwareKeys(
            SecretBytes.copyOf(HexFormat.of().parseHex(V.get("master").asString())));

    private static ReceiptKeys published() throws MalformedException {
        return ReceiptKeys.parse(V.get("keys").asString());
    }

    private static byte[] utf8(JsonNode node) {
        return node.asString().getBytes(UTF_8);
    }

    @Test
    void keys() throws MalformedException {
        for (int version = 1; version <= 2; version++) {
            var expected = V.get("publicKeys").get(String.valueOf(version)).asString();
            assertEquals(
                    expected,
                    HexFormat.of().formatHex(KEYS.receiptKey("acme", version).publicKey()));
        }
        assertArrayEquals(utf8(V.get("keys")), published().json());
        assertEquals(2, published().keys().size());
    }

    @Test
    void receiptsAndTheirHashes() throws MalformedException {
        for (var vector : V.get("receipts")) {
            var receipt = Receipt.parse(utf8(vector.get("receipt")));
            assertArrayEquals(utf8(vector.get("receipt")), receipt.bytes());
            var code = receipt.says().code();
            assertArrayEquals(HexFormat.of().parseHex(vector.get("nonce").asString()), code.nonceBytes());
            assertTrue(code.opens(vector.get("input").asString()));
            assertTrue(code.opens(vector.get("asked").asString()));
            assertFalse(code.opens("7WAH108NRZGWVM7DYD"));
            var text = receipt.says().text();
            assertTrue(text.isOf(utf8(vector.get("text")), code));
            assertFalse(text.isOf("[]x".getBytes(UTF_8), code));
        }
        assertEquals(5, V.get("receipts").size());
    }

    @Test
    void groups() throws MalformedException {
        int groups = 0;
        for (var vector : V.get("groups")) {
            var statements = new ArrayList<Statement>();
            for (var one : vector.get("receipts")) {
                statements.add(SignedReceipt.parse(one.get("text").asString())
                        .receipt()
                        .says());
            }
            var signed = new ReceiptSigner("acme", 1, KEYS.receiptKey("acme", 1)).sign(statements);
            for (int i = 0; i < signed.size(); i++) {
                var expected = vector.get("receipts").get(i);
                assertEquals(expected.get("text").asString(), signed.get(i).text());
                assertArrayEquals(utf8(expected.get("json")), signed.get(i).json());
                valid(expected.get("text").asString());
                valid(expected.get("json").asString());
            }
            groups++;
        }
        assertEquals(4, groups);
    }

    private static void valid(String text) throws MalformedException {
        var verifier = new ReceiptVerifier(published());
        var parsed = SignedReceipt.parse(text);
        for (var form : List.of(text, "  \n" + text + "\r\n", parsed.text(), new String(parsed.json(), UTF_8))) {
            var valid = assertInstanceOf(Outcome.Valid.class, verifier.verify(form));
            assertEquals(parsed.receipt(), valid.receipt());
        }
    }

    @Test
    void refused() throws MalformedException {
        var verifier = new ReceiptVerifier(published());
        for (var vector : V.get("refused")) {
            var outcome = switch (verifier.verify(vector.get("text").asString())) {
                case Outcome.Valid _ -> "VALID";
                case Outcome.NotOurs _ -> "NOT_OURS";
                case Outcome.Altered(var place) -> "ALTERED_" + place;
                case Outcome.Malformed _ -> "MALFORMED";
            };
            assertEquals(
                    vector.get("outcome").asString(), outcome, vector.get("why").asString());
        }
        assertTrue(V.get("refused").size() > 20);
    }
}
