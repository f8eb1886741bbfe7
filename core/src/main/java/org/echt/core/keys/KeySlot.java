package org.echt.core.keys;

/**
 * One AES-256 key for serial codes, named by (issuer, slot symbol, version).
 *
 * @param issuer who issues under it, for example {@code acme}
 * @param symbol the slot symbol: first symbol of every code, in clear
 * @param version from 1; a slot may hold several
 * @param state whether new batches may use it
 * @param key the door to the secret
 * @param inside the door to the secret of its inside codes
 * @param blinding the door to the AES-256 key that blinds the leaves of a batch's Merkle tree
 */
public record KeySlot(
        String issuer, char symbol, int version, State state, CodeKey key, MacKey inside, CodeKey blinding) {
    /** OPEN: issues and verifies. RETIRED: verifies only. */
    public enum State {
        OPEN,
        RETIRED
    }

    /** A slot for codes alone: asking for an inside code or a blind throws {@link IllegalStateException}. */
    public KeySlot(String issuer, char symbol, int version, State state, CodeKey key) {
        this(
                issuer,
                symbol,
                version,
                state,
                key,
                _ -> {
                    throw new IllegalStateException("slot " + symbol + "/" + version + " has no key for inside codes");
                },
                () -> {
                    throw new IllegalStateException("slot " + symbol + "/" + version + " has no blinding key");
                });
    }

    /** Symbol, slash and version, as people name it: {@code A/1}. */
    public String name() {
        return symbol + "/" + version;
    }

    @Override
    public String toString() {
        return issuer + "|" + symbol + "|" + version + " " + state;
    }
}
