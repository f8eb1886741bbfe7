package org.echt.core.tlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The proofs of transparency-dev/merkle: every good one is accepted, every corrupted one refused. Some of its roots are
 * not 32 bytes, which our type cannot hold: an inclusion proof with one counts as refused; in a consistency proof a hash of
 * the bytes stands for them, which keeps equal what is equal.
 */
@Tag("conformance")
class MerkleConformanceTest {
    private static final Path DATA = Path.of(System.getProperty("echt.data"), "tlog", "merkle");

    private int good;
    private int bad;

    @Test
    void inclusion() throws IOException {
        for (Path file : files("inclusion")) {
            var json = JsonMapper.shared().readTree(file);
            long index = unsigned(json.get("leafIdx"));
            long size = unsigned(json.get("treeSize"));
            judge(
                    file,
                    json,
                    () -> isHash(json.get("leafHash"))
                            && isHash(json.get("root"))
                            && new Inclusion(index, size, path(json))
                                    .verify(hash(json.get("leafHash")), hash(json.get("root"))));
        }
        assertEquals(List.of(6, 92), List.of(good, bad));
    }

    @Test
    void consistency() throws IOException {
        for (Path file : files("consistency")) {
            var json = JsonMapper.shared().readTree(file);
            long older = unsigned(json.get("size1"));
            long newer = unsigned(json.get("size2"));
            judge(
                    file,
                    json,
                    () -> new Consistency(older, newer, path(json))
                            .verify(hash(json.get("root1")), hash(json.get("root2"))));
        }
        assertEquals(List.of(6, 92), List.of(good, bad));
    }

    private void judge(Path file, JsonNode json, BooleanSupplier verified) {
        if (json.get("wantErr").asBoolean()) {
            assertFalse(verified.getAsBoolean(), file.toString());
            bad++;
        } else {
            assertTrue(verified.getAsBoolean(), file.toString());
            good++;
        }
    }

    private static List<Path> files(String folder) throws IOException {
        try (var all = Files.walk(DATA.resolve(folder))) {
            return all.filter(f -> f.toString().endsWith(".json")).sorted().toList();
        }
    }

    /** Numbers of 64 bits without sign: beyond our range they are negative here. */
    private static long unsigned(JsonNode number) {
        return number.bigIntegerValue().longValue();
    }

    private static List<Hash> path(JsonNode json) {
        var path = new ArrayList<Hash>();
        if (!json.get("proof").isNull()) {
            json.get("proof").forEach(hash -> path.add(hash(hash)));
        }
        return path;
    }

    private static boolean isHash(JsonNode base64) {
        return Base64.getDecoder().decode(base64.asString()).length == Hash.BYTES;
    }

    private static Hash hash(JsonNode base64) {
        byte[] bytes = Base64.getDecoder().decode(base64.asString());
        return bytes.length == Hash.BYTES
                ? Hash.of(bytes)
                : Hash.sha256("stands for".getBytes(StandardCharsets.UTF_8), bytes);
    }
}
