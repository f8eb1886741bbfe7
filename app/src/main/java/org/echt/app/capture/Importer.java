package org.echt.app.capture;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.echt.core.asbuilt.ImportFile;
import org.echt.core.asbuilt.ImportJob;
import org.echt.core.asbuilt.ImportStore;
import org.echt.core.asbuilt.Rehearsal;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.echt.core.gs1.Gtin;
import org.echt.core.serial.Authenticator;
import org.jspecify.annotations.Nullable;

/**
 * Imports files of as-built records. A file is known by its content: the same content is taken in once, and an import
 * that was interrupted, by whatever, goes on where it stopped when it is asked for again. Every row is counted and
 * either taken or listed with its cause. Safe for use by several threads; the store lets one import run at a time.
 */
public final class Importer {
    private final ImportStore store;
    private final Supplier<Authenticator> authenticator;
    private final Predicate<Gtin> ours;
    private final InstantSource time;

    /**
     * @param authenticator asked at the beginning of every import
     * @param ours tells our own product numbers: under them, only issued codes are parts
     */
    public Importer(
            ImportStore store, Supplier<Authenticator> authenticator, Predicate<Gtin> ours, InstantSource time) {
        this.store = store;
        this.authenticator = authenticator;
        this.ours = ours;
        this.time = time;
    }

    /**
     * How to import.
     *
     * @param dryRun do everything but store; the counts are those a real import would have now
     * @param encoding of a file without byte order mark; null for UTF-8
     * @param chunkRows rows stored at once: the most that an interruption costs
     */
    public record Options(boolean dryRun, @Nullable Charset encoding, int chunkRows) {
        public static final Options DEFAULT = new Options(false, null, 250_000);

        public Options {
            if (chunkRows < 1 || chunkRows > 2_000_000) {
                throw new IllegalArgumentException("chunkRows " + chunkRows + " is not between 1 and 2000000");
            }
        }

        public Options asDryRun() {
            return new Options(true, encoding, chunkRows);
        }
    }

    /**
     * Imports a file, a CSV or a Catena-X JSON file by its content. Ends early when {@code progress} says so or the
     * thread is interrupted; both leave a job that can be taken up.
     *
     * @param by who imports, for the audit
     * @throws RefusedException (NOT_FOUND, NOT_ALLOWED, BAD_REQUEST, TOO_LARGE) for a file that cannot be imported at
     *     all, (CONFLICT) while another import runs or when the file changes under the import
     * @throws org.echt.core.fault.StoreUnavailableException when the store fails; what was committed stays, and the
     *     import can be asked for again
     * @throws IOException when the disk fails
     */
    public ImportReceipt run(Path file, Options options, String by, Progress progress) throws IOException {
        long began = System.nanoTime();
        var look = Hashing.look(file);
        var before = store.job(look.contentHash());
        var tally = new Tally(look, options.dryRun(), began);
        if (before.filter(ImportJob::done).isPresent()) {
            return knownBefore(tally, before.get(), kind(file));
        }
        try (var source = source(file, look, options)) {
            return run(source, tally, by, progress);
        }
    }

    /** The rejected lines of a job go into a report; returns how many. */
    public long report(long job, Path path) throws IOException {
        return RejectReport.write(store, job, path);
    }

    private ImportReceipt run(Source source, Tally tally, String by, Progress progress) throws IOException {
        try (var session = store.open(tally.file(), by, time.instant())) {
            if (session.job().done()) {
                return knownBefore(tally, session.job(), source.kind());
            }
            var work = tally.dryRun() ? new Rehearsal(session, time.instant(), tally::reject) : session;
            source.resume(work.job().doneBytes(), work.job().doneLines());
            var outcome = new Pipeline(source, work, time, tally, progress).run();
            if (!tally.dryRun()) {
                store.rejects(work.job().id(), tally::reject);
            }
            return tally.receipt(outcome, source, work.job());
        }
    }

    private ImportReceipt knownBefore(Tally tally, ImportJob job, ImportReceipt.Kind kind) {
        store.rejects(job.id(), tally::reject);
        return tally.knownBefore(kind, job);
    }

    private Source source(Path file, ImportFile look, Options options) throws IOException {
        var authentic = authenticator.get();
        var parts = new PartReader(authentic, ours);
        return switch (kind(file)) {
            case CSV -> CsvAsBuilt.open(file, look.bytes(), options, authentic, parts);
            case CATENA_X -> CatenaX.open(file, look.bytes(), options.chunkRows(), authentic, parts);
        };
    }

    /** JSON begins with a brace, wherever it comes from. */
    private static ImportReceipt.Kind kind(Path file) throws IOException {
        try (var in = new FileInputStream(file.toFile())) {
            for (byte b : in.readNBytes(1024)) {
                boolean mark = b == (byte) 0xef || b == (byte) 0xbb || b == (byte) 0xbf;
                if (b == '[') {
                    throw new RefusedException(
                            Fault.BAD_REQUEST,
                            "the file is a JSON list; needed is a Catena-X test data container or an object with assets");
                }
                if (!mark && !Character.isWhitespace(b)) {
                    return b == '{' ? ImportReceipt.Kind.CATENA_X : ImportReceipt.Kind.CSV;
                }
            }
        }
        return ImportReceipt.Kind.CSV;
    }
}
