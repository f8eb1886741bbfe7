package org.echt.core.scan;

import java.security.SecureRandom;
import java.time.LocalDate;

/**
 * What makes a visitor of one day the same to every node, and another on the next day. Thread-safe; throws {@link
 * org.echt.core.fault.StoreUnavailableException} when the store does not answer.
 */
public interface VisitorSalts {
    /** The salt of a day (UTC): 32 random bytes, drawn by whoever asks first. The caller's own copy. */
    byte[] of(LocalDate day);

    /** Destroys the salts of every earlier day. */
    void endBefore(LocalDate day);

    /** Salts that nobody shares: each call draws another, and none is kept. */
    static VisitorSalts drawn() {
        var random = new SecureRandom();
        return new VisitorSalts() {
            @Override
            public byte[] of(LocalDate day) {
                var salt = new byte[32];
                random.nextBytes(salt);
                return salt;
            }

            @Override
            public void endBefore(LocalDate day) {}
        };
    }
}
