package org.echt.app.store.postgres;

import java.time.Duration;

/**
 * How the stores use the database.
 *
 * @param readers connections that answer the reads of checks, each for many callers at once
 * @param writers connections that record checks, each for many callers at once
 * @param queue callers that may wait for the readers, and as many for the writers; more are turned away at once
 * @param readGroup callers one round trip answers at most
 * @param writeGroup checks one transaction records at most
 * @param readDeadline how long a read may take
 * @param writeDeadline how long recording a check may take
 */
public record StoresSettings(
        int readers,
        int writers,
        int queue,
        int readGroup,
        int writeGroup,
        Duration readDeadline,
        Duration writeDeadline) {
    public StoresSettings {
        positive("readers", readers);
        positive("writers", writers);
        positive("queue", queue);
        positive("readGroup", readGroup);
        positive("writeGroup", writeGroup);
        positive("readDeadline (ms)", readDeadline.toMillis());
        positive("writeDeadline (ms)", writeDeadline.toMillis());
    }

    /** For two cores. */
    public static StoresSettings defaults() {
        return new StoresSettings(2, 2, 20_000, 512, 4096, Duration.ofSeconds(2), Duration.ofSeconds(2));
    }

    private static void positive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ", but must be at least 1");
        }
    }
}
