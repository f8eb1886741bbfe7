package org.echt.app.link;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.echt.core.notice.StoredPicture;

/** The pictures of notices, those shown lately kept in memory: a picture never changes. Thread-safe. */
public final class ShownPictures {
    /** A notice has a handful of pictures of at most some 100 kB each. */
    private static final long LARGEST = 32L << 20;

    private final Function<String, Optional<StoredPicture>> store;
    private final Map<String, StoredPicture> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    public ShownPictures(Function<String, Optional<StoredPicture>> store) {
        this.store = store;
    }

    /** The picture; empty where there is none. Throws {@code StoreUnavailableException} like the store. */
    Optional<StoredPicture> find(String hash) {
        synchronized (kept) {
            var known = kept.get(hash);
            if (known != null) {
                return Optional.of(known);
            }
        }
        var found = hash.matches("[0-9a-f]{64}") ? store.apply(hash) : Optional.<StoredPicture>empty();
        found.ifPresent(this::keep);
        return found;
    }

    private void keep(StoredPicture picture) {
        synchronized (kept) {
            if (kept.put(picture.hash(), picture) == null) {
                bytes += picture.bytes().length;
            }
            var oldest = kept.values().iterator();
            while (bytes > LARGEST && oldest.hasNext()) {
                bytes -= oldest.next().bytes().length;
                oldest.remove();
            }
        }
    }
}
