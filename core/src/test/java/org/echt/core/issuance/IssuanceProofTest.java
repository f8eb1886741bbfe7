package org.echt.core.issuance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Random;
import org.echt.core.tlog.Hash;
import org.echt.core.tlog.MalformedException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class IssuanceProofTest {
    private final JsonNode vector = Samples.vectors().get("batches").get(1);
    private final String json = vector.get("proofs").get(2).get("json").asString();

    private Hash root() throws MalformedException {
        return Hash.ofHex(vector.get("root").asString());
    }

    private static IssuanceProof read(String json) throws MalformedException {
        return IssuanceProof.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everyChangedMemberIsFound() throws MalformedException {
        var proof = read(json);
        assertTrue(proof.verify(root()));
        var other = read(vector.get("proofs").get(3).get("json").asString());
        assertFalse(with(proof, other).verify(root()));
        assertFalse(new IssuanceProof(proof.code(), 8, 5, 3, proof.blind(), proof.path()).verify(root()));
        assertFalse(new IssuanceProof(proof.code(), 8, 9, 2, proof.blind(), proof.path()).verify(root()));
        assertFalse(new IssuanceProof(proof.code(), 8, 5, 2, other.blind(), proof.path()).verify(root()));
        var path = new ArrayList<>(proof.path());
        path.removeLast();
        assertFalse(new IssuanceProof(proof.code(), 8, 5, 2, proof.blind(), path).verify(root()));
        assertFalse(proof.verify(Hash.EMPTY_ROOT));
    }

    private static IssuanceProof with(IssuanceProof proof, IssuanceProof other) {
        return new IssuanceProof(other.code(), 8, 5, 2, proof.blind(), proof.path());
    }

    /** Any changed character is refused or fails, but for the batch number, which the log entry has to agree with. */
    @Test
    void everyChangedCharacterIsFound() throws MalformedException {
        var random = new Random(6962);
        int read = 0;
        int from = json.indexOf(',');
        for (int i = 0; i < 2000; i++) {
            var changed = new StringBuilder(json);
            int at = from + random.nextInt(json.length() - from);
            changed.setCharAt(at, "0123456789abcdefABC\",:{}[]".charAt(random.nextInt(26)));
            if (changed.toString().equals(json)) {
                continue;
            }
            try {
                assertFalse(read(changed.toString()).verify(root()), changed.toString());
                read++;
            } catch (MalformedException _) {
                assertFalse(changed.toString().equals(json));
            }
        }
        assertTrue(read > 500, "only " + read + " were read");
    }

    @Test
    void whatIsNoProofIsRefused() {
        for (var text : new String[] {
            "",
            "{}",
            "[]",
            json + "\n",
            json.replace("echt-issuance-1", "echt-issuance-2"),
            json.replace("\"index\":2", "\"index\":5"),
            json.replace("\"index\":2", "\"index\":-1"),
            json.replace("\"batch\":8", "\"batch\":4294967304"),
            json.replace("\"count\":5", "\"count\":\"5\""),
            json.replace("\"path\":[", "\"path\":[7,"),
            json.replace("{\"batch\"", "{\"a\":1,\"batch\"")
        }) {
            assertThrows(MalformedException.class, () -> read(text), text);
        }
    }

    @Test
    void theCodeIsMasked() throws MalformedException {
        var proof = read(json);
        assertFalse(proof.toString().contains(proof.code().text()));
        assertEquals("proof that " + proof.code().masked() + " is code 2 of batch 8", proof.toString());
    }
}
