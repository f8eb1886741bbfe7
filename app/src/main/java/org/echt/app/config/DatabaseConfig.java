package org.echt.app.config;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Which database. */
public sealed interface DatabaseConfig {
    /** Connections kept at most. */
    int poolSize();

    /** Longest wait for a connection or an answer before the store counts as unavailable. */
    Duration timeout();

    /** A PostgreSQL of our own, in the data folder, started and stopped with the program. */
    record Embedded(int poolSize, Duration timeout) implements DatabaseConfig {}

    /**
     * A PostgreSQL elsewhere.
     *
     * @param url {@code jdbc:postgresql://host:port/database}, without user and password
     * @param user its user
     * @param passwordFile file that holds the password and nothing else; null where the server asks for none
     */
    record Server(String url, String user, @Nullable Path passwordFile, int poolSize, Duration timeout)
            implements DatabaseConfig {}
}
