package org.echt.core.verify;

import org.echt.core.scan.Scan;

/** Measures checks. Thread-safe; never throws; takes no time worth speaking of. */
public interface CheckMeter {
    /** Measures nothing. */
    CheckMeter NONE = new CheckMeter() {
        @Override
        public long now() {
            return 0;
        }

        @Override
        public void took(Stage stage, long since) {}

        @Override
        public void answered(Verdict verdict, Scan.Channel channel) {}
    };

    /** Parts of answering one check. */
    enum Stage {
        /** From what was typed to the verdict, the next two included. */
        VERIFY,
        /** The one read of the store. */
        READ,
        /** Until the check is durable. */
        APPEND,
        /** From the verdict to the page or JSON. */
        RENDER
    }

    /** Nanoseconds of some clock that only goes forward. */
    long now();

    /**
     * A stage ended, well or not.
     *
     * @param since what {@link #now} said at its begin
     */
    void took(Stage stage, long since);

    /** A check was answered. */
    void answered(Verdict verdict, Scan.Channel channel);
}
