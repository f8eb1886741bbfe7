package org.echt.app.config;

/** The configuration cannot be used. The message names file, line, key and the way out, and never a secret. */
public final class ConfigException extends RuntimeException {
    ConfigException(String message) {
        super(message);
    }

    ConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
