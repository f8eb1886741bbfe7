package org.echt.app.store.postgres;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Makes the partitions of the days to come, now and every hour. A day that got none is recorded all the same. */
final class ScanPartitions implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ScanPartitions.class.getName());
    private static final int DAYS_AHEAD = 7;
    private static final Duration EVERY = Duration.ofHours(1);

    private final Database database;
    private final InstantSource clock;
    private final Thread thread;

    ScanPartitions(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        tryAll();
        thread = Thread.ofVirtual().name("echt scan partitions").start(this::run);
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(EVERY);
                tryAll();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void tryAll() {
        try {
            var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            today.datesUntil(today.plusDays(DAYS_AHEAD + 1)).forEach(this::make);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "No partitions made for the checks of the coming days", e);
        }
    }

    private void make(LocalDate day) {
        database.inTransaction(connection -> {
            try (var patience = connection.prepareStatement("select set_config('lock_timeout', '2s', true)");
                    var make = connection.prepareStatement("select echt_scan_partition(?)")) {
                patience.execute();
                make.setObject(1, day);
                return make.execute();
            }
        });
    }
}
