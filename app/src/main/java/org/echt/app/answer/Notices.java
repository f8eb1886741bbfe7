package org.echt.app.answer;

import java.util.List;
import java.util.Optional;

/** Where the public addresses get published notices from. Thread-safe; answers from memory. */
public interface Notices {
    /** Those in force and told, the newest first. Drills are never among them. */
    List<PublishedNotice> open();

    /**
     * A version of a notice; empty where there never was one in public.
     *
     * @param version its number; 0 for the one in force, which may be withdrawn
     */
    Optional<PublishedNotice> find(String id, int version);
}
