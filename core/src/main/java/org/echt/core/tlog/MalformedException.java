package org.echt.core.tlog;

/** Text or bytes that do not have the form the specification asks for; the message names the part and the cause. */
public final class MalformedException extends Exception {
    private static final long serialVersionUID = 1;

    public MalformedException(String message) {
        super(message);
    }
}
