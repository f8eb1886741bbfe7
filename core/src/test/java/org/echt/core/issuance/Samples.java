package org.echt.core.issuance;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.echt.core.gs1.Gtin;
import org.echt.core.keys.KeyRing;
import org.echt.core.keys.KeySlot;
import org.echt.core.keys.SecretBytes;
import org.echt.core.keys.SoftwareKeys;
import org.echt.core.serial.Batch;
import org.echt.core.serial.BatchStore;
import org.echt.core.serial.CodeLength;
import org.echt.core.serial.Issuer;
import org.echt.core.serial.WordLists;
import org.echt.core.tlog.Hash;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the tests of this room share. */
final class Samples {
    static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    private Samples() {}

    static JsonNode vectors() {
        return JsonMapper.shared().readTree(Path.of(System.getProperty("echt.root"), "vectors", "issuance.json"));
    }

    static KeySlot slot(SoftwareKeys keys, char symbol, int version) {
        return new KeySlot(
                "acme",
                symbol,
                version,
                KeySlot.State.OPEN,
                keys.codeKey("acme", symbol, version),
                keys.insideKey("acme", symbol, version),
                keys.blindingKey("acme", symbol, version));
    }

    static SoftwareKeys keys(int seed) {
        var master = new byte[32];
        master[0] = (byte) seed;
        return new SoftwareKeys(SecretBytes.copyOf(master));
    }

    static Issuer issuer(BatchStore store, KeySlot... slots) {
        var ring = new KeyRing(List.of(slots));
        return new Issuer(store, () -> ring, InstantSource.fixed(NOW), WordLists::byId);
    }

    /** An issuer of whom only codes are asked. */
    static Issuer issuer(KeySlot... slots) {
        return issuer(new NoBatches(), slots);
    }

    static Batch batch(int number, long count, CodeLength length, char slot, int version) {
        return new Batch(
                number,
                "order " + number,
                Gtin.of("09506000134352"),
                "LOT" + number,
                "Acme Works",
                count,
                length,
                slot,
                version,
                "",
                LocalDate.of(2026, 11, 2),
                NOW);
    }

    static CodeLength length(int symbols) {
        for (var length : CodeLength.values()) {
            if (length.symbols == symbols) {
                return length;
            }
        }
        throw new IllegalArgumentException("no code has " + symbols + " symbols");
    }

    /** The root of RFC 6962, 2.1, word for word. */
    static Hash naiveRoot(List<Hash> leaves) {
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int k = split(leaves.size());
        return Hash.node(naiveRoot(leaves.subList(0, k)), naiveRoot(leaves.subList(k, leaves.size())));
    }

    /** The path of RFC 6962, 2.1.1, word for word. */
    static List<Hash> naivePath(int index, List<Hash> leaves) {
        if (leaves.size() == 1) {
            return List.of();
        }
        int k = split(leaves.size());
        var left = leaves.subList(0, k);
        var right = leaves.subList(k, leaves.size());
        var path = new ArrayList<>(index < k ? naivePath(index, left) : naivePath(index - k, right));
        path.add(naiveRoot(index < k ? right : left));
        return path;
    }

    private static int split(int size) {
        int k = 1;
        while (2 * k < size) {
            k *= 2;
        }
        return k;
    }

    /** Holds nothing and takes nothing. */
    private record NoBatches() implements BatchStore {
        @Override
        public List<Batch> batches() {
            return List.of();
        }

        @Override
        public Put put(Batch batch, String by) {
            return new NumberTaken();
        }
    }
}
