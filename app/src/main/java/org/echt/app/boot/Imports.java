package org.echt.app.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.echt.app.capture.ImportReceipt;
import org.echt.app.capture.Importer;
import org.echt.app.cli.ImportDesk;
import org.echt.core.asbuilt.ImportJob;
import org.echt.core.asbuilt.ImportStore;
import org.echt.core.asbuilt.RejectedLine;

/** The importer as the command line knows it. */
final class Imports implements ImportDesk {
    private final ImportStore store;
    private final Importer importer;

    Imports(ImportStore store, Importer importer) {
        this.store = store;
        this.importer = importer;
    }

    @Override
    public Receipt run(Request request, Watcher watcher) {
        var options = new Importer.Options(request.dryRun(), request.encoding(), Importer.Options.DEFAULT.chunkRows());
        try {
            var receipt = importer.run(request.file(), options, state -> {
                watcher.reached(state.doneBytes(), state.bytes(), state.rows());
                return true;
            });
            rejects(receipt, watcher);
            return new Receipt(job(receipt), receipt.outcome() == ImportReceipt.Outcome.KNOWN_BEFORE);
        } catch (IOException e) {
            throw new UncheckedIOException(request.file() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** After a dry run nothing is stored and only the first rejected lines are at hand. */
    private void rejects(ImportReceipt receipt, Watcher watcher) {
        if (receipt.dryRun()) {
            receipt.firstRejects().forEach(watcher::rejected);
        } else {
            store.rejects(receipt.job(), watcher::rejected);
        }
    }

    private ImportJob job(ImportReceipt receipt) {
        return receipt.dryRun()
                ? new ImportJob(
                        0,
                        receipt.file(),
                        receipt.file().bytes(),
                        receipt.counts().rows(),
                        receipt.counts(),
                        Instant.EPOCH,
                        Instant.EPOCH)
                : store.job(receipt.file().contentHash()).orElseThrow();
    }

    @Override
    public List<ImportJob> jobs(int limit) {
        return store.jobs(limit);
    }

    @Override
    public void rejects(long job, Consumer<RejectedLine> visitor) {
        store.rejects(job, visitor);
    }
}
