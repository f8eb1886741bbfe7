package org.echt.core.tlog;

import java.util.Map;
import java.util.Set;

/** Where the tiles of a log are kept. */
@FunctionalInterface
public interface TileReader {
    /**
     * The hashes of each tile, one after the other. A tile may be wider than asked, for partial tiles can be gone once the
     * full one is there. All tiles of a proof are asked for at once.
     */
    Map<Tile, byte[]> read(Set<Tile> tiles);
}
