package org.echt.core.tlog;

import java.util.ArrayList;
import java.util.List;

/**
 * Coordinates of a tile: up to 256 hashes side by side at one height of the tree (C2SP tlog-tiles). A tile of level 0 holds
 * hashes of leaves, one of level L the roots of subtrees of 256^L leaves. Immutable.
 *
 * @param level from 0 to 7; higher ones would need more than 2^63 leaves
 * @param index number of the tile within its level, from 0
 * @param width hashes in it: 256, or fewer at the right edge
 */
public record Tile(int level, long index, int width) {
    /** Hashes of a full tile, and entries of a full bundle. */
    public static final int FULL = 256;

    public static final int HEIGHT = 8;
    static final int LEVELS = 8;

    private static final String HASHES = "tile/";
    private static final String ENTRIES = "tile/entries/";

    /** @throws IllegalArgumentException when there is no such tile */
    public Tile {
        if (level < 0 || level >= LEVELS || index < 0 || index > lastIndex(level) || width < 1 || width > FULL) {
            throw new IllegalArgumentException(
                    "no tile of level " + level + ", index " + index + " and width " + width);
        }
    }

    /** So that the number of the last leaf below is still a long. */
    private static long lastIndex(int level) {
        return level == LEVELS - 1 ? 0 : Long.MAX_VALUE >> (HEIGHT * (level + 1));
    }

    public boolean isFull() {
        return width == FULL;
    }

    /** Bytes of the tile. */
    public int bytes() {
        return width * Hash.BYTES;
    }

    /** Where a log serves it, for example {@code tile/0/x001/x234/067} or {@code tile/1/000.p/17}. */
    public String path() {
        return HASHES + level + "/" + number();
    }

    /** Where a log serves the entries of this tile of level 0, for example {@code tile/entries/000.p/112}. */
    public String entriesPath() {
        if (level != 0) {
            throw new IllegalArgumentException("only tiles of level 0 have entries, not " + this);
        }
        return ENTRIES + number();
    }

    private String number() {
        var number = new StringBuilder("%03d".formatted(index % 1000));
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            number.insert(0, "x%03d/".formatted(rest % 1000));
        }
        return isFull() ? number.toString() : number + ".p/" + width;
    }

    /** Reads a {@link #path}; only the one spelling. */
    public static Tile parse(String path) throws MalformedException {
        int slash = path.indexOf('/', HASHES.length());
        if (!path.startsWith(HASHES) || slash < 0) {
            throw refused(path);
        }
        long level = Lines.decimal(path.substring(HASHES.length(), slash), "level");
        return of(level, path.substring(slash + 1), path);
    }

    /** Reads an {@link #entriesPath}: the tile of level 0 whose entries are asked for. */
    public static Tile parseEntries(String path) throws MalformedException {
        if (!path.startsWith(ENTRIES)) {
            throw refused(path);
        }
        return of(0, path.substring(ENTRIES.length()), path);
    }

    private static Tile of(long level, String number, String path) throws MalformedException {
        int partial = number.indexOf(".p/");
        String digits = (partial < 0 ? number : number.substring(0, partial))
                .replace("/", "")
                .replace("x", "");
        long width = partial < 0 ? FULL : Lines.decimal(number.substring(partial + 3), "width");
        if (level >= LEVELS || width > FULL || digits.length() > 18 || !digits.matches("[0-9]{3,}")) {
            throw refused(path);
        }
        try {
            var tile = new Tile((int) level, Long.parseLong(digits), (int) width);
            if (tile.number().equals(number)) {
                return tile;
            }
        } catch (IllegalArgumentException _) {
            throw refused(path);
        }
        throw refused(path);
    }

    private static MalformedException refused(String path) {
        return new MalformedException("\"" + Base64Text.shown(path) + "\" is not the path of a tile");
    }

    /** All tiles of a tree of {@code size} leaves, level by level. */
    public static List<Tile> ofSize(long size) {
        return ofGrowth(0, size);
    }

    /**
     * The tiles to be written when a tree grows, level by level: those that are new or wider than before, each at its new
     * width. They are contiguous at each level.
     */
    public static List<Tile> ofGrowth(long oldSize, long newSize) {
        if (oldSize < 0 || oldSize > newSize) {
            throw new IllegalArgumentException("no tree grows from " + oldSize + " to " + newSize);
        }
        var tiles = new ArrayList<Tile>();
        for (int level = 0; level < LEVELS; level++) {
            long from = oldSize >> (HEIGHT * level);
            long to = newSize >> (HEIGHT * level);
            for (long index = from / FULL; from < to && index <= (to - 1) / FULL; index++) {
                tiles.add(new Tile(level, index, width(to, index)));
            }
        }
        return tiles;
    }

    /** The tile of a tree of {@code size} leaves that holds what the subtree is made of. */
    static Tile holding(int height, long index, long size) {
        int level = height / HEIGHT;
        long first = index << (height % HEIGHT);
        return new Tile(level, first / FULL, width(size >> (HEIGHT * level), first / FULL));
    }

    private static int width(long hashes, long index) {
        return (int) Math.min(FULL, hashes - index * FULL);
    }
}
