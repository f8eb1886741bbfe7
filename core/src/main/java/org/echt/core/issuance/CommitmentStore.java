package org.echt.core.issuance;

import java.util.List;
import org.echt.core.tlog.Hash;
import org.jspecify.annotations.Nullable;

/** Where roots are kept. Thread-safe, for many processes; what it answers to a change is durable. */
public interface CommitmentStore {
    /** What is kept of a batch; nothing yet for one that nobody began to commit, or that is not there. */
    Kept find(int batch);

    /** Every committed batch, by number. */
    List<CommittedBatch> committed();

    /**
     * Keeps the root of the next subtree, with the place {@code place}; nothing happens when that place has a root already.
     *
     * @return the root that is kept at this place now: another than {@code root} where somebody else's was first
     * @throws IllegalArgumentException when the place is not the next one, or there is no such batch
     */
    Hash keep(int batch, int place, Hash root);

    /**
     * Commits the batch with its {@link CommittedBatch#audit} entry in one transaction, unless it is committed already.
     *
     * @param by who commits it
     * @return the batch as it is committed now: another than {@code committed} where somebody else's was first
     */
    CommittedBatch commit(CommittedBatch committed, String by);

    /**
     * What is kept of a batch.
     *
     * @param subtrees the roots of its subtrees so far, by place
     * @param early whether it was issued by a release that did not commit
     * @param committed null until it is committed
     */
    record Kept(
            List<Hash> subtrees, boolean early, @Nullable CommittedBatch committed) {
        /** Nothing is kept. */
        public static final Kept NOTHING = new Kept(List.of(), false, null);

        public Kept {
            subtrees = List.copyOf(subtrees);
        }
    }
}
