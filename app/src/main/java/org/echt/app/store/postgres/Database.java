package org.echt.app.store.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.echt.core.fault.StoreUnavailableException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/**
 * The one way to the database: a pool behind a fair gate. Without the gate some of many virtual threads wait for more
 * than a second while others are served again and again.
 *
 * <p>Every method throws {@link StoreUnavailableException} when the database cannot be reached or no connection becomes
 * free in time, and {@link StatementFailedException} when it was reached and refused. After the former in the midst of
 * a transaction it is unknown whether the commit was kept.
 *
 * <p>Do not call one method inside the function given to another: each takes a connection of its own, and callers that
 * wait for a second one while holding the first can starve each other until their patience ends. Thread-safe.
 */
public final class Database implements AutoCloseable {
    static final String MIGRATIONS = "classpath:db/migration";

    /** Kept here, or the logging system forgets them and their level. */
    private static final List<Logger> TALKATIVE = Stream.of("com.zaxxer.hikari", "org.flywaydb")
            .map(Logger::getLogger)
            .toList();

    static {
        TALKATIVE.forEach(logger -> logger.setLevel(Level.WARNING));
    }

    private final DatabaseSettings settings;
    private final AddressDataSource direct;
    private final HikariDataSource pool;
    private final Semaphore gate;

    private Database(DatabaseSettings settings, AddressDataSource direct, HikariDataSource pool) {
        this.settings = settings;
        this.direct = direct;
        this.pool = pool;
        this.gate = new Semaphore(settings.connections(), true);
    }

    /** Opens the pool. Connects at the first use, so it succeeds when the database is down. */
    public static Database open(DatabaseAddress address, DatabaseSettings settings) {
        var direct = new AddressDataSource(address, settings.patience());
        var config = new HikariConfig();
        config.setPoolName("echt");
        config.setDataSource(direct);
        config.setMaximumPoolSize(settings.connections());
        config.setMinimumIdle(0); // a command that is over in a second opens only what it uses
        config.setConnectionTimeout(settings.patience().toMillis());
        config.setValidationTimeout(Math.min(settings.patience().toMillis(), 2_000));
        config.setInitializationFailTimeout(-1);
        return new Database(settings, direct, new HikariDataSource(config));
    }

    /**
     * Runs the function in one transaction, at the isolation level of the database (read committed): commits when it
     * returns, rolls back when it throws.
     */
    public <T extends @Nullable Object> T inTransaction(SqlFunction<Connection, T> work) {
        return withConnection(connection -> {
            connection.setAutoCommit(false);
            T result;
            try {
                result = work.apply(connection);
            } catch (SQLException | RuntimeException | Error e) {
                rollback(connection, e);
                throw e;
            }
            connection.commit();
            connection.setAutoCommit(true);
            return result;
        });
    }

    /** Runs the function with a connection that commits each statement by itself. */
    public <T extends @Nullable Object> T withConnection(SqlFunction<Connection, T> work) {
        enter();
        try (var connection = pool.getConnection()) {
            return work.apply(connection);
        } catch (SQLException e) {
            throw SqlFaults.translate(e);
        } finally {
            gate.release();
        }
    }

    /**
     * A new connection outside the pool and its gate, for writers that keep one for long. The caller closes it, and
     * finds {@link SQLException} in its use.
     */
    public Connection dedicated() {
        try {
            return direct.getConnection();
        } catch (SQLException e) {
            throw SqlFaults.translate(e);
        }
    }

    /** Brings the schema to the state of this release. Several processes may do so at once. No migrations: no change. */
    public void migrate() {
        migrate(MIGRATIONS);
    }

    void migrate(String location) {
        try {
            Flyway.configure()
                    .dataSource(direct)
                    .locations(location)
                    .failOnMissingLocations(false)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            if (SqlFaults.isUnreachable(e)) {
                throw new StoreUnavailableException("The database cannot be reached for its migration", e);
            }
            throw e;
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    private void enter() {
        try {
            if (!gate.tryAcquire(settings.patience().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StoreUnavailableException(
                        "All " + settings.connections() + " database connections stayed busy for "
                                + settings.patience().toMillis() + " ms",
                        null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("Interrupted while waiting for a database connection", e);
        }
    }

    private static void rollback(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
