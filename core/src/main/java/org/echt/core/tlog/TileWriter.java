package org.echt.core.tlog;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Appends leaves to a tree that is kept as tiles, and gives the tiles to be written. Memory: the tiles to be written.
 * Belongs to one thread.
 */
public final class TileWriter {
    private final long oldSize;
    private final Frontier frontier;

    /** For each level the hashes from the first tile to be written on. */
    private final List<ByteArrayOutputStream> levels = new ArrayList<>();

    /**
     * Goes on from a tree of {@code size} leaves; reads its right edge at once.
     *
     * @throws IllegalStateException when the reader leaves out a tile
     */
    public TileWriter(long size, TileReader reader) {
        this.oldSize = size;
        for (int level = 0; level < Tile.LEVELS; level++) {
            levels.add(new ByteArrayOutputStream());
        }
        var partial = partial(size);
        var tiles = partial.isEmpty() ? Map.<Tile, byte[]>of() : reader.read(Set.copyOf(partial));
        for (var tile : partial) {
            byte[] bytes = tiles.get(tile);
            if (bytes == null || bytes.length < tile.bytes()) {
                throw new IllegalStateException("tile " + tile.path() + " is missing or too short");
            }
            levels.get(tile.level()).write(bytes, 0, tile.bytes());
        }
        this.frontier = new TiledTree(size, _ -> tiles).frontier(0, this::complete);
    }

    /** The tiles at the right edge that are not full. */
    private static List<Tile> partial(long size) {
        var partial = new ArrayList<Tile>();
        for (int level = 0; level < Tile.LEVELS; level++) {
            long hashes = size >> (Tile.HEIGHT * level);
            if (hashes % Tile.FULL != 0) {
                partial.add(new Tile(level, hashes / Tile.FULL, (int) (hashes % Tile.FULL)));
            }
        }
        return partial;
    }

    private void complete(int height, long index, Hash root) {
        if (height % Tile.HEIGHT == 0 && height / Tile.HEIGHT < Tile.LEVELS) {
            levels.get(height / Tile.HEIGHT).writeBytes(root.bytes());
        }
    }

    /** Appends the hash of a leaf. */
    public void add(Hash leaf) {
        frontier.add(leaf);
    }

    public long size() {
        return frontier.size();
    }

    public Hash root() {
        return frontier.root();
    }

    /** The tiles of {@link Tile#ofGrowth} with their hashes. */
    public Map<Tile, byte[]> tiles() {
        var tiles = new LinkedHashMap<Tile, byte[]>();
        var hashes = levels.stream().map(ByteArrayOutputStream::toByteArray).toList();
        for (var tile : Tile.ofGrowth(oldSize, size())) {
            long first = (oldSize >> (Tile.HEIGHT * tile.level())) / Tile.FULL;
            int at = (int) ((tile.index() - first) * Tile.FULL * Hash.BYTES);
            tiles.put(tile, Arrays.copyOfRange(hashes.get(tile.level()), at, at + tile.bytes()));
        }
        return tiles;
    }
}
