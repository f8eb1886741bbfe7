package org.echt.app.boot;

import java.nio.file.Files;
import org.echt.app.config.Config;
import org.echt.app.config.DatabaseConfig;
import org.echt.app.store.embedded.EmbeddedPostgres;
import org.echt.app.store.embedded.EmbeddedPostgresException;
import org.echt.app.store.embedded.Settings;
import org.echt.app.store.postgres.Database;
import org.echt.app.store.postgres.DatabaseAddress;
import org.echt.app.store.postgres.DatabaseSettings;
import org.echt.core.fault.StoreUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * The database of a configuration with the schema it has, started where it is our own and does not run.
 *
 * @param embedded null where it is elsewhere
 */
record OpenDatabase(Database database, @Nullable EmbeddedPostgres embedded) implements AutoCloseable {
    static OpenDatabase of(Config config) {
        var settings = new DatabaseSettings(
                config.database().poolSize(), config.database().timeout());
        return switch (config.database()) {
            case DatabaseConfig.Embedded _ -> {
                var postgres = embedded(config);
                var address = new DatabaseAddress(postgres::jdbcUrl, postgres.user(), postgres.password());
                yield new OpenDatabase(Database.open(address, settings), postgres);
            }
            case DatabaseConfig.Server server -> {
                var address = DatabaseAddress.of(server.url(), server.user(), password(server));
                yield new OpenDatabase(Database.open(address, settings), null);
            }
        };
    }

    /** Whether there is a database to open: where it is our own, it would be made otherwise. */
    static boolean exists(Config config) {
        return config.database() instanceof DatabaseConfig.Server
                || Files.isDirectory(config.data().folder().resolve("pg/data"));
    }

    private static EmbeddedPostgres embedded(Config config) {
        try {
            return EmbeddedPostgres.open(config.data().folder(), Settings.defaults());
        } catch (EmbeddedPostgresException e) {
            throw new StoreUnavailableException(String.valueOf(e.getMessage()), e);
        }
    }

    private static String password(DatabaseConfig.Server server) {
        var file = server.passwordFile();
        return file == null ? "" : SecretFile.read(file);
    }

    @Override
    public void close() {
        try (embedded) {
            database.close();
        }
    }
}
