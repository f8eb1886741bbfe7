package org.echt.app.boot;

import java.time.LocalDate;
import org.echt.core.keys.MacKey;
import org.echt.core.scan.VisitorSalts;

/**
 * Salts that need what the store holds and a key that it does not: who reads the database during the day cannot try out
 * addresses, and who gets the key store later finds no salt any more.
 */
record KeyedSalts(VisitorSalts stored, MacKey key) implements VisitorSalts {
    @Override
    public byte[] of(LocalDate day) {
        return key.mac(stored.of(day));
    }

    @Override
    public void endBefore(LocalDate day) {
        stored.endBefore(day);
    }
}
