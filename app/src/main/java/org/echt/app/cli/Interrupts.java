package org.echt.app.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How a long command learns that it is to stop. */
interface Interrupts {
    /** Begins work that can be taken up again; closed when its state is durable and said. */
    Guard guard();

    /** Work that can be stopped. */
    interface Guard extends AutoCloseable {
        /** True once the person or the system wants the process to end. */
        boolean stopping();

        @Override
        void close();
    }

    /** Ctrl-C and SIGTERM: the process ends only after the work has come to a good stop, or after ten seconds. */
    static Interrupts ofProcess() {
        return ProcessGuard::new;
    }

    /** Holds the end of the process back. */
    final class ProcessGuard implements Guard {
        private final CountDownLatch finished = new CountDownLatch(1);
        private volatile boolean stopping;
        private final Thread hook = new Thread(this::hold, "echt-stop");

        private ProcessGuard() {
            Runtime.getRuntime().addShutdownHook(hook);
        }

        private void hold() {
            stopping = true;
            try {
                if (!finished.await(10, TimeUnit.SECONDS)) {
                    System.err.println("echt: stopped before the work had come to a good end");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public boolean stopping() {
            return stopping;
        }

        @Override
        public void close() {
            finished.countDown();
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException _) {
                // the process is ending already: the hook runs and has just been released
            }
        }
    }
}
