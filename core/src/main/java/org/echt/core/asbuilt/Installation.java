package org.echt.core.asbuilt;

import java.time.Instant;

/**
 * One part sat in one parent from one instant until another (as-built).
 *
 * @param parent item number of what it sat in
 * @param part item number of the part
 * @param from when it was installed, included
 * @param to when it was removed, excluded; {@link #STILL} while it is inside
 */
public record Installation(long parent, long part, Instant from, Instant to) {
    /** The end of an installation that has none. */
    public static final Instant STILL = Instant.parse("9999-12-31T00:00:00Z");

    public Installation {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("installed at " + from + " but removed at " + to);
        }
    }

    public boolean holdsAt(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    public boolean overlaps(Installation other) {
        return from.isBefore(other.to) && other.from.isBefore(to);
    }
}
