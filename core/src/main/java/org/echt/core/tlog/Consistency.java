package org.echt.core.tlog;

import java.util.List;

/**
 * A proof that a tree only grew (RFC 6962, 2.1.2): a claim until {@link #verify} says true. Immutable.
 *
 * @param oldSize leaves of the older tree
 * @param newSize leaves of the newer tree
 * @param path the hashes from which both roots are made
 */
public record Consistency(long oldSize, long newSize, List<Hash> path) {
    public Consistency {
        path = List.copyOf(path);
    }

    /**
     * Whether the newer tree begins with all leaves of the older one. Trees of the same size are consistent when their
     * roots are equal and the path is empty.
     *
     * <p>An older tree without leaves gives false, whatever the roots: every tree begins with it, so there is nothing to
     * prove, and a caller that has seen nothing yet must know that it trusts for the first time. Never throws, whatever
     * the claim.
     */
    public boolean verify(Hash oldRoot, Hash newRoot) {
        if (oldSize < 1 || oldSize > newSize) {
            return false;
        }
        if (oldSize == newSize) {
            return path.isEmpty() && oldRoot.equals(newRoot);
        }
        int complete = Long.numberOfTrailingZeros(oldSize);
        long at = (oldSize - 1) >> complete;
        long last = (newSize - 1) >> complete;
        if (at == 0) {
            return grows(oldRoot, path, last, at, oldRoot, newRoot);
        }
        return !path.isEmpty() && grows(path.getFirst(), path.subList(1, path.size()), last, at, oldRoot, newRoot);
    }

    /** Both roots are made from the subtree at which the older tree ends, going up. */
    private static boolean grows(Hash start, List<Hash> path, long last, long at, Hash oldRoot, Hash newRoot) {
        Hash older = start;
        Hash newer = start;
        for (Hash beside : path) {
            if (last == 0) {
                return false;
            }
            if ((at & 1) == 1 || at == last) {
                older = Hash.node(beside, older);
                newer = Hash.node(beside, newer);
                int skipped = Long.numberOfTrailingZeros(at);
                at >>= skipped;
                last >>= skipped;
            } else {
                newer = Hash.node(newer, beside);
            }
            at >>= 1;
            last >>= 1;
        }
        return last == 0 && older.equals(oldRoot) && newer.equals(newRoot);
    }
}
