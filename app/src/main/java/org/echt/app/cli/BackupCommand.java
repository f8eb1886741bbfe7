package org.echt.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code echt backup}. */
@Command(
        name = "backup",
        header = "Writes everything this installation must not lose into one file, of one moment, while it serves.",
        description = {
            "  echt backup --out /backups --keys-password-file backup-password.txt",
            "  echt backup --out today.tar --without-keys           the key store is kept elsewhere"
        })
final class BackupCommand extends Action {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'echt-'uuuuMMdd'T'HHmmss'Z.tar'").withZone(ZoneOffset.UTC);

    @Option(
            names = "--out",
            required = true,
            paramLabel = "PATH",
            description = "File, never overwritten; or a folder, in which the file is named by the time.")
    Path out = Path.of("");

    @Option(
            names = "--keys-password-file",
            paramLabel = "FILE",
            description =
                    "File with the password that seals the key store within the backup. The password is not in it.")
    @Nullable
    Path passwordFile;

    @Option(
            names = "--without-keys",
            description = "Leaves the key store out. Without it no code can be verified again.")
    boolean withoutKeys;

    BackupCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run() throws IOException {
        if ((passwordFile == null) == !withoutKeys) {
            throw Complaint.usage(
                    "say what becomes of the key store",
                    "--keys-password-file FILE seals it within the backup; --without-keys leaves it out.");
        }
        var password = passwordFile == null ? null : PasswordSource.of(shell.path(passwordFile));
        var target = target(shell.path(out));
        Backups.Held held;
        try (var phases = new Phases(shell)) {
            held = shell.starter().backups().make(shell.options(), target, password, shell.user(), phases);
        }
        var facts = facts(target, held);
        shell.output().facts(facts);
        shell.output()
                .say(
                        withoutKeys
                                ? "The key store is NOT in the backup. Keep a copy of it elsewhere, or no code can ever be verified again."
                                : "The key store is in it, sealed by the password, and the password is NOT. Keep the password elsewhere.");
        shell.output()
                .say(
                        "Not in it either: files with passwords and PINs, the token's own keys, signing certificates, sessions."
                                + " See docs/operations.md.");
        return Exit.FINE;
    }

    static Map<String, Object> facts(Path file, Backups.Held held) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("file", file);
        facts.put("bytes", held.bytes());
        facts.put("at", held.at());
        facts.put("schema", held.schema());
        facts.put("tables", held.tables());
        facts.put("rows", held.rows());
        facts.put("log_entries", held.logSize());
        facts.put("files", held.files());
        return facts;
    }

    private static Path target(Path given) {
        return Files.isDirectory(given)
                ? given.resolve(NAME.format(Instant.now().truncatedTo(ChronoUnit.SECONDS)))
                : given;
    }
}
