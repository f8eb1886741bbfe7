package org.echt.core.serial;

/**
 * A code that was found to be issued. Only {@link Authenticator} makes one, so that text nobody has checked can neither
 * be registered nor recalled. Immutable.
 */
public final class AuthenticCode {
    private final SerialCode code;
    private final long item;
    private final Batch batch;

    AuthenticCode(SerialCode code, long item, Batch batch) {
        this.code = code;
        this.item = item;
        this.batch = batch;
    }

    public SerialCode code() {
        return code;
    }

    /** See {@link ItemNumber}. */
    public long item() {
        return item;
    }

    public Batch batch() {
        return batch;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AuthenticCode that && code.equals(that.code) && item == that.item;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(item);
    }

    /** Masked. */
    @Override
    public String toString() {
        return code.masked();
    }
}
