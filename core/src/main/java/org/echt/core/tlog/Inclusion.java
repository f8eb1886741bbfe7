package org.echt.core.tlog;

import java.util.ArrayList;
import java.util.List;

/**
 * A proof that a leaf stands in a tree (RFC 6962, 2.1.1): a claim until {@link #verify} says true. Immutable.
 *
 * @param index the leaf's place, from 0
 * @param size leaves of the tree
 * @param path the hashes beside the way from the leaf to the root, the leaf's sibling first
 */
public record Inclusion(long index, long size, List<Hash> path) {
    public Inclusion {
        path = List.copyOf(path);
    }

    /**
     * The proof for one of some leaves, all of which are at hand.
     *
     * @param leaves their hashes, one after the other
     */
    public static Inclusion of(byte[] leaves, int index) {
        int size = leaves.length / Hash.BYTES;
        var path = new ArrayList<Hash>();
        int from = 0;
        int to = size;
        while (to - from > 1) {
            int middle = from + (int) Subtree.split(to - from);
            if (index < middle) {
                path.add(root(leaves, middle, to));
                to = middle;
            } else {
                path.add(root(leaves, from, middle));
                from = middle;
            }
        }
        return new Inclusion(index, size, path.reversed());
    }

    private static Hash root(byte[] leaves, int from, int to) {
        var tree = new Frontier();
        for (int i = from; i < to; i++) {
            tree.add(leaves, i * Hash.BYTES);
        }
        return tree.root();
    }

    /**
     * Whether the leaf stands at {@link #index} in the one tree of {@link #size} leaves that has this root. A tree without
     * leaves contains nothing: false. Never throws, whatever the claim.
     *
     * @param leaf the leaf's hash ({@link Hash#leaf})
     */
    public boolean verify(Hash leaf, Hash root) {
        if (index < 0 || index >= size) {
            return false;
        }
        long at = index;
        long last = size - 1;
        Hash hash = leaf;
        for (Hash beside : path) {
            if (last == 0) {
                return false;
            }
            if ((at & 1) == 1 || at == last) {
                hash = Hash.node(beside, hash);
                int skipped = Long.numberOfTrailingZeros(at);
                at >>= skipped;
                last >>= skipped;
            } else {
                hash = Hash.node(hash, beside);
            }
            at >>= 1;
            last >>= 1;
        }
        return last == 0 && hash.equals(root);
    }
}
