package org.echt.app.keys;

/** The key store cannot be used as it is. The message says why and what to do, and never a secret. */
public final class KeystoreException extends RuntimeException {
    KeystoreException(String message) {
        super(message);
    }

    KeystoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
