package org.echt.app.capture;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.echt.core.asbuilt.ImportFile;
import org.echt.core.asbuilt.ImportJob.Counts;
import org.echt.core.asbuilt.RejectedLine;
import org.jspecify.annotations.Nullable;

/**
 * What an import came to.
 *
 * @param outcome how it ended
 * @param kind what the file turned out to be
 * @param file content hash, name and size
 * @param dryRun true when nothing was stored
 * @param job the job's number; rejected lines are found under it, except after a dry run
 * @param counts all runs of this job together
 * @param rejectedBy rejected lines by cause, all of them
 * @param firstRejects the first of them in line order, at most {@link #SHOWN_REJECTS}
 * @param assets what a Catena-X file holds; null for CSV, and where nothing was read
 * @param took time of this run
 * @param rowsPerSecond rows of this run by its time
 * @param notes what one must know to read this rightly
 */
public record ImportReceipt(
        Outcome outcome,
        Kind kind,
        ImportFile file,
        boolean dryRun,
        long job,
        Counts counts,
        Map<RejectedLine.Cause, Long> rejectedBy,
        List<RejectedLine> firstRejects,
        @Nullable Assets assets,
        Duration took,
        long rowsPerSecond,
        List<String> notes) {
    /** Rejected lines a receipt shows. */
    public static final int SHOWN_REJECTS = 100;

    /** How an import ended. */
    public enum Outcome {
        /** The whole file is taken in, but for its rejected lines. */
        DONE,
        /** The same content was imported before; nothing was done. */
        KNOWN_BEFORE,
        /** Stopped on request between two chunks; the same call takes it up again. */
        STOPPED
    }

    /** What a file turned out to be. */
    public enum Kind {
        CSV,
        CATENA_X
    }

    /**
     * What a Catena-X file holds.
     *
     * @param parts assets that are parts as built; each has an item number, with links or without
     * @param batches those of {@code parts} that are batches
     * @param own those of {@code parts} that carry a code of ours
     * @param elsewhere parts that links name and the file does not describe
     * @param links parent-part links, each once
     * @param restated links that were stated again, mostly by the other side
     * @param topLevel parents that are in no other item of the file
     * @param ignored assets without an as-built part: planned ones, policies
     */
    public record Assets(
            long parts,
            long batches,
            long own,
            long elsewhere,
            long links,
            long restated,
            long topLevel,
            long ignored) {}
}
