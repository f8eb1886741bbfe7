package org.echt.core.recall;

import java.util.List;
import java.util.Optional;

/**
 * A recall or notice: its identity and every revision it ever had, oldest first. Immutable.
 *
 * @param id permanent and public, for example {@code R-2026-001}; {@code D-2026-001} for a drill
 * @param revisions at least one
 */
public record Recall(String id, List<Revision> revisions) {
    public Recall {
        revisions = List.copyOf(revisions);
    }

    private static final String DRILL = "D-";

    /** Whether it is an exercise: everything is done, nothing is told outside. */
    public boolean isDrill() {
        return isDrill(id);
    }

    public static boolean isDrill(String id) {
        return id.startsWith(DRILL);
    }

    static String prefix(boolean drill, int year) {
        return (drill ? DRILL : "R-") + year + "-";
    }

    /** The newest revision, whatever its state. */
    public Revision latest() {
        return revisions.getLast();
    }

    /** What is in force: the newest revision that was published, paused or closed; empty for one still in draft. */
    public Optional<Revision> inForce() {
        return revisions.reversed().stream().filter(r -> r.state().isPublic()).findFirst();
    }

    /** The newest revision told to the public that two people signed; empty where there is none. */
    public Optional<Revision> signed() {
        return revisions.reversed().stream()
                .filter(r -> r.state().isPublic() && !r.isUnsigned())
                .findFirst()
                .filter(r -> r.state().isTold());
    }

    /** Who published alone what is in force; empty when two people signed it. */
    public Optional<String> aloneBy() {
        var inForce = inForce().filter(Revision::isUnsigned);
        return inForce.flatMap(f -> revisions.stream()
                .filter(r -> f.lapsesAt() != null && f.lapsesAt().equals(r.lapsesAt()))
                .map(Revision::by)
                .findFirst());
    }
}
