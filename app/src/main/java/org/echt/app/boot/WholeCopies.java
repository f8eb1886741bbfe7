package org.echt.app.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.echt.app.backup.Backup;
import org.echt.app.backup.BackupException;
import org.echt.app.backup.BackupFile;
import org.echt.app.backup.Manifest;
import org.echt.app.cli.Backups;
import org.echt.app.cli.Finding;
import org.echt.app.cli.GlobalOptions;
import org.echt.app.config.Config;
import org.echt.app.store.postgres.Database;
import org.echt.app.store.postgres.DatabaseSnapshot;
import org.echt.app.store.postgres.Migrations;
import org.echt.app.store.postgres.PostgresStores;
import org.echt.app.store.postgres.StoresSettings;
import org.echt.core.audit.AuditEntry;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.jspecify.annotations.Nullable;

/** Backups of the installation a configuration names. */
record WholeCopies(InstantSource clock) implements Backups {
    /** What the audit log says of a backup. */
    static final String MADE = "backup.made";

    @Override
    public Held make(GlobalOptions options, Path out, @Nullable String password, String user, Watcher watcher)
            throws IOException {
        var config = Wiring.config(options);
        if (!OpenDatabase.exists(config)) {
            throw new RefusedException(
                    Fault.NOT_FOUND,
                    "there is no installation in " + config.data().folder() + ". Say where it is: --data or --config");
        }
        try (var open = OpenDatabase.of(config)) {
            // The longest log first: what is written after it can only be longer.
            var backup = files(new Backup(open.database(), clock.instant().truncatedTo(ChronoUnit.SECONDS)), config);
            var configuration = options.config();
            if (configuration != null) {
                backup.with(Backup.CONFIGURATION, Files.readAllBytes(configuration));
            }
            if (password != null) {
                backup.with(Backup.KEYS, Keystores.of(config.keys()).sealed(password, new SecureRandom()));
            }
            watcher.begins("bytes", size(open.database()));
            var manifest = backup.write(out, watcher::reached);
            record(open.database(), manifest, String.valueOf(out.getFileName()), user);
            return held(manifest, out);
        } catch (BackupException e) {
            throw new RefusedException(Fault.CONFLICT, String.valueOf(e.getMessage()));
        }
    }

    private static Backup files(Backup backup, Config config) throws IOException {
        var seen = config.data().folder().resolve(Backup.SEEN);
        if (Files.exists(seen)) {
            backup.with(Backup.SEEN, Files.readAllBytes(seen));
        }
        var witnesses = config.log().witnesses();
        if (witnesses != null && Files.exists(witnesses)) {
            backup.with(Backup.WITNESSES, Files.readAllBytes(witnesses));
        }
        return backup;
    }

    private static long size(Database database) {
        try (var snapshot = DatabaseSnapshot.of(database)) {
            return snapshot.size();
        }
    }

    /** A copy of everything is worth an entry; a database of an earlier release gets none, because it is not migrated for it. */
    private void record(Database database, Manifest manifest, String name, String user) {
        if (manifest.schema() != Migrations.newest()) {
            return;
        }
        try (var stores = PostgresStores.open(database, StoresSettings.defaults(), clock)) {
            stores.ledger()
                    .record(new AuditEntry(
                            clock.instant().truncatedTo(ChronoUnit.MICROS),
                            "echt",
                            MADE,
                            name,
                            "",
                            manifest.rows() + " rows of " + manifest.at(),
                            "asked for by the system's user " + user));
        }
    }

    static Held held(Manifest manifest, Path file) throws IOException {
        return new Held(
                manifest.schema(),
                manifest.at(),
                Files.size(file),
                manifest.tables().size(),
                manifest.rows(),
                manifest.logSize(),
                manifest.files().stream().map(Manifest.FileOf::name).toList());
    }

    @Override
    public Held restore(GlobalOptions options, Request request, Consumer<Finding> findings, Watcher watcher)
            throws IOException {
        watcher.begins("bytes", Files.exists(request.file()) ? Files.size(request.file()) : 0);
        try (var backup = BackupFile.open(request.file(), watcher::reached)) {
            new Restoration(options, request, backup, findings, watcher).run();
            return held(backup.manifest(), request.file());
        } catch (BackupException e) {
            throw new RefusedException(Fault.CONFLICT, String.valueOf(e.getMessage()));
        }
    }
}
