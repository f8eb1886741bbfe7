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
 * @param blinding the door to the secret that blinds its codes in what is committed to the log (spec/issuance.md)
 */
public record KeySlot(
        String issuer, char symbol, int version, State state, CodeKey key, MacKey inside, CodeKey blinding) {
    /** OPEN: issues and verifies. RETIRED: verifies only. */
    public enum State {
        OPEN,
        RETIRED
    }

    /** A slot whose codes cannot be committed: asking for a blind throws {@link IllegalStateException}. */
    public KeySlot(String issuer, char symbol, int version, State state, CodeKey key, MacKey inside) {
        this(issuer, symbol, version, state, key, inside, () -> {
            throw new IllegalStateException("slot " + symbol + "/" + version + " has no key for blinding");
        });
    }

    /** A slot without inside codes as well: asking for one throws {@link IllegalStateException}. */
    public KeySlot(String issuer, char symbol, int version, State state, CodeKey key) {
        this(issuer, symbol, version, state, key, _ -> {
            throw new IllegalStateException("slot " + symbol + "/" + version + " has no key for inside codes");
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
