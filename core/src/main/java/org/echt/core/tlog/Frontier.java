package org.echt.core.tlog;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * A Merkle tree (RFC 6962) of which only the right edge is kept: one hash for each complete subtree that is not yet part
 * of a larger one, at most 63. Appending a leaf costs one hash on average and allocates nothing. Belongs to one thread.
 */
public final class Frontier {
    private static final int NODE = 1 + 2 * Hash.BYTES;
    private static final int RIGHT = 1 + Hash.BYTES;
    private static final int HEIGHTS = 63;

    /** The subtree of height h lies at 32 h, and counts when bit h of the size is set. */
    private final byte[] edge = new byte[HEIGHTS * Hash.BYTES];

    private final byte[] node = new byte[NODE];
    private final MessageDigest digest = Hash.newDigest();
    private final int lowest;
    private final Subtrees subtrees;
    private long size;

    /** Hears of complete subtrees. */
    @FunctionalInterface
    public interface Subtrees {
        /**
         * A subtree of 2^height leaves is complete. Must not throw and must not touch the tree: the leaf is still being
         * appended.
         *
         * @param index number of the subtree among those of its height: its first leaf is {@code index << height}
         */
        void complete(int height, long index, Hash root);
    }

    /** A tree without leaves. */
    public Frontier() {
        this(HEIGHTS, (_, _, _) -> {});
    }

    /**
     * A tree without leaves that tells of each subtree as it becomes complete.
     *
     * @param lowest smaller subtrees, of fewer than 2^lowest leaves, are not told
     */
    public Frontier(int lowest, Subtrees subtrees) {
        this.lowest = lowest;
        this.subtrees = subtrees;
        node[0] = 1;
    }

    /** Number of leaves. */
    public long size() {
        return size;
    }

    /** Appends the hash of a leaf ({@link Hash#leaf}). */
    public void add(Hash leaf) {
        leaf.copyTo(node, RIGHT);
        add();
    }

    /** Appends the hash of a leaf that stands in {@code hashes} from {@code at} on. */
    public void add(byte[] hashes, int at) {
        System.arraycopy(hashes, at, node, RIGHT, Hash.BYTES);
        add();
    }

    private void add() {
        long index = size;
        size = Math.addExact(size, 1);
        int height = 0;
        tell(height, index);
        while ((index & 1) == 1) {
            System.arraycopy(edge, height * Hash.BYTES, node, 1, Hash.BYTES);
            join();
            height++;
            index >>= 1;
            tell(height, index);
        }
        System.arraycopy(node, RIGHT, edge, height * Hash.BYTES, Hash.BYTES);
    }

    private void tell(int height, long index) {
        if (height >= lowest) {
            subtrees.complete(height, index, Hash.of(node, RIGHT));
        }
    }

    /** Puts the hash of the node in the place of its right child. */
    private void join() {
        digest.update(node);
        try {
            digest.digest(node, RIGHT, Hash.BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("SHA-256 does not give 32 bytes", e);
        }
    }

    /** The root of the leaves so far; {@link Hash#EMPTY_ROOT} when there are none. */
    public Hash root() {
        if (size == 0) {
            return Hash.EMPTY_ROOT;
        }
        int height = Long.numberOfTrailingZeros(size);
        System.arraycopy(edge, height * Hash.BYTES, node, RIGHT, Hash.BYTES);
        for (int h = height + 1; (size >> h) != 0; h++) {
            if (((size >> h) & 1) == 1) {
                System.arraycopy(edge, h * Hash.BYTES, node, 1, Hash.BYTES);
                join();
            }
        }
        return Hash.of(node, RIGHT);
    }

    /** What {@link #ofState} goes on from: the size as 8 bytes big-endian, then the subtrees, the largest first. */
    public byte[] state() {
        var state = ByteBuffer.allocate(Long.BYTES + (Long.bitCount(size) * Hash.BYTES));
        state.putLong(size);
        for (int h = HEIGHTS - 1; h >= 0; h--) {
            if (((size >> h) & 1) == 1) {
                state.put(edge, h * Hash.BYTES, Hash.BYTES);
            }
        }
        return state.array();
    }

    /** @throws IllegalArgumentException when {@code state} was not made by {@link #state} */
    public static Frontier ofState(byte[] state) {
        return ofState(state, HEIGHTS, (_, _, _) -> {});
    }

    /** As {@link #ofState(byte[])}; tells of the subtrees that become complete from now on. */
    public static Frontier ofState(byte[] state, int lowest, Subtrees subtrees) {
        var in = ByteBuffer.wrap(state);
        long size = state.length < Long.BYTES ? -1 : in.getLong();
        if (size < 0 || in.remaining() != Long.bitCount(size) * Hash.BYTES) {
            throw new IllegalArgumentException("the state of a tree has " + state.length
                    + " bytes, which does not fit its size of " + size + " leaves");
        }
        var edge = new ArrayList<Hash>();
        for (int at = Long.BYTES; at < state.length; at += Hash.BYTES) {
            edge.add(Hash.of(state, at));
        }
        return of(size, edge, lowest, subtrees);
    }

    /** @param edge complete subtrees, the largest first, one for each bit of the size */
    static Frontier of(long size, List<Hash> edge, int lowest, Subtrees subtrees) {
        var frontier = new Frontier(lowest, subtrees);
        frontier.size = size;
        var next = edge.iterator();
        for (int h = HEIGHTS - 1; h >= 0; h--) {
            if (((size >> h) & 1) == 1) {
                next.next().copyTo(frontier.edge, h * Hash.BYTES);
            }
        }
        return frontier;
    }
}
