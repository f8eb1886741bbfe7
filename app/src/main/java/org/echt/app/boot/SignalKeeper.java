package org.echt.app.boot;

import java.time.Duration;
import org.echt.core.scan.SignalWatch;

/**
 * Has each day looked at for copies when it is over. Every node tries; a step is taken by one of them. It rests after each, so
 * that checks come first.
 */
final class SignalKeeper implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SignalKeeper.class.getName());
    private static final Duration BETWEEN = Duration.ofMillis(200);
    private static final Duration NOTHING_TO_DO = Duration.ofMinutes(5);

    private final SignalWatch watch;
    private final Thread thread = Thread.ofPlatform().daemon().name("signals").unstarted(this::run);
    private volatile boolean stopping;

    private SignalKeeper(SignalWatch watch) {
        this.watch = watch;
    }

    static SignalKeeper start(SignalWatch watch) {
        var keeper = new SignalKeeper(watch);
        keeper.thread.start();
        return keeper;
    }

    private void run() {
        while (!stopping) {
            var rest = NOTHING_TO_DO;
            try {
                rest = watch.step() ? BETWEEN : NOTHING_TO_DO;
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "copy signals are not looked for now: " + e.getMessage());
            }
            sleep(rest);
        }
    }

    private void sleep(Duration rest) {
        try {
            Thread.sleep(rest);
        } catch (InterruptedException _) {
            stopping = true;
        }
    }

    /** A step under way is finished or undone as a whole. */
    @Override
    public void close() {
        stopping = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
