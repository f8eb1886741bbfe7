package org.echt.app.sign;

/** Something cannot be signed or time-stamped as things are. The message says why and what to do, and never a secret. */
public final class SignException extends RuntimeException {
    SignException(String message) {
        super(message);
    }

    SignException(String message, Throwable cause) {
        super(message, cause);
    }
}
