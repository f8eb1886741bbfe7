package org.echt.bench;

import java.io.PrintStream;
import java.time.Duration;
import org.echt.core.fault.StoreUnavailableException;

/**
 * An operator who looks at something once a second, whatever the nodes have to do: by a command's own process and
 * connections, as operators work. The time counts from when the look was due.
 */
final class OperatorWatch {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Latencies looks = new Latencies();
    private final Runnable question;
    private final Thread thread;
    private long withoutDatabase;

    private OperatorWatch(Runnable question) {
        this.question = question;
        this.thread = Thread.ofPlatform().name("operator").unstarted(this::watch);
    }

    /** Until {@link #end}. */
    static OperatorWatch start(Runnable question) {
        var watch = new OperatorWatch(question);
        watch.thread.start();
        return watch;
    }

    private void watch() {
        try {
            for (long due = System.nanoTime(); ; due += EVERY.toNanos()) {
                Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
                look(due);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(long due) {
        try {
            question.run();
            looks.add(System.nanoTime() - due);
        } catch (StoreUnavailableException _) {
            withoutDatabase++;
        }
    }

    /** Ends it, and waits for the look under way. */
    void end() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }

    /** To be asked when it has ended. */
    void print(PrintStream out) {
        out.printf(
                "operators: %,d looks, one a second, p50 %.0f ms, p99 %.0f ms, the longest %.0f ms; %,d while the database was away%n",
                looks.count(), looks.millis(0.5), looks.millis(0.99), looks.millis(1), withoutDatabase);
    }
}
