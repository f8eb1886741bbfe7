package org.echt.core.tlog;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * A tree of a certain size whose tiles are kept elsewhere; answers with proofs. Each answer asks the reader once, for at
 * most sixteen tiles or so. Thread-safe when the reader is.
 *
 * <p>What it answers is as good as the tiles: who gives proofs away verifies them first against a signed root.
 *
 * <p>Every method throws {@link IllegalStateException} when the reader leaves out a tile.
 */
public final class TiledTree {
    private final long size;
    private final TileReader reader;

    /** A stretch of leaves that is a subtree of this tree, complete or at its right edge. */
    private record Stretch(long from, long to) {}

    public TiledTree(long size, TileReader reader) {
        if (size < 0) {
            throw new IllegalArgumentException("no tree has " + size + " leaves");
        }
        this.size = size;
        this.reader = reader;
    }

    public long size() {
        return size;
    }

    public Hash root() {
        return size == 0
                ? Hash.EMPTY_ROOT
                : hashes(List.of(new Stretch(0, size))).getFirst();
    }

    /** The hash of a leaf. */
    public Hash leaf(long index) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("no leaf " + index + " in a tree of " + size);
        }
        return hashes(List.of(new Stretch(index, index + 1))).getFirst();
    }

    /** A tree that goes on from here without tiles. */
    public Frontier frontier(int lowest, Frontier.Subtrees subtrees) {
        var parts = Subtree.of(0, size).stream()
                .map(part -> new Stretch(part.index() << part.height(), (part.index() + 1) << part.height()))
                .toList();
        return Frontier.of(size, hashes(parts), lowest, subtrees);
    }

    /** Proof that the leaf stands in this tree. */
    public Inclusion inclusion(long index) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("no leaf " + index + " in a tree of " + size);
        }
        var beside = new ArrayList<Stretch>();
        for (var in = new Stretch(0, size); in.to() - in.from() > 1; ) {
            long middle = in.from() + Subtree.split(in.to() - in.from());
            var left = new Stretch(in.from(), middle);
            var right = new Stretch(middle, in.to());
            boolean isLeft = index < middle;
            beside.add(isLeft ? right : left);
            in = isLeft ? left : right;
        }
        return new Inclusion(index, size, hashes(beside.reversed()));
    }

    /**
     * Proof that this tree begins with all leaves of an older one.
     *
     * @param oldSize from 1; every tree begins with the empty one, of which there is no proof
     */
    public Consistency consistency(long oldSize) {
        if (oldSize < 1 || oldSize > size) {
            throw new IllegalArgumentException("no proof from " + oldSize + " to " + size + " leaves");
        }
        var beside = new ArrayList<Stretch>();
        var in = new Stretch(0, size);
        while (in.to() != oldSize) {
            long middle = in.from() + Subtree.split(in.to() - in.from());
            var left = new Stretch(in.from(), middle);
            var right = new Stretch(middle, in.to());
            boolean isLeft = oldSize <= middle;
            beside.add(isLeft ? right : left);
            in = isLeft ? left : right;
        }
        if (in.from() > 0) {
            beside.add(in);
        }
        return new Consistency(oldSize, size, hashes(beside.reversed()));
    }

    private List<Hash> hashes(List<Stretch> stretches) {
        var parts = stretches.stream().map(s -> Subtree.of(s.from(), s.to())).toList();
        var wanted = new LinkedHashSet<Tile>();
        parts.forEach(all -> all.forEach(part -> wanted.add(tile(part))));
        var tiles = wanted.isEmpty() ? Map.<Tile, byte[]>of() : reader.read(wanted);
        return parts.stream().map(all -> joined(all, tiles)).toList();
    }

    private Tile tile(Subtree part) {
        return Tile.holding(part.height(), part.index(), size);
    }

    /** From the right: each part is as large as all after it, or larger. */
    private Hash joined(List<Subtree> parts, Map<Tile, byte[]> tiles) {
        Hash hash = null;
        for (var part : parts.reversed()) {
            var left = root(part, tiles);
            hash = hash == null ? left : Hash.node(left, hash);
        }
        if (hash == null) {
            throw new IllegalStateException("a stretch without leaves");
        }
        return hash;
    }

    private Hash root(Subtree part, Map<Tile, byte[]> tiles) {
        var tile = tile(part);
        byte[] bytes = tiles.get(tile);
        if (bytes == null || bytes.length < tile.bytes()) {
            throw new IllegalStateException("tile " + tile.path() + " is missing or too short");
        }
        int count = 1 << (part.height() % Tile.HEIGHT);
        int first = (int) (part.index() * count % Tile.FULL);
        var inside = new Frontier();
        for (int i = 0; i < count; i++) {
            inside.add(bytes, (first + i) * Hash.BYTES);
        }
        return inside.root();
    }
}
