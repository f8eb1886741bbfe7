package org.echt.app.store.postgres;

import java.time.Duration;

/**
 * How the database is used by this process.
 *
 * @param connections pooled connections; on two cores 8 to 16 serve best
 * @param patience how long a caller waits for one of them, and for the server to accept a new one
 */
public record DatabaseSettings(int connections, Duration patience) {
    /** Below this the pool does not go. */
    private static final Duration LEAST_PATIENCE = Duration.ofMillis(250);

    public DatabaseSettings {
        if (connections < 1) {
            throw new IllegalArgumentException("connections is " + connections + ", but must be at least 1");
        }
        if (patience.compareTo(LEAST_PATIENCE) < 0) {
            throw new IllegalArgumentException("patience is " + patience + ", but must be at least " + LEAST_PATIENCE);
        }
    }

    public static DatabaseSettings defaults() {
        return new DatabaseSettings(8, Duration.ofSeconds(5));
    }
}
