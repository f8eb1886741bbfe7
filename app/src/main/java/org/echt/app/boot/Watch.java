package org.echt.app.boot;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.echt.app.store.postgres.Backlog;
import org.jspecify.annotations.Nullable;

/**
 * Counts every quarter of a minute what waits in the database, so that a scrape need not ask it. What was counted too long
 * ago counts as unknown. Thread-safe.
 */
final class Watch {
    private static final System.Logger LOG = System.getLogger(Watch.class.getName());
    private static final Duration EVERY = Duration.ofSeconds(15);
    private static final Duration BELIEVED = Duration.ofMinutes(1);

    private final Supplier<Backlog> source;
    private final InstantSource clock;
    private volatile @Nullable Counted last;

    private record Counted(Backlog backlog, Instant at) {}

    private Watch(Supplier<Backlog> source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    /** Counts until the node is closed. */
    static Watch start(Node node) {
        var watch = new Watch(node.stores()::backlog, node.clock());
        node.keep(Repeat.start("watch", watch::count));
        return watch;
    }

    private Duration count() {
        try {
            last = new Counted(source.get(), clock.instant());
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "what waits cannot be counted now: " + e.getClass().getSimpleName());
        }
        return EVERY;
    }

    /** A value of what was counted last; NaN while that is not known. */
    double value(ToDoubleFunction<Backlog> value) {
        var counted = last;
        return counted == null || counted.at().plus(BELIEVED).isBefore(clock.instant())
                ? Double.NaN
                : value.applyAsDouble(counted.backlog());
    }

    /** Seconds since an instant of what was counted last; NaN while that is not known, 0 where there is none. */
    double age(InstantOf instant) {
        return value(backlog -> {
            var at = instant.of(backlog);
            return at == null
                    ? 0
                    : Math.max(0, Duration.between(at, clock.instant()).toMillis() / 1e3);
        });
    }

    /** Takes an instant from what was counted. */
    @FunctionalInterface
    interface InstantOf {
        @Nullable
        Instant of(Backlog backlog);
    }

    /** States of messages that are shown. */
    static final List<String> MESSAGES = List.of("WAITING", "SENDING");
}
