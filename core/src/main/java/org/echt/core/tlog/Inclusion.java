package org.echt.core.tlog;

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
