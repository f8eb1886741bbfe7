package org.echt.app.capture;

import java.time.Duration;

/** Follows an import. Called after every chunk, by the importing thread. */
@FunctionalInterface
public interface Progress {
    Progress NONE = _ -> true;

    /** Told how far the import came; all of it is durable. False stops it here, so that it can be taken up again. */
    boolean at(State state);

    /**
     * How far an import came.
     *
     * @param doneBytes bytes of the file taken in, those of earlier runs included
     * @param bytes size of the file
     * @param rows rows of this run
     * @param rowsPerSecond of this run
     * @param left time to the end at this rate
     */
    record State(long doneBytes, long bytes, long rows, long rowsPerSecond, Duration left) {}
}
