package org.echt.core.asbuilt;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An import and how far it came. Everything it counts is durable.
 *
 * @param id its number
 * @param file what is imported
 * @param doneBytes the file is taken in up to here; an interrupted import goes on from here
 * @param doneLines lines (or records) up to {@code doneBytes}, header included
 * @param counts what became of them
 * @param startedAt first begun
 * @param finishedAt null while unfinished
 */
public record ImportJob(
        long id,
        ImportFile file,
        long doneBytes,
        long doneLines,
        Counts counts,
        Instant startedAt,
        @Nullable Instant finishedAt) {
    public boolean done() {
        return finishedAt != null;
    }

    /**
     * What became of the rows.
     *
     * @param added installations stored
     * @param closed stored installations that got their end
     * @param same rows that said what was known already
     * @param rejected rows not taken, each listed with its cause
     */
    public record Counts(long added, long closed, long same, long rejected) {
        public static final Counts ZERO = new Counts(0, 0, 0, 0);

        public Counts plus(Counts more) {
            return new Counts(added + more.added, closed + more.closed, same + more.same, rejected + more.rejected);
        }

        public long rows() {
            return added + closed + same + rejected;
        }
    }
}
