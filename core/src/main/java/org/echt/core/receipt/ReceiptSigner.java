package org.echt.core.receipt;

import java.util.ArrayList;
import java.util.List;
import org.echt.core.keys.SigningKey;
import org.echt.core.tlog.Hash;
import org.echt.core.tlog.Inclusion;

/**
 * Signs statements in the name of an issuer, any number by one signature. Thread-safe as its key is.
 *
 * @param version of the key, from 1
 */
public record ReceiptSigner(String issuer, int version, SigningKey key) {
    public ReceiptSigner {
        if (key.algorithm() != SigningKey.Algorithm.ED25519) {
            throw new IllegalArgumentException("receipts are signed by Ed25519, not by " + key.algorithm());
        }
    }

    /**
     * The receipts in the order of the statements.
     *
     * @param statements 1 to {@value GroupProof#MAX_SIZE}
     * @throws IllegalArgumentException when a receipt would be too long; none is signed then
     */
    public List<SignedReceipt> sign(List<Statement> statements) {
        if (statements.isEmpty() || statements.size() > GroupProof.MAX_SIZE) {
            throw new IllegalArgumentException(
                    "a group has 1 to " + GroupProof.MAX_SIZE + " receipts, not " + statements.size());
        }
        var receipts = statements.stream()
                .map(statement -> new Receipt(issuer, version, statement))
                .toList();
        var bytes = receipts.stream().map(Receipt::bytes).toList();
        var levels = levels(bytes.stream().map(Hash::leaf).toList());
        var root = levels.getLast().getFirst();
        var signature = Base64Url.write(key.sign(GroupProof.message(issuer, version, receipts.size(), root)));
        var signed = new ArrayList<SignedReceipt>(receipts.size());
        for (int i = 0; i < receipts.size(); i++) {
            var place = new Inclusion(i, receipts.size(), path(levels, i));
            signed.add(new SignedReceipt(receipts.get(i), bytes.get(i), new GroupProof(place, root, signature)));
        }
        return signed;
    }

    /** The tree from the leaves to the root; a node without a sibling goes up as it is (RFC 6962, 2.1). */
    private static List<List<Hash>> levels(List<Hash> leaves) {
        var levels = new ArrayList<List<Hash>>();
        levels.add(leaves);
        while (levels.getLast().size() > 1) {
            var below = levels.getLast();
            var level = new ArrayList<Hash>((below.size() + 1) / 2);
            for (int i = 0; i + 1 < below.size(); i += 2) {
                level.add(Hash.node(below.get(i), below.get(i + 1)));
            }
            if (below.size() % 2 == 1) {
                level.add(below.getLast());
            }
            levels.add(level);
        }
        return levels;
    }

    private static List<Hash> path(List<List<Hash>> levels, int leaf) {
        var path = new ArrayList<Hash>();
        int at = leaf;
        for (var level : levels.subList(0, levels.size() - 1)) {
            int beside = at ^ 1;
            if (beside < level.size()) {
                path.add(level.get(beside));
            }
            at >>= 1;
        }
        return path;
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "ReceiptSigner " + issuer + "/" + version;
    }
}
