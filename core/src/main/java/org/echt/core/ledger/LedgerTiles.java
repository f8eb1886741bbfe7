package org.echt.core.ledger;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.echt.core.tlog.Tile;
import org.echt.core.tlog.TileReader;

/** The tiles of a log, read from its store. Thread-safe. */
public record LedgerTiles(LedgerStore store) implements TileReader {
    @Override
    public Map<Tile, byte[]> read(Set<Tile> tiles) {
        var read = new HashMap<Tile, byte[]>();
        for (var tile : tiles) {
            read.put(tile, store.hashes(tile.level(), tile.index() * Tile.FULL, tile.width()));
        }
        return read;
    }
}
