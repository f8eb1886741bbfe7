package org.echt.core.fault;

/** A request that was understood and refused; nothing was changed. The message names the value and the reason. */
public final class RefusedException extends RuntimeException {
    private final Fault fault;

    public RefusedException(Fault fault, String message) {
        super(message);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
