package org.echt.app.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.echt.app.store.embedded.EmbeddedPostgres;
import org.echt.app.store.embedded.Settings;
import org.junit.jupiter.api.Test;

/** A PostgreSQL by its address, its password in a file of its own. */
class ExternalDatabaseIT {
    @Test
    void worksOnADatabaseByUrlAndRefusesAnOpenPasswordFile() throws Exception {
        try (var install = Install.withKeys();
                var elsewhere = EmbeddedPostgres.open(install.folder().resolve("elsewhere"), Settings.defaults())) {
            var password = install.folder().resolve("password");
            Files.writeString(password, elsewhere.password() + "\n");
            Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
            var config = install.folder().resolve("echt.properties");
            Files.writeString(
                    config,
                    "database.url = " + elsewhere.jdbcUrl() + "\ndatabase.user = " + elsewhere.user()
                            + "\ndatabase.password-file = password\n");
            String[] add = {
                "--config",
                config.toString(),
                "product",
                "add",
                "cell",
                "--gtin",
                "09506000000046",
                "--name",
                "Cell",
                "--brand",
                "Acme"
            };
            install.run(add);
            assertTrue(install.run("--config", config.toString(), "product", "list")
                    .out()
                    .contains("09506000000046"));
            assertFalse(Files.exists(install.data().resolve("pg")), "no database of its own was wanted");
            Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-r--r--"));
            var refused = install.run(exit -> exit == 4, add);
            assertTrue(refused.err().contains("chmod 600"), refused.err());
            assertEquals(-1, refused.err().indexOf(elsewhere.password()));
        }
    }
}
