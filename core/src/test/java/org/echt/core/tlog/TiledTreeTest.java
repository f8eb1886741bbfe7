package org.echt.core.tlog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Tiles written in steps of any size give every proof of {@link NaiveTree}, and proofs that hold where it is too slow. */
class TiledTreeTest {
    private static final long SEED = Long.getLong("seed", 20261129);

    private final Map<String, byte[]> stored = new HashMap<>();
    private int reads;

    private static byte[] data(int index) {
        return ByteBuffer.allocate(4).putInt(index).array();
    }

    private Map<Tile, byte[]> read(Iterable<Tile> tiles) {
        reads++;
        var read = new HashMap<Tile, byte[]>();
        for (var tile : tiles) {
            byte[] bytes = stored.get(tile.path());
            if (bytes != null) {
                read.put(tile, bytes);
            }
        }
        return read;
    }

    private TiledTree tree(long size) {
        return new TiledTree(size, this::read);
    }

    private Hash grow(int from, int to) {
        var writer = new TileWriter(from, this::read);
        for (int i = from; i < to; i++) {
            writer.add(Hash.leaf(data(i)));
        }
        assertEquals(to, writer.size());
        writer.tiles().forEach((tile, bytes) -> {
            assertEquals(tile.bytes(), bytes.length);
            stored.put(tile.path(), bytes);
        });
        return writer.root();
    }

    @Test
    void everyProofOfSmallTrees() {
        var all = new ArrayList<byte[]>();
        for (int size = 1; size <= 300; size++) {
            all.add(data(size - 1));
            var root = grow(size - 1, size);
            var tree = tree(size);
            assertEquals(root, tree.root());
            var frontier = new Frontier();
            all.forEach(leaf -> frontier.add(Hash.leaf(leaf)));
            assertEquals(frontier.root(), root);
            for (int index = 0; index < size; index++) {
                var proof = tree.inclusion(index);
                assertTrue(proof.verify(Hash.leaf(all.get(index)), root), index + " of " + size);
                assertEquals(Hash.leaf(all.get(index)), tree.leaf(index));
                if (size % 37 == 0 || size < 20) {
                    assertEquals(NaiveTree.hashes(NaiveTree.path(index, all)), proof.path());
                }
            }
            for (int older = 1; older <= size; older += size < 40 ? 1 : 7) {
                var proof = tree.consistency(older);
                assertTrue(proof.verify(tree(older).root(), root), older + " to " + size);
                if (size % 37 == 0 || size < 20) {
                    assertEquals(NaiveTree.hashes(NaiveTree.proof(older, all)), proof.path());
                }
            }
        }
    }

    /** Sizes around the borders of tiles, grown in steps at random; only tiles of some checkpoint are there. */
    @Test
    void largeTreesInUnequalSteps() {
        var random = new Random(SEED);
        var roots = new HashMap<Integer, Hash>();
        int size = 0;
        for (int next : List.of(255, 256, 257, 511, 700, 65_535, 65_536, 65_537, 70_000, 70_000, 140_001)) {
            roots.put(next, grow(size, next));
            size = next;
        }
        var frontier = new Frontier();
        for (int i = 0; i < size; i++) {
            frontier.add(Hash.leaf(data(i)));
        }
        assertEquals(frontier.root(), tree(size).root());
        assertArrayEquals(
                frontier.state(), tree(size).frontier(63, (_, _, _) -> {}).state());
        for (var newer : roots.entrySet()) {
            for (int i = 0; i < 50; i++) {
                int index = random.nextInt(newer.getKey());
                reads = 0;
                var proof = tree(newer.getKey()).inclusion(index);
                assertEquals(1, reads);
                assertTrue(proof.verify(Hash.leaf(data(index)), newer.getValue()), "seed " + SEED);
            }
            for (var older : roots.entrySet()) {
                if (older.getKey() <= newer.getKey()) {
                    var proof = tree(newer.getKey()).consistency(older.getKey());
                    assertTrue(proof.verify(older.getValue(), newer.getValue()));
                }
            }
        }
    }

    @Test
    void anEmptyTreeAndMissingTiles() {
        assertEquals(Hash.EMPTY_ROOT, tree(0).root());
        assertEquals(Hash.EMPTY_ROOT, grow(0, 0));
        assertTrue(new TileWriter(0, this::read).tiles().isEmpty());
        assertThrows(IllegalArgumentException.class, () -> tree(0).inclusion(0));
        assertThrows(IllegalArgumentException.class, () -> tree(1).consistency(0));
        assertThrows(IllegalArgumentException.class, () -> tree(1).consistency(2));
        assertThrows(IllegalArgumentException.class, () -> tree(1).leaf(-1));
        assertThrows(IllegalArgumentException.class, () -> tree(-1));
        assertThrows(IllegalStateException.class, () -> tree(1).root());
        assertThrows(IllegalStateException.class, () -> new TileWriter(1, this::read));
        stored.put("tile/0/000.p/2", new byte[63]);
        assertThrows(IllegalStateException.class, () -> tree(2).root());
    }

    /** A log may have thrown the partial tile away when the full one was there. */
    @Test
    void aWiderTileDoes() {
        var root = grow(0, 3);
        grow(3, 9);
        stored.put("tile/0/000.p/3", Objects.requireNonNull(stored.get("tile/0/000.p/9")));
        assertEquals(root, tree(3).root());
        assertEquals(tree(9).root(), grow(3, 9));
    }
}
