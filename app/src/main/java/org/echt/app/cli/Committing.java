package org.echt.app.cli;

import org.echt.core.issuance.BlindedTree;
import org.echt.core.issuance.CommittedBatch;
import org.echt.core.ledger.LedgerDesk;
import org.echt.core.serial.Batch;

/** Puts batches into the log before their codes leave, with progress; goes on where an earlier run was stopped. */
final class Committing {
    private static final int THREADS = Math.min(2, Runtime.getRuntime().availableProcessors());

    private final Shell shell;
    private final Workbench bench;
    private final Output output;

    Committing(Shell shell, Workbench bench, Output output) {
        this.shell = shell;
        this.bench = bench;
        this.output = output;
    }

    /** Thrown when the process is to end; what is done is kept. */
    static final class Stopped extends RuntimeException {
        Stopped() {
            super("stopped", null, false, false);
        }
    }

    /** The batch as it is in the log; computes nothing for one that is there already. */
    CommittedBatch commit(Batch batch, String by) {
        var committed = committed(batch, by);
        // It is under a signed checkpoint before its first code leaves.
        bench.ledger().ifPresent(LedgerDesk::place);
        return committed;
    }

    private CommittedBatch committed(Batch batch, String by) {
        var desk = bench.issuance();
        var known = desk.committed(batch);
        if (known.isPresent()) {
            return known.get();
        }
        long before = desk.hashed(batch);
        if (before > 0) {
            output.say("Going on with the root of batch " + batch.number() + " behind code " + before + ".");
        }
        // One subtree is about a second, which nobody needs to stop.
        boolean isLong = BlindedTree.subtrees(batch.count()) > 1;
        try (var guard = shell.interrupts().guard();
                var progress = new Progress(shell, "codes hashed", batch.count(), before)) {
            var committed = desk.commit(
                    batch,
                    THREADS,
                    done -> {
                        progress.reached(done);
                        if (isLong && guard.stopping()) {
                            throw new Stopped();
                        }
                    },
                    by);
            progress.wipe();
            if (committed.early()) {
                output.say("Batch " + batch.number() + " was issued by a release that put no roots into the log."
                        + " It is in the log from now on, and the log says that codes may have left before.");
            }
            return committed;
        }
    }
}
