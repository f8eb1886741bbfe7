package org.echt.core.tlog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.echt.core.keys.Ed25519Key;
import org.echt.core.keys.MlDsaKey;
import org.echt.core.keys.SecretBytes;
import org.echt.core.keys.SigningKey;
import org.echt.core.keys.SoftwareKeys;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The room against vectors/log.json, which another implementation made. */
class LogVectorTest {
    private static final JsonNode V =
            JsonMapper.shared().readTree(Path.of(System.getProperty("echt.root"), "vectors", "log.json"));
    private static final String ORIGIN = V.get("origin").asString();

    private static byte[] hex(JsonNode node) {
        return HexFormat.of().parseHex(node.asString());
    }

    private static byte[] utf8(JsonNode node) {
        return node.asString().getBytes(StandardCharsets.UTF_8);
    }

    private static SecretBytes seed(String witness) {
        return SecretBytes.copyOf(hex(V.get("witnessSeeds").get(witness)));
    }

    private static VerifierKey vkey(String name) throws MalformedException {
        return VerifierKey.parse(V.get("vkeys").get(name).asString());
    }

    private static SoftwareKeys keys() {
        return new SoftwareKeys(SecretBytes.copyOf(hex(V.get("master"))));
    }

    private static List<Hash> path(JsonNode vector) {
        var path = new ArrayList<Hash>();
        vector.get("path").forEach(hash -> path.add(Hash.of(hex(hash))));
        return path;
    }

    private static Hash root(int size) {
        return Hash.of(hex(V.get("roots").get(size)));
    }

    private static List<LogEntry> entries() throws MalformedException {
        var entries = new ArrayList<LogEntry>();
        for (var entry : V.get("entries")) {
            entries.add(LogEntry.parse(utf8(entry)));
        }
        return entries;
    }

    @Test
    void keysAreDerived() {
        assertEquals(4, V.get("keys").size());
        for (var vector : V.get("keys")) {
            assertArrayEquals(
                    hex(vector.get("publicKey")),
                    key(vector).publicKey(),
                    vector.get("use").asString());
        }
    }

    private static SigningKey key(JsonNode vector) {
        int version = vector.get("version").asInt();
        String issuer = V.get("issuer").asString();
        return switch (vector.get("use").asString()) {
            case "log" -> keys().logKey(issuer, version);
            case "receipt" -> keys().receiptKey(issuer, version);
            case "log-ml-dsa-44" -> keys().logMlDsaKey(issuer, version);
            default -> throw new AssertionError(vector);
        };
    }

    @Test
    void namesOfKeys() throws MalformedException {
        assertEquals(vkey("log"), new LogSigner(ORIGIN, keys().logKey("acme", 1)).verifierKey());
        assertEquals(vkey("logMlDsa"), new Cosigner(ORIGIN, keys().logMlDsaKey("acme", 1)).verifierKey());
        assertEquals(vkey("w1"), new Cosigner("witness.example/w1", Ed25519Key.ofSeed(seed("w1"))).verifierKey());
        assertEquals(vkey("w2"), new Cosigner("witness.example/w2", MlDsaKey.ofSeed(seed("w2"))).verifierKey());
    }

    @Test
    void entriesLeavesAndRoots() throws MalformedException {
        var frontier = new Frontier();
        assertEquals(root(0), frontier.root());
        int size = 0;
        for (var entry : entries()) {
            assertEquals(Hash.of(hex(V.get("leaves").get(size))), entry.hash());
            assertArrayEquals(utf8(V.get("entries").get(size)), entry.bytes());
            frontier.add(entry.hash());
            assertEquals(root(++size), frontier.root());
        }
        assertEquals(20, size);
        assertEquals("recall.published", entries().get(3).type());
        assertEquals(Instant.parse("2026-11-29T16:03:00.250Z"), entries().get(3).at());
    }

    @Test
    void proofs() throws MalformedException {
        var entries = entries();
        for (var vector : V.get("inclusion")) {
            int index = vector.get("index").asInt();
            int size = vector.get("size").asInt();
            var proof = new Inclusion(index, size, path(vector));
            assertTrue(proof.verify(entries.get(index).hash(), root(size)));
            assertEquals(proof, tree(size).inclusion(index));
        }
        for (var vector : V.get("consistency")) {
            int older = vector.get("old").asInt();
            int newer = vector.get("new").asInt();
            var proof = new Consistency(older, newer, path(vector));
            assertTrue(proof.verify(root(older), root(newer)));
            assertEquals(proof, tree(newer).consistency(older));
        }
    }

    /** All these trees lie in the first tile. */
    private static TiledTree tree(int size) {
        return new TiledTree(size, tiles -> {
            assertEquals(1, tiles.size());
            return Map.of(tiles.iterator().next(), hex(V.get("tile")));
        });
    }

    @Test
    void checkpointAndSignatures() throws MalformedException {
        var signed = SignedCheckpoint.parse(utf8(V.get("checkpoint")));
        assertEquals(new Checkpoint(ORIGIN, 20, root(20)), signed.checkpoint());
        assertArrayEquals(utf8(V.get("checkpoint")), signed.bytes());
        var log = new LogSigner(ORIGIN, keys().logKey("acme", 1));
        assertEquals(
                V.get("logSignature").asString(), log.sign(signed.checkpoint()).line());
        var witness = new Cosigner("witness.example/w1", Ed25519Key.ofSeed(seed("w1")));
        var at = Instant.ofEpochSecond(V.get("cosignature").get("time").asLong(), 999);
        assertEquals(
                V.get("cosignature").get("line").asString(),
                witness.sign(signed.checkpoint(), at).line());
    }

    /** ML-DSA signs otherwise each time: the message is compared, and both signatures are verified. */
    @Test
    void mlDsaCosignature() throws MalformedException {
        var vector = V.get("mlDsaCosignature");
        var checkpoint = SignedCheckpoint.parse(utf8(V.get("checkpoint"))).checkpoint();
        var at = Instant.ofEpochSecond(vector.get("time").asLong());
        assertArrayEquals(hex(vector.get("message")), SignedMessage.mlDsa("witness.example/w2", checkpoint, at));
        var theirs = Note.signatures(vector.get("line").asString()).getFirst();
        assertTrue(vkey("w2").verifies(checkpoint, theirs));
        var ours = new Cosigner("witness.example/w2", MlDsaKey.ofSeed(seed("w2"))).sign(checkpoint, at);
        assertTrue(vkey("w2").verifies(checkpoint, ours));
        assertFalse(vkey("w2").verifies(new Checkpoint(ORIGIN, 19, root(20)), ours));
    }

    @Test
    void proofFile() throws MalformedException {
        var proof = TlogProof.parse(utf8(V.get("proof")));
        assertArrayEquals(utf8(V.get("proof")), proof.bytes());
        var policy = new Policy(List.of(vkey("log")), List.of(vkey("w1"), vkey("w2")), 2);
        var trusted = assertInstanceOf(
                Trust.Trusted.class, proof.verify(entries().get(13).hash(), policy));
        assertEquals(
                List.of(
                        new Trust.Witnessed("witness.example/w1", Instant.ofEpochSecond(1795968000)),
                        new Trust.Witnessed("witness.example/w2", Instant.ofEpochSecond(1795968007))),
                trusted.witnesses());
        assertEquals(proof, new TlogProof(tree(20).inclusion(13), proof.checkpoint()));
    }

    @Test
    void requestToAWitness() throws MalformedException {
        var request = AddCheckpoint.parse(utf8(V.get("addCheckpoint")));
        assertArrayEquals(utf8(V.get("addCheckpoint")), request.body());
        assertEquals(13, request.oldSize());
        assertTrue(request.grows(root(13)));
        assertFalse(request.grows(root(12)));
    }

    @Test
    void tilesAndBundles() throws MalformedException {
        for (var vector : V.get("tilePaths")) {
            var tile = new Tile(
                    vector.get("level").asInt(),
                    vector.get("index").asLong(),
                    vector.get("width").asInt());
            assertEquals(vector.get("path").asString(), tile.path());
            assertEquals(tile, Tile.parse(tile.path()));
            assertEquals(vector.get("entries").asString(), tile.entriesPath());
            assertEquals(tile, Tile.parseEntries(tile.entriesPath()));
        }
        for (var vector : V.get("growth")) {
            var paths = new ArrayList<String>();
            vector.get("paths").forEach(path -> paths.add(path.asString()));
            var tiles =
                    Tile.ofGrowth(vector.get("old").asLong(), vector.get("new").asLong());
            assertEquals(paths, tiles.stream().map(Tile::path).toList());
        }
        var entries = entries().stream().map(LogEntry::bytes).toList();
        assertArrayEquals(hex(V.get("bundle")), EntryBundle.write(entries));
        assertEquals(20, EntryBundle.read(hex(V.get("bundle"))).size());
    }

    @Test
    void commitment() {
        var vector = V.get("commitment");
        var salt = SecretBytes.copyOf(hex(vector.get("salt")));
        var commitment = Commitment.of(salt, hex(vector.get("data")));
        assertEquals(Hash.of(hex(vector.get("hash"))), commitment.hash());
        assertTrue(commitment.opens(salt, hex(vector.get("data"))));
        assertFalse(commitment.opens(salt, new byte[0]));
        assertFalse(commitment.opens(SecretBytes.copyOf(new byte[31]), hex(vector.get("data"))));
    }
}
