package org.echt.app.boot;

import java.io.IOException;
import org.echt.app.capture.DeliveryIntake;
import org.echt.app.cli.DeliveryFiles;
import org.echt.core.access.Act;

/** The intake of deliveries as the command line knows it. */
record HandedInFiles(DeliveryIntake intake) implements DeliveryFiles {
    static final int CHUNK_ROWS = 1_000;

    @Override
    public Receipt run(Request request, Act act, Watcher watcher) throws IOException {
        var options =
                new DeliveryIntake.Options(request.terms(), request.language(), request.encoding(), request.dryRun());
        var receipt = intake.run(request.file(), options, act, state -> watcher.reached(state.doneBytes()));
        return new Receipt(outcome(receipt.outcome()), receipt.intake(), receipt.counts(), receipt.firstRejects());
    }

    private static Outcome outcome(DeliveryIntake.Outcome outcome) {
        return switch (outcome) {
            case DONE -> Outcome.DONE;
            case KNOWN_BEFORE -> Outcome.KNOWN_BEFORE;
            case STOPPED -> Outcome.STOPPED;
        };
    }
}
