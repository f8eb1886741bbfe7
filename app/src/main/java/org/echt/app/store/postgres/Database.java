package org.echt.app.store.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.echt.core.fault.StoreUnavailableException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
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

    /**
     * Brings the schema to the state of this release. Several processes may do so at once. No migrations: no change.
     *
     * @throws RefusedException for the schema of a later release: what that keeps, this one would not heed
     */
    public void migrate() {
        run(flyway(MIGRATIONS), flyway -> {
            // Of a later schema nothing is to be made, so nothing was.
            var found = flyway.migrate().initialSchemaVersion;
            int present = found == null ? 0 : number(MigrationVersion.fromVersion(found));
            if (present > Migrations.newest()) {
                throw new RefusedException(Fault.CONFLICT, newer(present, Migrations.newest()));
            }
        });
    }

    private static String newer(int present, int newest) {
        return "the database has schema " + present + ", and this release knows " + newest
                + ": a later release was at work. Use that one, or a backup from before.";
    }

    void migrate(String location) {
        run(flyway(location), Flyway::migrate);
    }

    /** Makes the schema of an earlier release, by the number of its newest migration, in an empty database. */
    void migrateTo(int schema) {
        run(flyway(MIGRATIONS).target(MigrationVersion.fromVersion(Integer.toString(schema))), Flyway::migrate);
    }

    /**
     * How the schema stands to this release. Changes nothing.
     *
     * @param present number of the newest migration that was made; 0 for none
     * @param newest number of the newest one this release knows
     * @param pending how many are to be made
     * @param wrong what stands against making them; empty for nothing
     */
    public record Schema(int present, int newest, int pending, String wrong) {}

    public Schema schema() {
        var schema = new AtomicReference<Schema>();
        run(flyway(MIGRATIONS), flyway -> schema.set(schema(flyway)));
        return Objects.requireNonNull(schema.get());
    }

    private static Schema schema(Flyway flyway) {
        var info = flyway.info();
        var checked = flyway.validateWithResult();
        var wrong = checked.validationSuccessful
                ? ""
                : checked.invalidMigrations.stream()
                        .filter(m -> m.errorDetails.errorCode != CoreErrorCode.RESOLVED_VERSIONED_MIGRATION_NOT_APPLIED)
                        .map(m -> "migration " + m.version + ": " + m.errorDetails.errorMessage)
                        .findFirst()
                        .orElse("");
        var current = info.current();
        int present = current == null ? 0 : number(current.getVersion());
        int newest = Migrations.newest();
        return new Schema(present, newest, info.pending().length, present > newest ? newer(present, newest) : wrong);
    }

    private static int number(@Nullable MigrationVersion version) {
        return version == null ? 0 : Integer.parseInt(version.getVersion());
    }

    private FluentConfiguration flyway(String location) {
        return Flyway.configure().dataSource(direct).locations(location).failOnMissingLocations(false);
    }

    private static void run(FluentConfiguration configuration, Consumer<Flyway> work) {
        try {
            work.accept(configuration.load());
        } catch (FlywayException e) {
            if (SqlFaults.isUnreachable(e)) {
                throw new StoreUnavailableException("The database cannot be reached for its migration", e);
            }
            throw e;
        }
    }

    /** What the database's clock says. */
    public Instant now() {
        return withConnection(connection -> Sql.list(connection, "select clock_timestamp()", row -> Micros.read(row, 1))
                .getFirst());
    }

    /** Bytes the whole database takes on its disk. */
    public long size() {
        return withConnection(connection -> Sql.count(connection, "select pg_database_size(current_database())"));
    }

    /** Callers that wait for a connection. */
    public int waiting() {
        return gate.getQueueLength();
    }

    /** Connections of the pool that are in use. */
    public int busy() {
        return settings.connections() - gate.availablePermits();
    }

    public int connections() {
        return settings.connections();
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
