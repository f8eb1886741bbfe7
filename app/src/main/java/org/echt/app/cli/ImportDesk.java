package org.echt.app.cli;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.echt.core.asbuilt.ImportJob;
import org.echt.core.asbuilt.RejectedLine;
import org.jspecify.annotations.Nullable;

/** Imports of as-built files. Thread-safe; one import runs at a time in the whole installation. */
public interface ImportDesk {
    /**
     * Imports a file, or takes up an interrupted import of the same content. A dry run checks every row and changes
     * nothing.
     *
     * @throws org.echt.core.fault.RefusedException (CONFLICT) while another import runs, (BAD_REQUEST) for a file that is
     *     none of the known kinds
     */
    Receipt run(Request request, Watcher watcher) throws IOException;

    /** Jobs, newest first. */
    List<ImportJob> jobs(int limit);

    /** Streams the rejected lines of a job in line order. */
    void rejects(long job, Consumer<RejectedLine> visitor);

    /**
     * What to import.
     *
     * @param file the file
     * @param dryRun check only
     * @param encoding of a file without byte order mark; null for UTF-8
     * @param by who imports, for the audit
     */
    record Request(Path file, boolean dryRun, @Nullable Charset encoding, String by) {}

    /** Sees an import go on; called from the importing thread. */
    @FunctionalInterface
    interface Watcher {
        /** Told what is taken in and durable, unless the run is dry. False stops the import here. */
        boolean reached(long doneBytes, long bytes, long rows);
    }

    /** How an import ended. */
    enum Outcome {
        /** The whole file is taken in, but for its rejected rows. */
        DONE,
        /** The same content was imported before; nothing was done. */
        KNOWN_BEFORE,
        /** Stopped by the watcher; the same call takes it up again. */
        STOPPED
    }

    /**
     * What became of an import.
     *
     * @param outcome how it ended
     * @param job its number; {@link #rejects} knows its rejected rows, except after a dry run
     * @param counts all runs of this job together
     * @param rejectedBy rejected rows by cause, all of them
     * @param firstRejects the first of them in line order
     * @param notes what one must know to read this rightly
     */
    record Receipt(
            Outcome outcome,
            long job,
            ImportJob.Counts counts,
            Map<RejectedLine.Cause, Long> rejectedBy,
            List<RejectedLine> firstRejects,
            List<String> notes) {}
}
