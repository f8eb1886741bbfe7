package org.echt.core.ledger;

import java.util.Optional;
import org.echt.core.tlog.Hash;

/**
 * The longest log this machine has seen, kept apart from the log itself: what lets it notice that a database was put back
 * to an earlier day. One caller at a time; durable on return.
 */
public interface Seen {
    /** Empty on a machine that has seen none. */
    Optional<Sight> last();

    /** Keeps a longer log's end. */
    void saw(Sight sight);

    /**
     * The end of a log.
     *
     * @param size how many entries
     */
    record Sight(String origin, long size, Hash root) {}
}
