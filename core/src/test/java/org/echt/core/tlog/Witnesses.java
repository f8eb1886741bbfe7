package org.echt.core.tlog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.echt.core.keys.Ed25519Key;
import org.echt.core.keys.MlDsaKey;
import org.echt.core.keys.SecretBytes;

/** A small log of made-up entries, its signer and its witnesses. */
final class Witnesses {
    static final String ORIGIN = "log.example/a";
    static final Instant AT = Instant.parse("2026-11-29T16:00:00Z");
    static final LogSigner LOG = new LogSigner(ORIGIN, Ed25519Key.ofSeed(seed(1)));
    static final Cosigner ONE = new Cosigner("one.example", Ed25519Key.ofSeed(seed(2)));
    static final Cosigner TWO = new Cosigner("two.example", MlDsaKey.ofSeed(seed(3)));

    private static final int INDEX = 5;

    private Witnesses() {}

    static SecretBytes seed(int filled) {
        var seed = new byte[32];
        Arrays.fill(seed, (byte) filled);
        return SecretBytes.copyOf(seed);
    }

    static List<byte[]> data(int size) {
        var data = new ArrayList<byte[]>();
        for (int i = 0; i < size; i++) {
            data.add(new byte[] {(byte) i});
        }
        return data;
    }

    static Checkpoint checkpoint(int size) {
        return new Checkpoint(ORIGIN, size, Hash.of(NaiveTree.root(data(size))));
    }

    static Hash leaf() {
        return Hash.leaf(data(INDEX + 1).get(INDEX));
    }

    static TlogProof proof(SignatureLine... lines) {
        var path = NaiveTree.hashes(NaiveTree.path(INDEX, data(11)));
        return new TlogProof(new Inclusion(INDEX, 11, path), new SignedCheckpoint(checkpoint(11), List.of(lines)));
    }

    static Policy policy(int quorum) {
        return new Policy(List.of(LOG.verifierKey()), List.of(ONE.verifierKey(), TWO.verifierKey()), quorum);
    }
}
