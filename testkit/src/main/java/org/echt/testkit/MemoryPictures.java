package org.echt.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.echt.core.notice.PictureStore;
import org.echt.core.notice.StoredPicture;

/** Pictures in memory. */
final class MemoryPictures implements PictureStore {
    private final MemoryAccess audit;
    private final Map<String, StoredPicture> pictures = new LinkedHashMap<>();

    MemoryPictures(MemoryAccess audit) {
        this.audit = audit;
    }

    @Override
    public synchronized boolean put(StoredPicture picture, String by, Instant at) {
        return pictures.putIfAbsent(picture.hash(), picture) == null && audit.write(picture.audit(by, at));
    }

    @Override
    public synchronized Optional<StoredPicture> picture(String hash) {
        return Optional.ofNullable(pictures.get(hash));
    }

    @Override
    public synchronized List<String> pictures(int limit) {
        return new ArrayList<>(pictures.keySet())
                .reversed().stream().limit(limit).toList();
    }
}
