package org.echt.core.dossier;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.echt.core.evidence.Profile;

/** Where dossiers are kept whole. Thread-safe; durable on return; may throw {@code StoreUnavailableException}. */
public interface DossierStore {
    /**
     * Keeps a dossier.
     *
     * @param copies the archive for each side
     * @return false when its id is taken; nothing is kept then
     */
    boolean add(Made made, Map<Profile, byte[]> copies);

    /** A copy, byte for byte as it was made; empty where there is no such dossier. */
    Optional<byte[]> copy(String id, Profile profile);

    /** Dossiers made before an instant, the newest first, at most {@code limit}. */
    List<Made> made(Instant before, int limit);

    /** Dossiers about an item, oldest first. */
    List<Made> about(long item);

    /**
     * A dossier that was made.
     *
     * @param id {@code DOS-XXXX-XXXX}
     * @param item item number; {@link org.echt.core.serial.ItemNumber#NONE} for a code that was not issued
     * @param reference see {@link Question#reference}
     */
    record Made(String id, long item, Instant asOf, Instant madeAt, String reference) {}
}
