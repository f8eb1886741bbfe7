package org.echt.app.boot;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.echt.app.cli.Finding;
import org.echt.app.cli.GlobalOptions;
import org.echt.app.config.Config;
import org.echt.app.config.ConfigException;
import org.echt.app.config.DatabaseConfig;
import org.echt.app.config.KeysConfig;
import org.echt.app.config.MailConfig;
import org.echt.app.config.SignConfig;
import org.echt.app.keys.Keystore;
import org.echt.app.keys.KeystoreException;
import org.echt.core.fault.RefusedException;
import org.echt.core.fault.StoreUnavailableException;
import org.echt.core.keys.KeyCommitment;
import org.echt.core.keys.KeySlot;
import org.jspecify.annotations.Nullable;

/**
 * {@code echt doctor}: one thing after the other, from the ground up; what hangs on something broken is skipped. Writes
 * nothing. A database of our own is started where it does not run, as by every command, but never made and never migrated.
 */
final class Examination {
    private static final int JAVA = 25;
    private static final long FEW_BYTES = 512L << 20;
    private static final long ENOUGH_BYTES = 4L << 30;

    private final GlobalOptions options;
    private final Consumer<Finding> findings;
    private final InstantSource clock;

    Examination(GlobalOptions options, Consumer<Finding> findings, InstantSource clock) {
        this.options = options;
        this.findings = findings;
        this.clock = clock;
    }

    void run() {
        java();
        var config = configuration();
        if (config == null) {
            return;
        }
        folder(config.data().folder());
        disk(config.data().folder());
        secrets(config);
        var keystore = keys(config);
        database(config, keystore);
        new NetworkExamination(config, findings).run();
    }

    private void java() {
        int version = Runtime.version().feature();
        findings.accept(
                version >= JAVA
                        ? Finding.fine("java", Runtime.version().toString())
                        : Finding.wrong("java", "it is " + version, "Install a JDK " + JAVA + "."));
    }

    private @Nullable Config configuration() {
        try {
            var config = Wiring.config(options);
            findings.accept(Finding.fine(
                    "configuration",
                    options.config() == null
                            ? "none given, so every default holds"
                            : options.config() + " is understood"));
            return config;
        } catch (ConfigException e) {
            findings.accept(
                    Finding.wrong("configuration", String.valueOf(e.getMessage()), "All keys: echt help config"));
            return null;
        }
    }

    private void folder(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                findings.accept(Finding.wrong(
                        "data folder",
                        folder + " is not there",
                        "Begin one: echt key init --issuer NAME. Or say where it is: --data, --config"));
            } else if (!Files.isWritable(folder)) {
                findings.accept(Finding.wrong(
                        "data folder", folder + " cannot be written to", "Give it to the user Echt runs as: chown"));
            } else if (isOpen(folder, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE)) {
                findings.accept(Finding.wrong(
                        "data folder",
                        folder + " can be written to by others (" + mode(folder) + ")",
                        "chmod go-w " + folder));
            } else {
                findings.accept(Finding.fine("data folder", folder + " " + mode(folder)));
            }
        } catch (IOException e) {
            findings.accept(
                    Finding.wrong("data folder", folder + " cannot be looked at: " + e.getMessage(), "chmod u+rx"));
        }
    }

    private static boolean isOpen(Path path, PosixFilePermission... permissions) throws IOException {
        var mode = Files.getPosixFilePermissions(path);
        for (var permission : permissions) {
            if (mode.contains(permission)) {
                return true;
            }
        }
        return false;
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private void disk(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try {
            FileStore store = Files.getFileStore(folder);
            long free = store.getUsableSpace();
            var what = (free >> 20) + " MiB free of " + (store.getTotalSpace() >> 20);
            findings.accept(
                    free < FEW_BYTES
                            ? Finding.wrong("disk", what, "Make room: a full disk stops everything that is recorded.")
                            : free < ENOUGH_BYTES
                                    ? Finding.notice("disk", what, "Make room soon.")
                                    : Finding.fine("disk", what));
        } catch (IOException e) {
            findings.accept(Finding.wrong("disk", "it cannot be asked: " + e.getMessage(), "Look at the mount."));
        }
    }

    private void secrets(Config config) {
        var wrong = new ArrayList<String>();
        var files = secretFiles(config);
        files.forEach((file, key) -> {
            try {
                SecretFile.check(file);
            } catch (RefusedException e) {
                wrong.add(key + ": " + e.getMessage());
            }
        });
        findings.accept(
                wrong.isEmpty()
                        ? Finding.fine("secrets", files.size() + " files, each its owner's alone")
                        : Finding.wrong("secrets", String.join("; ", wrong), "Files with secrets have mode 0600."));
    }

    private static Map<Path, String> secretFiles(Config config) {
        var files = new LinkedHashMap<Path, String>();
        if (config.database() instanceof DatabaseConfig.Server(var _, var _, var file, var _, var _) && file != null) {
            files.put(file, "database.password-file");
        }
        if (config.keys() instanceof KeysConfig.OfToken token) {
            files.put(token.pinFile(), "keys.pin-file");
        }
        if (config.mail() instanceof MailConfig.On mail) {
            var login = mail.relay().login();
            if (login != null) {
                files.put(login.passwordFile(), "mail.password-file");
            }
            var inbox = mail.inbox();
            if (inbox != null && inbox.server().login() != null) {
                files.put(inbox.server().login().passwordFile(), "mail.imap-password-file");
            }
        }
        switch (config.sign()) {
            case SignConfig.Off _ -> {}
            case SignConfig.Keystore keystore -> files.put(keystore.passwordFile(), "sign.password-file");
            case SignConfig.Token token -> files.put(token.pinFile(), "sign.password-file");
        }
        return files;
    }

    /** Null where there is none that opens. */
    private @Nullable Keystore keys(Config config) {
        var keystore = Keystores.of(config.keys());
        if (!keystore.exists()) {
            findings.accept(Finding.wrong(
                    "key store",
                    keystore.file() + " is not there",
                    "Make one: echt key init --issuer NAME. Or put your copy back, if codes were issued."));
            return null;
        }
        try {
            var slots = keystore.ring().slots();
            for (var slot : slots) {
                var nonce = new byte[KeyCommitment.NONCE];
                new SecureRandom().nextBytes(nonce);
                KeyCommitment.of(slot.key(), nonce);
            }
            long open =
                    slots.stream().filter(s -> s.state() == KeySlot.State.OPEN).count();
            findings.accept(
                    open > 0
                            ? Finding.fine("key store", slots.size() + " slots answer, " + open + " open")
                            : Finding.notice(
                                    "key store", "no slot is open, so nothing can be issued", "echt key open"));
            return keystore;
        } catch (KeystoreException | IllegalStateException e) {
            findings.accept(
                    Finding.wrong("key store", String.valueOf(e.getMessage()), "See each slot: echt key check"));
            return null;
        }
    }

    private void database(Config config, @Nullable Keystore keystore) {
        if (!OpenDatabase.exists(config)) {
            findings.accept(Finding.skipped("database", "there is none yet; the first command makes it"));
            return;
        }
        try (var open = OpenDatabase.of(config)) {
            new StoreExamination(config, open.database(), keystore, findings, clock).run();
        } catch (StoreUnavailableException | RefusedException e) {
            findings.accept(Finding.wrong(
                    "database",
                    String.valueOf(e.getMessage()),
                    config.database() instanceof DatabaseConfig.Embedded
                            ? "Its log: " + config.data().folder().resolve("pg/log")
                            : "Look at database.url, database.user and the server."));
        }
    }
}
