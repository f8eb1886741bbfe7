package org.echt.core.issuance;

import java.util.OptionalLong;

/** Where the entries of committed batches stand in the log. Thread-safe. */
public interface LogPlaces {
    /** There is no log with numbered entries. */
    LogPlaces NONE = new LogPlaces() {
        @Override
        public OptionalLong size() {
            return OptionalLong.empty();
        }

        @Override
        public OptionalLong entry(int batch) {
            return OptionalLong.empty();
        }
    };

    /** Size of the log at its newest checkpoint; empty before the first. */
    OptionalLong size();

    /** Index of the entry {@code batch.committed} of a batch; empty until it is under a checkpoint. */
    OptionalLong entry(int batch);
}
