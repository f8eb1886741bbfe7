package org.echt.core.keys;

/**
 * One AES-256 key for serial codes, named by (issuer, slot symbol, version).
 *
 * @param issuer who issues under it, for example {@code acme}
 * @param symbol the slot symbol: first symbol of every code, in clear
 * @param version from 1; a slot may hold several
 * @param state whether new batches may use it
 * @param key the door to the secret
 */
public record KeySlot(String issuer, char symbol, int version, State state, CodeKey key) {
    /** OPEN: issues and verifies. RETIRED: verifies only. */
    public enum State {
        OPEN,
        RETIRED
    }

    @Override
    public String toString() {
        return issuer + "|" + symbol + "|" + version + " " + state;
    }
}
