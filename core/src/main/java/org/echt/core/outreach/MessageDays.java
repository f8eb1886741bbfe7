package org.echt.core.outreach;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.echt.core.ledger.DayEntry;
import org.echt.core.ledger.DayProof;

/**
 * What was sent, committed to once by days (decision 18). Thread-safe, for many processes; durable on return; may throw
 * {@code StoreUnavailableException}.
 */
public interface MessageDays {
    /** Type of the log's entries. */
    String TYPE = "message.day";

    /** So long after midnight (UTC) a day is over: what was sent before is then written down, but for what goes wrong. */
    Duration GRACE = Duration.ofMinutes(10);

    /**
     * Commits to one day: to all messages sent until its end that no day has committed to. It is the first day that is over,
     * has such messages, and comes after all days committed to before. Entry and records are stored in one transaction, so a
     * day is committed to once, however many try at once and wherever one of them ends.
     *
     * @return empty when there is nothing to commit to
     */
    Optional<DayEntry> commit(Instant now);

    /** Commits to all days that are over; those missed while nothing ran are made up for. Returns how many. */
    default int catchUp(Instant now) {
        int days = 0;
        while (commit(now).isPresent()) {
            days++;
        }
        return days;
    }

    /** Proofs that a message was sent, one for each item it is about; none before its day is committed to. */
    List<DayProof> proofs(long message);
}
