package org.echt.core.serial;

/** Sketch. */
public final class Authenticator {
    public Authenticator() {}

    public Authentication authenticate(SerialCode code) {
        return new Authentication.NotOurSlot(code.slot());
    }

    public SerialCode codeOf(long item) {
        return new SerialCode("" + item);
    }
}
