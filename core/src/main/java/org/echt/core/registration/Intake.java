package org.echt.core.registration;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file in which a seller hands in who was delivered what, and how far it is taken in. Everything it counts is durable.
 *
 * @param id its number
 * @param seller who delivered
 * @param file what is taken in
 * @param doneBytes taken in up to here; an interrupted intake goes on from here
 * @param doneLines lines up to {@code doneBytes}, header included
 * @param counts what became of them
 * @param by who handed it in
 * @param startedAt first begun; the watches it makes are since then
 * @param keepUntil when its watches end
 * @param finishedAt null while unfinished
 */
public record Intake(
        long id,
        String seller,
        File file,
        long doneBytes,
        long doneLines,
        Counts counts,
        String by,
        Instant startedAt,
        Instant keepUntil,
        @Nullable Instant finishedAt) {
    /**
     * A file.
     *
     * @param contentHash SHA-256 of its bytes, lower-case hex; the same content of one seller is taken in once
     * @param name its name, for people
     * @param bytes its size
     */
    public record File(String contentHash, String name, long bytes) {}

    /**
     * What became of the rows.
     *
     * @param added watches made
     * @param same rows of buyers who are told of the item already
     * @param rejected rows not taken, each listed with its cause
     */
    public record Counts(long added, long same, long rejected) {
        public static final Counts ZERO = new Counts(0, 0, 0);

        public Counts plus(Counts more) {
            return new Counts(added + more.added, same + more.same, rejected + more.rejected);
        }

        public long rows() {
            return added + same + rejected;
        }
    }

    /**
     * A row that was not taken.
     *
     * @param line line of the file, from 1
     * @param column column name, or empty when the whole row is meant
     * @param cause why, for the person who mends the file; never an address, never a whole code
     */
    public record Reject(long line, String column, String cause) {}

    public boolean isDone() {
        return finishedAt != null;
    }

    /** The same, further on. */
    public Intake reached(long bytes, long lines, Counts more, @Nullable Instant end) {
        return new Intake(id, seller, file, bytes, lines, counts.plus(more), by, startedAt, keepUntil, end);
    }
}
