package org.echt.app.cli;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
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
    Receipt run(Request request, Watcher watcher);

    /** Jobs, newest first. */
    List<ImportJob> jobs(int limit);

    /** Streams the rejected lines of a job in line order. */
    void rejects(long job, Consumer<RejectedLine> visitor);

    /**
     * What to import.
     *
     * @param file the file
     * @param dryRun check only
     * @param encoding its encoding; null to find out
     */
    record Request(Path file, boolean dryRun, @Nullable Charset encoding) {}

    /** Sees an import go on; called from the importing thread. */
    interface Watcher {
        /** Progress that is durable, unless the run is dry. May throw to stop the import there. */
        void reached(long doneBytes, long bytes, long rows);

        /** A row of this run that was not taken. */
        void rejected(RejectedLine line);
    }

    /**
     * What became of an import.
     *
     * @param job the job as it stands; id 0 for a dry run
     * @param before true when this content had been imported completely before: nothing was done
     */
    record Receipt(ImportJob job, boolean before) {}
}
