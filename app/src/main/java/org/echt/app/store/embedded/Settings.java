package org.echt.app.store.embedded;

import java.time.Duration;
import java.util.List;

/**
 * How the embedded PostgreSQL is run. Sizes are in MiB. Durability is not a setting: fsync and synchronous_commit are on.
 * Settings count when the server is started; whoever attaches to a running one finds those of its starter.
 *
 * @param sharedBuffers PostgreSQL's own cache
 * @param workMemory per sort or hash of one query
 * @param maintenanceMemory for building indexes and for vacuum
 * @param cacheEstimate what the planner may assume cached, the file cache of the system included
 * @param maxWal how much log may pile up before a checkpoint is forced
 * @param checkpointEvery time between checkpoints
 * @param maxConnections of all processes together; three of them are PostgreSQL's own reserve
 * @param startTimeout how long a start, crash recovery included, may take
 * @param stopTimeout how long a shutdown may take before it is left to itself
 * @param logLimit the log file is moved to {@code log.1} when it grows beyond this
 */
public record Settings(
        int sharedBuffers,
        int workMemory,
        int maintenanceMemory,
        int cacheEstimate,
        int maxWal,
        Duration checkpointEvery,
        int maxConnections,
        Duration startTimeout,
        Duration stopTimeout,
        int logLimit) {

    public Settings {
        atLeast("sharedBuffers", sharedBuffers, 1);
        atLeast("workMemory", workMemory, 1);
        atLeast("maintenanceMemory", maintenanceMemory, 1);
        atLeast("cacheEstimate", cacheEstimate, 1);
        atLeast("maxWal", maxWal, 64);
        atLeast("checkpointEvery (seconds)", checkpointEvery.toSeconds(), 30);
        atLeast("maxConnections", maxConnections, 10);
        atLeast("startTimeout (seconds)", startTimeout.toSeconds(), 1);
        atLeast("stopTimeout (seconds)", stopTimeout.toSeconds(), 1);
        atLeast("logLimit", logLimit, 1);
    }

    /** For a machine of two cores and 24 GiB that PostgreSQL shares with its caller. */
    public static Settings defaults() {
        return new Settings(
                512, 16, 256, 8192, 4096, Duration.ofMinutes(15), 60, Duration.ofMinutes(2), Duration.ofMinutes(1), 16);
    }

    private static void atLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + ", but must be at least " + least);
        }
    }

    /** As {@code name=value}, each for one {@code -c}. Holds no secret: command lines are public. */
    List<String> asServerOptions() {
        return List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "fsync=on",
                "synchronous_commit=on",
                "full_page_writes=on",
                "shared_buffers=" + sharedBuffers + "MB",
                "work_mem=" + workMemory + "MB",
                "maintenance_work_mem=" + maintenanceMemory + "MB",
                "effective_cache_size=" + cacheEstimate + "MB",
                "max_wal_size=" + maxWal + "MB",
                "min_wal_size=" + Math.max(64, maxWal / 4) + "MB",
                "checkpoint_timeout=" + checkpointEvery.toSeconds() + "s",
                // The binaries are built without lz4 and zstd; "on" is pglz.
                "wal_compression=on",
                "max_connections=" + maxConnections,
                "random_page_cost=1.1",
                "jit=off",
                "timezone=UTC",
                "log_timezone=UTC",
                "lc_messages=C",
                "log_line_prefix=%m [%p] ");
    }
}
