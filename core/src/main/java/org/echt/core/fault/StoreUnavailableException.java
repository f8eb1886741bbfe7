package org.echt.core.fault;

<<<<<<< HEAD
/**
 * A store cannot be reached or does not answer in time. Says nothing about whether a write that was under way became
 * durable: callers repeat idempotently or report "unknown".
 */
public final class StoreUnavailableException extends RuntimeException {
    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    public StoreUnavailableException(String message) {
        super(message);
    }
=======
import org.jspecify.annotations.Nullable;

/**
 * A store cannot be reached or gave no answer in time. Nothing is wrong with the request: it may be repeated later. When
 * it broke a write, whether that write was kept is unknown; repeat only what is idempotent, or read first.
 */
public final class StoreUnavailableException extends RuntimeException {
    /**
     * @param message what could not be reached, in words for an operator
     * @param cause the driver's own error; null when there is none, for example when every connection stayed busy
     */
    public StoreUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
>>>>>>> pg
}
