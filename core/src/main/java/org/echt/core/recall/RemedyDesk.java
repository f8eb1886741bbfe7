package org.echt.core.recall;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.echt.core.access.Act;
import org.echt.core.access.Right;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.echt.core.notice.RemedyKind;

/** Records that remedies were carried out, and corrects such records. Thread-safe; durable on return. */
public final class RemedyDesk {
    private final RecallStore store;
    private final InstantSource clock;

    public RemedyDesk(RecallStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * What was done on one item.
     *
     * @param item item number of the unit, or of the part that was mended or replaced
     * @param kind what was done
     * @param at when it was done
     * @param note order number, shop, proof; may be empty
     */
    public record Done(long item, RemedyKind kind, Instant at, String note) {}

    /**
     * Opens the book of a recall's remedies: that there are any, and that the actor may write them, is asked once.
     *
     * @throws RefusedException (NOT_ALLOWED), (NOT_FOUND) without such a recall, (CONFLICT) for one that was never published
     */
    public Book book(String recall, Act act) {
        act.by().require(Right.RECORD_REMEDIES);
        if (store.existing(recall).inForce().isEmpty()) {
            throw new RefusedException(
                    Fault.CONFLICT, "recall " + recall + " was never published, so it has no remedy");
        }
        return new Book(recall, act);
    }

    /** The remedies of one recall, as one actor records them. What was published stays so: a book never closes. */
    public final class Book {
        private final String recall;
        private final Act act;

        private Book(String recall, Act act) {
            this.recall = recall;
            this.act = act;
        }

        /**
         * Records a remedy.
         *
         * @return false where one stands already: then it is nothing new
         * @throws RefusedException (BAD_REQUEST) for a time in the future
         */
        public boolean record(Done done) {
            check(done);
            var remedy = new Remedy(recall, done.item(), done.kind(), done.at(), act.name(), done.note());
            return store.record(remedy, clock.instant());
        }

        /**
         * Checks what {@link #record} would, and changes nothing.
         *
         * @return false where a remedy stands already
         */
        public boolean wouldRecord(Done done) {
            check(done);
            return standing(recall, done.item()).isEmpty();
        }

        private void check(Done done) {
            if (done.at().isAfter(clock.instant())) {
                throw new RefusedException(
                        Fault.BAD_REQUEST, done.at() + " is in the future; give the day on which it was done");
            }
        }
    }

    /**
     * Takes back what was recorded in error.
     *
     * @return what no longer stands; empty where nothing stood
     * @throws RefusedException (NOT_ALLOWED), (NOT_FOUND), (BAD_REQUEST) without a reason
     */
    public Optional<Remedy> revoke(String recall, long item, Act act) {
        var standing = wouldRevoke(recall, item, act);
        var revocation = new Revocation(recall, item, clock.instant(), act.name(), act.why());
        return standing.isPresent() && store.revoke(revocation) ? standing : Optional.empty();
    }

    /** Checks what {@link #revoke} would, and changes nothing. */
    public Optional<Remedy> wouldRevoke(String recall, long item, Act act) {
        act.by().require(Right.RECORD_REMEDIES);
        if (act.why().isBlank()) {
            throw new RefusedException(Fault.BAD_REQUEST, "taking a remedy back needs a reason");
        }
        store.existing(recall);
        return standing(recall, item);
    }

    private Optional<Remedy> standing(String recall, long item) {
        var history = store.remedies(recall, item);
        return !history.isEmpty() && history.getLast() instanceof Remedy remedy
                ? Optional.of(remedy)
                : Optional.empty();
    }

    /**
     * Every remedy and revocation recorded for an item, oldest first.
     *
     * @throws RefusedException (NOT_FOUND) without such a recall
     */
    public List<RemedyRecord> history(String recall, long item) {
        store.existing(recall);
        return store.remedies(recall, item);
    }
}
