package org.echt.core.canonical;

/**
 * Writes and reads canonical JSON: one value, one spelling, so equal values have equal bytes and equal hashes
 * (RFC 8785, spec/canonical-json.md). Thread-safe.
 */
public final class CanonicalJson {
    /** The deepest nesting of arrays and objects. */
    public static final int MAX_DEPTH = 64;

    /** The most bytes {@link #read} takes. */
    public static final int MAX_BYTES = 16 << 20;

    private CanonicalJson() {}

    /**
     * The canonical bytes.
     *
     * @throws IllegalArgumentException when the value is nested deeper than {@value #MAX_DEPTH}
     */
    public static byte[] write(Value value) {
        return new Writer().write(value);
    }

    /**
     * The value of which these are the canonical bytes: {@code write(read(bytes))} gives the same bytes.
     *
     * @throws NotCanonicalException when the bytes are no JSON, or JSON in another spelling, too deep or too long
     */
    public static Value read(byte[] bytes) throws NotCanonicalException {
        if (bytes.length > MAX_BYTES) {
            throw new NotCanonicalException(MAX_BYTES, bytes.length + " bytes; the limit is " + MAX_BYTES);
        }
        return new Reader(Utf8.strict(bytes)).read();
    }

    /** As {@link #read}, for formats whose outermost value is an object. */
    public static Value.Members readObject(byte[] bytes) throws NotCanonicalException {
        if (read(bytes) instanceof Value.Members members) {
            return members;
        }
        throw new NotCanonicalException(0, "an object is needed here");
    }
}
