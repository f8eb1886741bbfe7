package org.echt.app.capture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.echt.core.asbuilt.ImportFile;
import org.echt.core.asbuilt.ImportJob;
import org.echt.core.asbuilt.RejectedLine;
import org.echt.core.asbuilt.RejectedLine.Cause;

/** Counts what happens in one run, for progress and receipt. */
final class Tally {
    private final ImportFile file;
    private final boolean dryRun;
    private final long began;
    private final Map<Cause, Long> causes = new EnumMap<>(Cause.class);
    private final List<RejectedLine> first = new ArrayList<>();
    private long rows;

    /** @param began {@link System#nanoTime} */
    Tally(ImportFile file, boolean dryRun, long began) {
        this.file = file;
        this.dryRun = dryRun;
        this.began = began;
    }

    ImportFile file() {
        return file;
    }

    boolean dryRun() {
        return dryRun;
    }

    void rows(long more) {
        rows += more;
    }

    void reject(RejectedLine line) {
        causes.merge(line.cause(), 1L, Long::sum);
        if (first.size() < ImportReceipt.SHOWN_REJECTS) {
            first.add(line);
        }
    }

    Progress.State state(long from, long doneBytes) {
        double seconds = Math.max(took().toNanos() / 1e9, 1e-9);
        double bytesPerSecond = (doneBytes - from) / seconds;
        long left = bytesPerSecond <= 0 ? 0 : (long) ((file.bytes() - doneBytes) / bytesPerSecond * 1000);
        return new Progress.State(doneBytes, file.bytes(), rows, rate(), Duration.ofMillis(left));
    }

    ImportReceipt receipt(ImportReceipt.Outcome outcome, Source source, ImportJob job) {
        return new ImportReceipt(
                outcome,
                source.kind(),
                file,
                dryRun,
                job.id(),
                job.counts(),
                Map.copyOf(causes),
                List.copyOf(first),
                source.assets(),
                took(),
                rate(),
                source.notes());
    }

    ImportReceipt knownBefore(ImportReceipt.Kind kind, ImportJob job) {
        var note = "The same content was imported before, as " + job.file().name() + ", done at " + job.finishedAt()
                + ". Nothing was changed.";
        return new ImportReceipt(
                ImportReceipt.Outcome.KNOWN_BEFORE,
                kind,
                file,
                dryRun,
                job.id(),
                job.counts(),
                Map.copyOf(causes),
                List.copyOf(first),
                null,
                took(),
                0,
                List.of(note));
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private long rate() {
        return (long) (rows / Math.max(took().toNanos() / 1e9, 1e-9));
    }
}
