package org.echt.app.store.postgres;

import org.echt.core.fault.StoreUnavailableException;

/** Waits for stores to serve again. */
final class Awaiting {
    private static final int ATTEMPTS = 300;
    private static final long PAUSE_MILLIS = 50;

    private Awaiting() {}

    static void works(String what, Runnable action) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                action.run();
                return;
            } catch (StoreUnavailableException e) {
                if (attempt == ATTEMPTS) {
                    throw new AssertionError(what, e);
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }
}
