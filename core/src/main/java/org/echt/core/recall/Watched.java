package org.echt.core.recall;

import java.util.Optional;
import java.util.function.Function;

/** Ends work from the depth of a walk when its watcher has seen enough. */
final class Watched {
    private final PreviewWatcher watcher;

    private Watched(PreviewWatcher watcher) {
        this.watcher = watcher;
    }

    /** Runs {@code work}; empty when the watcher ended it. */
    static <T> Optional<T> run(PreviewWatcher watcher, Function<Watched, T> work) {
        var watched = new Watched(watcher);
        try {
            return Optional.of(work.apply(watched));
        } catch (EndedException e) {
            if (e.by != watched) {
                throw e;
            }
            return Optional.empty();
        }
    }

    void tell(PreviewEvent event) {
        if (!watcher.saw(event)) {
            throw new EndedException(this);
        }
    }

    void counting(PreviewEvent.Stage stage, long done, long total) {
        tell(new PreviewEvent.Counting(stage, done, total));
    }

    /** Never leaves {@link #run}. */
    private static final class EndedException extends RuntimeException {
        private final transient Watched by;

        EndedException(Watched by) {
            super("ended by its watcher", null, false, false);
            this.by = by;
        }
    }
}
