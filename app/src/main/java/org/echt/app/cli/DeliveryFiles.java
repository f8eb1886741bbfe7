package org.echt.app.cli;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import org.echt.core.access.Act;
import org.echt.core.registration.DeliveryDesk.Terms;
import org.echt.core.registration.Intake;
import org.jspecify.annotations.Nullable;

/** Takes in files of deliveries. Thread-safe. */
public interface DeliveryFiles {
    /**
     * Takes a file in, or takes up an interrupted intake of the same content. A dry run checks every row and changes nothing.
     *
     * @throws org.echt.core.fault.RefusedException (CONFLICT) while another process takes the same file in, (BAD_REQUEST) for
     *     one that cannot be read at all
     */
    Receipt run(Request request, Act act, Watcher watcher) throws IOException;

    /**
     * What to take in.
     *
     * @param file the file
     * @param terms whose deliveries these are, and how long they are kept
     * @param language of rows that name none; empty where each must
     * @param encoding of a file without byte order mark; null for UTF-8
     * @param dryRun check only
     */
    record Request(
            Path file,
            Terms terms,
            String language,
            @Nullable Charset encoding,
            boolean dryRun) {}

    /** Sees an intake go on; called from the reading thread. */
    @FunctionalInterface
    interface Watcher {
        /** Told what is taken in and durable, unless the run is dry. False stops the intake here. */
        boolean reached(long doneBytes);
    }

    /** How an intake ended. */
    enum Outcome {
        DONE,
        /** The same content was taken in before; nothing was done. */
        KNOWN_BEFORE,
        /** Stopped by the watcher; the same call takes it up again. */
        STOPPED
    }

    /**
     * What became of a file.
     *
     * @param outcome how it ended
     * @param intake how far it is; null after a dry run
     * @param counts all runs of this file together
     * @param firstRejects the first rejected rows, in the order of their lines
     */
    record Receipt(Outcome outcome, @Nullable Intake intake, Intake.Counts counts, List<Intake.Reject> firstRejects) {}
}
