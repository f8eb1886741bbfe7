package org.echt.core.ledger;

/** The log in the store is not the one this machine has seen; going on would sign a second history. */
public final class ForkException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ForkException(String message) {
        super(message);
    }
}
