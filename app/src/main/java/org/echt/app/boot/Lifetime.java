package org.echt.app.boot;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;

/**
 * What this process holds open, closed in the opposite order exactly once: when its owner closes it, or when the process
 * is told to stop (SIGINT, SIGTERM). Thread-safe.
 */
final class Lifetime implements AutoCloseable {
    private final Deque<AutoCloseable> kept = new ArrayDeque<>();

    Lifetime() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "echt-stop"));
    }

    /** What is kept later is closed earlier. */
    synchronized <T extends AutoCloseable> T keep(T part) {
        kept.push(part);
        return part;
    }

    /** Never returns: the process ends when it is told to stop, after everything was closed. */
    static void untilToldToStop() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void close() {
        RuntimeException first = null;
        while (!kept.isEmpty()) {
            try {
                kept.pop().close();
            } catch (Exception e) {
                first = first == null ? new IllegalStateException("could not be closed: " + e.getMessage(), e) : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
