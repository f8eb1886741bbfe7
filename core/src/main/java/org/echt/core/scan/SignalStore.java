package org.echt.core.scan;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.echt.core.audit.AuditEntry;
import org.echt.core.scan.CopyCase.Decision;
import org.echt.core.scan.CopyCase.Suspect;
import org.jspecify.annotations.Nullable;

/**
 * Where people are counted by item and day, and cases are kept. Thread-safe; durable on return; every method may throw
 * {@code StoreUnavailableException}. Each step of a day is one transaction with its progress, so whoever comes next goes on
 * where the last one stopped, however it stopped.
 */
public interface SignalStore {
    /**
     * How far the evaluation has come.
     *
     * @param day the last day whose people were counted
     * @param after all its items up to this number are judged
     * @param done whether all are
     */
    record Progress(LocalDate day, long after, boolean done) {}

    /**
     * An item to be judged.
     *
     * @param state what is known of it
     * @param history its days within the window; without those up to the day it was found to be genuine
     */
    record Candidate(ItemState state, List<ItemDay> history) {
        public Candidate {
            history = List.copyOf(history);
        }
    }

    /**
     * A judgement, with the name its case gets should it be a new one. A name that is taken fails the whole step, which is
     * then taken again with other names.
     */
    record Judged(long item, Signal signal, String newCase) {
        /** What a check says of the use from now on. */
        public ItemState.Use use(ItemState.Use before) {
            if (before == ItemState.Use.COPY_CONFIRMED) {
                return before;
            }
            return signal.level() == Signal.Level.UNUSUAL ? ItemState.Use.UNUSUAL : ItemState.Use.NORMAL;
        }

        /** What the audit log says of a change. */
        public AuditEntry audit(ItemState.Use before, Instant at) {
            var signs = signal.reasons().isEmpty() ? "no signs any more" : "signs " + signal.reasons();
            return new AuditEntry(
                    at,
                    "echt",
                    "signal.use",
                    LifeChange.object(item),
                    before.name(),
                    use(before).name(),
                    signs);
        }
    }

    /** Empty before {@link #begin}. */
    Optional<Progress> progress();

    /** Says that everything up to {@code day} is not looked at; nothing happens where it began already. */
    void begin(LocalDate day);

    /**
     * Counts the people of the day behind the one that is done ({@link DayCount}), notes which items are to be judged, and
     * forgets days that no window reaches any more. False, and nothing happens, when that is not what comes next.
     *
     * @param also items to be judged whoever looked at them
     */
    boolean count(LocalDate day, Thresholds thresholds, Set<Long> also);

    /**
     * Items to be judged for the day that was counted last: those somebody looked at on it, of which there are people-days
     * enough to be a sign ({@link Thresholds#least}), those named then, and those that are UNUSUAL. Without those found to be a test, or
     * copied. In the order of their numbers.
     *
     * @param after only items behind this number
     */
    List<Candidate> candidates(long after, int limit);

    /**
     * Stores judgements and how far they reach. Signals go into the open case of their cause, batch and country, or the one
     * they are in already; what a check says of the use follows the level, with its audit entry. What people confirmed
     * stays. False, and nothing happens, when {@code from} is not where the evaluation stands.
     */
    boolean judged(Collection<Judged> judged, Progress from, Progress to, Instant at);

    /** Cases with an item nobody decided, the oldest first. */
    List<CopyCase> open(int limit);

    Optional<CopyCase> find(String id);

    /** The items of a case, those nobody decided first, then by number. */
    List<Suspect> suspects(String id, int limit);

    /** Cases an item is or was in, newest first. */
    List<CopyCase> casesOf(long item);

    /**
     * Decides items of a case, or decides them otherwise; what a check says follows, with an audit entry for each.
     *
     * @param items of the case; null for all of it that nobody decided
     * @return how many were decided; none when one of {@code items} is not of the case
     */
    long decide(String id, @Nullable Collection<Long> items, Decision decision);

    /** Of the cases somebody decided, in which share there was a copy, by cause. */
    Map<Reason, Precision> precision();

    /** How many items a check says this of; never asked for NORMAL. */
    long countOf(ItemState.Use use);
}
