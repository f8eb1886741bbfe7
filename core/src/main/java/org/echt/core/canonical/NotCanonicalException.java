package org.echt.core.canonical;

/** Bytes that are not canonical JSON: where, and why. */
public final class NotCanonicalException extends Exception {
    private static final long serialVersionUID = 1;

    private final int at;

    NotCanonicalException(int at, String cause) {
        super("byte " + at + ": " + cause);
        this.at = at;
    }

    /** Offset of the first byte that does not belong, from 0. */
    public int at() {
        return at;
    }
}
