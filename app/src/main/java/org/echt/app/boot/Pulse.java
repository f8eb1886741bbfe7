package org.echt.app.boot;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.echt.core.fault.StoreUnavailableException;
import org.echt.core.serial.ItemNumber;
import org.echt.core.verify.CatalogueHolder;
import org.echt.core.verify.ItemStore;

/**
 * Asks the store every second by the very read a check makes, takes up a newer catalogue where there is one, and so knows
 * whether checks can be answered and since when that is confirmed. Thread-safe.
 */
final class Pulse implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(1);
    /** Longer than one read may take, so that a node under load does not flicker. */
    private static final Duration BELIEVED = Duration.ofSeconds(5);

    private final CatalogueHolder catalogues;
    private final ItemStore items;
    private final Thread thread = Thread.ofPlatform().daemon().name("pulse").unstarted(this::run);
    private final long begun = System.nanoTime();
    private volatile long confirmed;
    private volatile boolean isConfirmed;
    private volatile boolean stopping;

    private Pulse(CatalogueHolder catalogues, ItemStore items) {
        this.catalogues = catalogues;
        this.items = items;
    }

    static Pulse start(CatalogueHolder catalogues, ItemStore items) {
        var pulse = new Pulse(catalogues, items);
        pulse.beat();
        pulse.thread.start();
        return pulse;
    }

    private void run() {
        while (!stopping) {
            try {
                TimeUnit.NANOSECONDS.sleep(EVERY.toNanos());
                beat();
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private void beat() {
        try {
            long began = System.nanoTime();
            catalogues.atLeast(items.read(ItemNumber.NONE, false).dataVersion());
            confirmed = began;
            isConfirmed = true;
        } catch (StoreUnavailableException _) {
            // the age of the last confirmation tells it
        }
    }

    /** Seconds since the store last confirmed that this node's catalogue is the newest. */
    double age() {
        return (System.nanoTime() - (isConfirmed ? confirmed : begun)) / 1e9;
    }

    /** What stands against requests. */
    List<String> unready() {
        if (stopping) {
            return List.of("stopping");
        }
        return isConfirmed && age() < BELIEVED.toSeconds() ? List.of() : List.of("the store does not answer");
    }

    boolean isReady() {
        return unready().isEmpty();
    }

    /** From now on nothing is ready. */
    @Override
    public void close() {
        stopping = true;
        thread.interrupt();
    }
}
