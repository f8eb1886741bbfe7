package org.echt.app.boot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Consumer;
import org.echt.app.backup.Backup;
import org.echt.app.backup.BackupException;
import org.echt.app.backup.BackupFile;
import org.echt.app.backup.Manifest;
import org.echt.app.backup.Restoring;
import org.echt.app.cli.Backups.Request;
import org.echt.app.cli.Backups.Watcher;
import org.echt.app.cli.Finding;
import org.echt.app.cli.GlobalOptions;
import org.echt.app.config.Config;
import org.echt.app.config.ConfigFile;
import org.echt.app.config.DatabaseConfig;
import org.echt.app.keys.Keystore;
import org.echt.app.store.postgres.Migrations;
import org.echt.core.ledger.Seen;
import org.echt.core.tlog.Checkpoint;
import org.echt.core.tlog.MalformedException;
import org.echt.core.tlog.SignedCheckpoint;
import org.jspecify.annotations.Nullable;

/** One backup being put back: everything is checked before anything is written. One use, one thread. */
final class Restoration {
    private final GlobalOptions options;
    private final Request request;
    private final BackupFile backup;
    private final Manifest manifest;
    private final Consumer<Finding> findings;
    private final Watcher watcher;

    Restoration(
            GlobalOptions options, Request request, BackupFile backup, Consumer<Finding> findings, Watcher watcher) {
        this.options = options;
        this.request = request;
        this.backup = backup;
        this.manifest = backup.manifest();
        this.findings = findings;
        this.watcher = watcher;
    }

    void run() throws IOException {
        findings.accept(Finding.fine("file", "every byte is as it was written, " + manifest.at()));
        checkSchema();
        checkTarget();
        checkKeys();
        var seen = seen();
        if (request.dryRun()) {
            return;
        }
        Files.createDirectories(
                request.into(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var config = putFiles(seen);
        load(config);
        boolean runs = manifest.schema() == Migrations.newest() || request.migrate();
        if (!runs) {
            findings.accept(Finding.notice(
                    "schema",
                    "it is " + manifest.schema() + ", this release needs " + Migrations.newest()
                            + ", and nothing was migrated",
                    "The next command on it brings it up; or restore again with --migrate."));
        }
        if (request.verify() && runs) {
            new Proving(config, manifest, findings, watcher).run();
        } else {
            findings.accept(Finding.skipped("program", "catalogue, keys, log and codes were not looked at"));
        }
        tellOfLog(seen);
    }

    private void checkSchema() {
        if (manifest.schema() > Migrations.newest()) {
            throw new BackupException("the backup has schema " + manifest.schema() + ", and this release knows "
                    + Migrations.newest() + ". Use the release that made it, or a later one.");
        }
    }

    private void checkTarget() throws IOException {
        if (!Files.exists(request.into())) {
            return;
        }
        try (var inside = Files.list(request.into())) {
            if (inside.findAny().isPresent()) {
                throw new BackupException(request.into() + " is not empty, and nothing in it is overwritten."
                        + " Choose another folder for --into.");
            }
        }
    }

    private void checkKeys() throws IOException {
        var password = request.password();
        boolean inside = manifest.file(Backup.KEYS).isPresent();
        if (password != null && !inside) {
            throw new BackupException("the backup holds no key store. Give a copy of it: --keys FILE");
        }
        if (password != null && !Keystore.opens(backup.file(Backup.KEYS), password)) {
            throw new BackupException("the password does not open the key store in the backup."
                    + " Find the right one, or give a copy of the key store: --keys FILE");
        }
        if (password == null && request.keys() == null && request.verify()) {
            throw new BackupException("without its keys the installation cannot be verified. Give "
                    + (inside ? "--keys-password-file FILE, or " : "") + "--keys FILE, or --no-verify");
        }
    }

    /** The longer of the log that the backup's machine had seen and what the caller knows; null for neither. */
    private Seen.@Nullable Sight seen() throws IOException {
        var given = request.seen() == null
                ? null
                : sight(Files.readAllBytes(request.seen()), request.seen().toString());
        var kept = manifest.file(Backup.SEEN).isPresent() ? sight(backup.file(Backup.SEEN), Backup.SEEN) : null;
        return given == null || (kept != null && kept.size() > given.size()) ? kept : given;
    }

    private static Seen.Sight sight(byte[] text, String name) {
        try {
            var checkpoint = SignedCheckpoint.parse(text).checkpoint();
            return new Seen.Sight(checkpoint.origin(), checkpoint.size(), checkpoint.root());
        } catch (MalformedException _) {
            return unsigned(new String(text, StandardCharsets.UTF_8), name);
        }
    }

    private static Seen.Sight unsigned(String text, String name) {
        try {
            var checkpoint = Checkpoint.parse(text);
            return new Seen.Sight(checkpoint.origin(), checkpoint.size(), checkpoint.root());
        } catch (MalformedException e) {
            throw new BackupException(name + " is no checkpoint of a log: " + e.getMessage(), e);
        }
    }

    private Config putFiles(Seen.@Nullable Sight seen) throws IOException {
        for (var name : new String[] {Backup.CONFIGURATION, Backup.WITNESSES}) {
            if (manifest.file(name).isPresent()) {
                Files.write(request.into().resolve(name), backup.file(name));
            }
        }
        if (seen != null) {
            new SeenFile(request.into()).saw(seen);
        }
        var config = config();
        var keystore = Keystores.of(config.keys());
        var keys = request.keys();
        if (keys != null) {
            keystore.copyOf(keys);
        } else if (request.password() != null) {
            keystore.unseal(backup.file(Backup.KEYS), request.password());
        }
        return config;
    }

    /** As the caller says; else as the backup does, with everything in the one folder: its database may be the living one. */
    private Config config() {
        var inside = request.into().resolve(Backup.CONFIGURATION);
        if (options.config() != null) {
            return Wiring.config(new GlobalOptions(request.into(), options.config()));
        }
        var found = Files.exists(inside) ? ConfigFile.read(inside) : ConfigFile.defaults(request.into());
        return found.allIn(request.into().toAbsolutePath());
    }

    private void load(Config config) throws IOException {
        try (var open = OpenDatabase.of(config)) {
            watcher.begins("rows", manifest.rows());
            Restoring.load(backup, open.database(), watcher::reached);
            watcher.begins("rows", manifest.rows());
            var differences = Restoring.differences(manifest, open.database(), watcher::reached);
            findings.accept(
                    differences.isEmpty()
                            ? Finding.fine(
                                    "rows",
                                    manifest.rows() + " in " + manifest.tables().size()
                                            + " tables, read back and equal")
                            : Finding.wrong("rows", String.join("; ", differences), "Take another backup."));
        } catch (IOException | RuntimeException e) {
            findings.accept(Finding.wrong(
                    "rows",
                    "they could not be put back",
                    config.database() instanceof DatabaseConfig.Embedded
                            ? "Delete " + request.into() + " before the next try."
                            : "Make the database empty, and delete " + request.into() + ", before the next try."));
            throw e;
        }
    }

    private void tellOfLog(Seen.@Nullable Sight seen) {
        if (seen != null && seen.size() > manifest.logSize()) {
            findings.accept(Finding.notice(
                    "log",
                    "others saw " + seen.size() + " entries, the backup holds " + manifest.logSize()
                            + ": nothing will be signed here that contradicts them",
                    "Find the newer database, or see \"Restoring\" in docs/operations.md."));
        }
    }
}
