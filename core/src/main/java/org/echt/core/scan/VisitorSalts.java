package org.echt.core.scan;

import java.time.LocalDate;

/**
 * What makes a visitor of one day the same to every node, and another on the next day. Thread-safe; throws {@link
 * org.echt.core.fault.StoreUnavailableException} when the store does not answer.
 */
public interface VisitorSalts {
    /**
     * The salt of a day (UTC) that all agree on.
     *
     * @param offered becomes it where there is none yet; 32 bytes
     */
    byte[] agree(LocalDate day, byte[] offered);

    /** Destroys the salts of every earlier day. */
    void endBefore(LocalDate day);
}
