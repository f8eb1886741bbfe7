package org.echt.app.boot;

import java.time.Duration;

/** A thread that takes the same step again and again, with a rest after each, until it is closed. */
final class Repeat implements AutoCloseable {
    private final Step step;
    private final Thread thread;
    private volatile boolean stopping;

    /** What is done again and again. */
    @FunctionalInterface
    interface Step {
        /** Does it once; returns how long to rest. What it throws ends the thread. */
        Duration take();
    }

    private Repeat(String name, Duration rest, Step step) {
        this.step = step;
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(() -> run(rest));
    }

    static Repeat start(String name, Step step) {
        return startAfter(Duration.ZERO, name, step);
    }

    /** The same, resting first. */
    static Repeat startAfter(Duration rest, String name, Step step) {
        var repeat = new Repeat(name, rest, step);
        repeat.thread.start();
        return repeat;
    }

    private void run(Duration first) {
        var rest = first;
        while (!stopping) {
            try {
                Thread.sleep(rest);
                rest = step.take();
            } catch (InterruptedException _) {
                stopping = true;
            }
        }
    }

    /** A step under way is interrupted, and finished or undone as a whole. */
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
