package org.echt.core.fault;

import org.jspecify.annotations.Nullable;

/**
 * A store cannot be reached or does not answer in time. Says nothing about whether a write that was under way became
 * durable: callers repeat idempotently or report "unknown".
 */
public final class StoreUnavailableException extends RuntimeException {
    public StoreUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    public StoreUnavailableException(String message) {
        super(message);
    }
}
