package org.echt.core.issuance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.echt.core.keys.SecretBytes;
import org.echt.core.keys.SoftwareKeys;
import org.echt.core.serial.Batch;
import org.echt.core.tlog.Hash;
import org.echt.core.tlog.MalformedException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** vectors/issuance.json, made by another program, against ours. */
class IssuanceVectorsTest {
    private static final JsonNode VECTORS = Samples.vectors();

    @Test
    void rootsLeavesAndPathsAreThoseOfTheVectors() {
        int seen = 0;
        for (JsonNode v : VECTORS.get("batches")) {
            var batch = batch(v);
            var tree = tree(v, batch);
            var roots = roots(tree);
            assertEquals(v.get("root").asString(), BlindedTree.root(roots).hex());
            for (JsonNode p : v.get("proofs")) {
                long index = p.get("index").asLong();
                var opened = tree.open(index);
                assertEquals(p.get("code").asString(), opened.code().text());
                assertEquals(p.get("blind").asString(), opened.blind().hex());
                assertEquals(
                        texts(p.get("path")),
                        tree.path(index, roots, 2).stream().map(Hash::hex).toList());
                seen++;
            }
        }
        assertEquals(16, seen);
    }

    @Test
    void theBlindingKeyIsDerivedAsWritten() throws Exception {
        var keys = keys();
        for (JsonNode v : VECTORS.get("batches")) {
            var key = keys.blindingKey(
                    v.get("issuer").asString(),
                    v.get("slot").asString().charAt(0),
                    v.get("version").asInt());
            var given = SoftwareKeys.ofAes256(SecretBytes.copyOf(
                    HexFormat.of().parseHex(v.get("blindingKey").asString())));
            assertArrayEquals(
                    given.encryptor().doFinal(new byte[16]), key.encryptor().doFinal(new byte[16]));
        }
    }

    @Test
    void proofsAreReadVerifiedAndWrittenTheSame() throws MalformedException {
        for (JsonNode v : VECTORS.get("batches")) {
            var root = Hash.ofHex(v.get("root").asString());
            for (JsonNode p : v.get("proofs")) {
                byte[] json = p.get("json").asString().getBytes(StandardCharsets.UTF_8);
                var proof = IssuanceProof.read(json);
                assertTrue(proof.verify(root));
                assertArrayEquals(json, proof.json());
            }
        }
    }

    private static List<Hash> roots(BlindedTree tree) {
        var roots = new ArrayList<Hash>();
        tree.roots(0, 1, _ -> {}, (_, root) -> roots.add(root));
        return roots;
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(text -> texts.add(text.asString()));
        return texts;
    }

    private static SoftwareKeys keys() {
        return new SoftwareKeys(
                SecretBytes.copyOf(HexFormat.of().parseHex(VECTORS.get("master").asString())));
    }

    private static Batch batch(JsonNode v) {
        return Samples.batch(
                v.get("batch").asInt(),
                v.get("count").asLong(),
                Samples.length(v.get("length").asInt()),
                v.get("slot").asString().charAt(0),
                v.get("version").asInt());
    }

    private static BlindedTree tree(JsonNode v, Batch batch) {
        var slot = Samples.slot(keys(), batch.slot(), batch.slotVersion());
        assertEquals("acme", v.get("issuer").asString());
        return new BlindedTree(batch, () -> Samples.issuer(slot).codes(batch));
    }
}
