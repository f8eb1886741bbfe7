package org.echt.app.cli;

import org.jspecify.annotations.Nullable;

/** Progress of work in several parts, one after the other. Not thread-safe. */
final class Phases implements Backups.Watcher, AutoCloseable {
    private final Shell shell;
    private @Nullable Progress present;

    Phases(Shell shell) {
        this.shell = shell;
    }

    @Override
    public void begins(String unit, long total) {
        wipe();
        present = new Progress(shell, unit, total, 0);
    }

    @Override
    public void reached(long done) {
        if (present != null) {
            present.reached(done);
        }
    }

    /** Takes away what is shown, so that a line can be said. */
    void wipe() {
        if (present != null) {
            present.wipe();
        }
    }

    @Override
    public void close() {
        wipe();
    }
}
