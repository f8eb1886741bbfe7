package org.echt.core.notice;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where the pictures of notices are kept. Thread-safe; durable on return. */
public interface PictureStore {
    /** Keeps a picture; the same picture again is nothing new and returns false. Who keeps it and when is for the audit. */
    boolean put(StoredPicture picture, String by, Instant at);

    Optional<StoredPicture> picture(String hash);

    /** Hashes of all pictures, the newest first. */
    List<String> pictures(int limit);
}
