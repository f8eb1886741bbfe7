package org.echt.core.asbuilt;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where imports write. One import runs at a time in the whole installation: the store's lock is held by the session and
 * falls with the process that held it.
 */
public interface ImportStore {
    /**
     * Begins or takes up the import of the file with this content hash. Nothing is in the audit log before a chunk is stored, so a
     * rehearsal leaves no trace there.
     *
     * @param by who imports: stands in the {@link ImportAudit} entries of this session
     * @throws org.echt.core.fault.RefusedException (CONFLICT) while another import runs
     */
    Session open(ImportFile file, String by, Instant now);

    Optional<ImportJob> job(String contentHash);

    /** Jobs, newest first. */
    List<ImportJob> jobs(int limit);

    /** Streams the rejected lines of a job in line order. */
    void rejects(long job, Consumer<RejectedLine> visitor);

    /** One running import. Not thread-safe. */
    interface Session extends AutoCloseable {
        /** The job as it stands: DONE when this content was imported before. */
        ImportJob job();

        /** Item numbers of foreign parts, made where needed; durable at the next {@link #commit}. In order of the keys. */
        long[] numbers(List<NamedPart> parts);

        /** Every installation, over all dates, of any of these parts. */
        List<Installation> installationsOf(long[] parts);

        /**
         * For each of the items, at any date, everything above it: the edges only, each once, at most {@link
         * Build#MAX_DEPTH} levels up.
         */
        List<Installation> above(long[] items);

        /**
         * Stores a chunk and the progress it makes, all or nothing, durable on return. With the first chunk of a session it
         * writes {@link ImportAudit#begun}, with the last of the file {@link ImportAudit#finished}.
         */
        void commit(ImportChunk chunk);

        @Override
        void close();
    }

    /**
     * A foreign part and its maker's name for it.
     *
     * @param key how it is known
     * @param name empty where unknown
     */
    record NamedPart(PartKey key, String name) {}
}
