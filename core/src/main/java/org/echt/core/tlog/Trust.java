package org.echt.core.tlog;

import java.time.Instant;
import java.util.List;

/** What a {@link Policy} makes of a checkpoint or of a proof. */
public sealed interface Trust {
    /**
     * The log signed it and enough witnesses did; of a proof also: the entry stands at its index.
     *
     * @param witnesses who of the policy cosigned, each once
     */
    record Trusted(Checkpoint checkpoint, List<Witnessed> witnesses) implements Trust {
        public Trusted {
            witnesses = List.copyOf(witnesses);
        }
    }

    /**
     * It proves nothing.
     *
     * @param detail for people who look into it
     */
    record Refused(Reason reason, String detail) implements Trust {}

    /**
     * A witness's statement.
     *
     * @param witness its name
     * @param at when it says to have seen this checkpoint as the largest; the earliest, if it says so twice
     */
    record Witnessed(String witness, Instant at) {}

    /** Why something proves nothing. */
    enum Reason {
        /** The checkpoint is of another log. */
        OTHER_LOG,
        /** A line names a key of the policy, and this key did not make it. */
        BAD_SIGNATURE,
        /** No key of the log signed. */
        NOT_SIGNED,
        /** Too few witnesses cosigned. */
        NO_QUORUM,
        /** The entry does not stand at this index of this tree. */
        NOT_INCLUDED
    }
}
