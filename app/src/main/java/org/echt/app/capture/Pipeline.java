package org.echt.app.capture;

import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.echt.core.asbuilt.ChunkCheck;
import org.echt.core.asbuilt.ImportChunk;
import org.echt.core.asbuilt.ImportStore.Session;
import org.jspecify.annotations.Nullable;

/**
 * Carries a file into the store, chunk by chunk: while one is checked and committed here, a second thread reads and
 * authenticates the next, and never more than that one ahead.
 */
final class Pipeline {
    private final Source source;
    private final Session session;
    private final InstantSource time;
    private final Tally tally;
    private final Progress progress;

    Pipeline(Source source, Session session, InstantSource time, Tally tally, Progress progress) {
        this.source = source;
        this.session = session;
        this.time = time;
        this.tally = tally;
        this.progress = progress;
    }

    /** Runs until the file or the patience of those who wait ends. The reading thread is gone when this returns. */
    ImportReceipt.Outcome run() throws IOException {
        var reading = Thread.ofPlatform().name("import-reader").daemon().factory();
        try (var reader = Executors.newSingleThreadExecutor(reading)) {
            return run(reader);
        }
    }

    private ImportReceipt.Outcome run(ExecutorService reader) throws IOException {
        long from = session.job().doneBytes();
        Future<@Nullable Rows> ahead = reader.submit(source::next);
        while (true) {
            if (Thread.currentThread().isInterrupted()) {
                return ImportReceipt.Outcome.STOPPED;
            }
            var rows = await(ahead);
            if (rows == null) {
                throw new IllegalStateException("the source ended without its last chunk");
            }
            if (!rows.last) {
                ahead = reader.submit(source::next);
            }
            commit(rows);
            boolean goOn = progress.at(tally.state(from, rows.doneBytes));
            if (rows.last) {
                return ImportReceipt.Outcome.DONE;
            }
            if (!goOn) {
                return ImportReceipt.Outcome.STOPPED;
            }
        }
    }

    private void commit(Rows rows) {
        var candidates = rows.candidates(session);
        var checked = ChunkCheck.check(
                candidates, session.installationsOf(candidates.parts()), session.above(candidates.parents()));
        var rejected = rows.rejected(checked.rejected());
        session.commit(new ImportChunk(
                checked.added(),
                checked.closed(),
                checked.same(),
                rejected,
                rows.doneBytes,
                rows.doneLines,
                rows.last,
                time.instant()));
        tally.rows(
                (long) candidates.size() + rejected.size() - checked.rejected().size());
    }

    /** An interruption is left for {@link #run}: a chunk that is being read is waited for, as it is short. */
    private static @Nullable Rows await(Future<@Nullable Rows> ahead) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return ahead.get();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static IOException unwrapped(ExecutionException e) {
        return switch (e.getCause()) {
            case IOException io -> io;
            case RuntimeException runtime -> throw runtime;
            case Error error -> throw error;
            case null, default -> new IOException("reading the file failed", e);
        };
    }
}
