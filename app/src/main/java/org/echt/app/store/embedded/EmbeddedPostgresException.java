package org.echt.app.store.embedded;

import org.jspecify.annotations.Nullable;

/** The embedded PostgreSQL cannot be run. The message says what failed, why, and what to do next. */
public final class EmbeddedPostgresException extends RuntimeException {
    EmbeddedPostgresException(String message) {
        this(message, null);
    }

    EmbeddedPostgresException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
