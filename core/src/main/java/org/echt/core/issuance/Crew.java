package org.echt.core.issuance;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Some threads that compute for one that waits. The one that waits hears of the time passing and may end the work by
 * throwing; {@link #close} ends whatever still runs.
 */
final class Crew implements AutoCloseable {
    private static final long TICK_MILLIS = 100;

    private final ExecutorService threads;
    private final Runnable tick;

    /** @param tick called by the waiting thread, about ten times a second */
    Crew(int threads, Runnable tick) {
        this.threads = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("issuance-", 0).factory());
        this.tick = tick;
    }

    /** Work that was begun. */
    record Task<T>(Future<T> future) {}

    <T> Task<T> start(Callable<T> work) {
        return new Task<>(threads.submit(work));
    }

    <T> T await(Task<T> task) {
        while (true) {
            try {
                return task.future().get(TICK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException _) {
                tick.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted while codes were hashed");
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause
                        ? cause
                        : new IllegalStateException("codes could not be hashed", e.getCause());
            }
        }
    }

    /** To be called by the work at times: ends it when nobody waits any more. */
    static void goOn() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("nobody waits for these codes any more");
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
