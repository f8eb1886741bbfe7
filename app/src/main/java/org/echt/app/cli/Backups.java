package org.echt.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Whole installations as files, and back. Refuses by {@code RefusedException} and the like; the message tells the way out. */
public interface Backups {
    /**
     * What a backup holds.
     *
     * @param schema of the database
     * @param at its moment
     * @param bytes of the file
     * @param files what lay beside the database
     */
    record Held(int schema, Instant at, long bytes, long tables, long rows, long logSize, List<String> files) {}

    /**
     * Writes a backup of the installation as it is now.
     *
     * @param out a file that does not exist yet
     * @param password seals the key store; null leaves it out
     * @param user who asks, by the system's name
     */
    Held make(GlobalOptions options, Path out, @Nullable String password, String user, Watcher watcher)
            throws IOException;

    /** Sees how far it is. */
    interface Watcher {
        /**
         * Another part of the work begins.
         *
         * @param unit of its counts
         * @param total all there is to do, or about that
         */
        void begins(String unit, long total);

        void reached(long done);
    }

    /**
     * What is to be put back where.
     *
     * @param file the backup
     * @param into a folder that is empty or not there
     * @param password opens the key store in the backup; null where it is not to be opened
     * @param keys a key store to take instead; null for none
     * @param seen a checkpoint of the log as others last saw it; null for none
     * @param migrate whether an older schema may be brought to that of this release
     * @param verify whether the program is to be run on it
     * @param dryRun whether nothing is to be written
     */
    record Request(
            Path file,
            Path into,
            @Nullable String password,
            @Nullable Path keys,
            @Nullable Path seen,
            boolean migrate,
            boolean verify,
            boolean dryRun) {}

    /**
     * Puts a backup back.
     *
     * @param findings told what was looked at, as it comes
     */
    Held restore(GlobalOptions options, Request request, Consumer<Finding> findings, Watcher watcher)
            throws IOException;
}
