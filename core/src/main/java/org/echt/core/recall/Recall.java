package org.echt.core.recall;

import java.util.List;
import java.util.Optional;

/**
 * A recall or notice: its identity and every revision it ever had, oldest first. Immutable.
 *
 * @param id permanent and public, for example {@code R-2026-001}
 * @param revisions at least one
 */
public record Recall(String id, List<Revision> revisions) {
    public Recall {
        revisions = List.copyOf(revisions);
    }

    /** The newest revision, whatever its state. */
    public Revision latest() {
        return revisions.getLast();
    }

    /** What is in force: the newest revision that was published, paused or closed; empty for one still in draft. */
    public Optional<Revision> inForce() {
        return revisions.reversed().stream().filter(r -> r.state().isPublic()).findFirst();
    }
}
