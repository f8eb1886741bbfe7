package org.echt.app.boot;

import java.io.IOException;
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
    public Receipt run(Request request, Watcher watcher) throws IOException {
        var options = new Importer.Options(request.dryRun(), request.encoding(), Importer.Options.DEFAULT.chunkRows());
        var receipt = importer.run(
                request.file(),
                options,
                request.by(),
                state -> watcher.reached(state.doneBytes(), state.bytes(), state.rows()));
        return new Receipt(
                outcome(receipt.outcome()),
                receipt.job(),
                receipt.counts(),
                receipt.rejectedBy(),
                receipt.firstRejects(),
                receipt.notes());
    }

    private static Outcome outcome(ImportReceipt.Outcome outcome) {
        return switch (outcome) {
            case DONE -> Outcome.DONE;
            case KNOWN_BEFORE -> Outcome.KNOWN_BEFORE;
            case STOPPED -> Outcome.STOPPED;
        };
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
