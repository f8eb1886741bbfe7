package org.echt.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code echt restore}. */
@Command(
        name = "restore",
        header = "Makes an installation of a backup in an empty folder, and proves that nothing is missing or changed.",
        description = {
            "  echt restore echt-20261104T020000Z.tar --into restored --keys-password-file backup-password.txt",
            "  echt restore echt-20261104T020000Z.tar --into restored --keys keys.txt --seen log-seen.txt",
            "  echt restore echt-20261104T020000Z.tar --into restored --dry-run"
        })
final class RestoreCommand extends Action {
    @Parameters(paramLabel = "FILE", description = "The backup.")
    Path file = Path.of("");

    @Option(
            names = "--into",
            required = true,
            paramLabel = "DATA",
            description =
                    "Data folder to make; refused unless it is empty or not there. With --config and a database.url"
                            + " the rows go into that database, which must be empty too; else into one of its own.")
    Path into = Path.of("");

    @Option(
            names = "--keys-password-file",
            paramLabel = "FILE",
            description = "File with the password that opens the key store in the backup.")
    @Nullable
    Path passwordFile;

    @Option(names = "--keys", paramLabel = "FILE", description = "A copy of the key store to take instead.")
    @Nullable
    Path keys;

    @Option(
            names = "--seen",
            paramLabel = "FILE",
            description = "The newest checkpoint of the log anybody has: log-seen.txt of the lost machine, or what a"
                    + " witness or reader kept. Where the backup is older, nothing is signed that contradicts it.")
    @Nullable
    Path seen;

    @Option(
            names = "--migrate",
            description = "Bring a backup of an earlier release to the schema of this one. Otherwise its own is kept.")
    boolean migrate;

    @Option(
            names = "--verify",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Run the program on it: catalogue, keys, the whole log, a sample of codes. On by default;"
                    + " rows are compared in any case.")
    boolean verify;

    @Option(names = "--dry-run", description = "Check the file and the target, write nothing.")
    boolean dryRun;

    RestoreCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run() throws IOException {
        if (passwordFile != null && keys != null) {
            throw Complaint.usage(
                    "--keys-password-file and --keys cannot stand together", "One key store is enough: choose one.");
        }
        var request = new Backups.Request(
                shell.path(file),
                shell.path(into),
                passwordFile == null ? null : PasswordSource.of(shell.path(passwordFile)),
                keys == null ? null : shell.path(keys),
                seen == null ? null : shell.path(seen),
                migrate,
                verify,
                dryRun);
        var output = shell.output();
        var findings = new Findings(output);
        Backups.Held held;
        try (var phases = new Phases(shell)) {
            held = shell.starter()
                    .backups()
                    .restore(
                            shell.options(),
                            request,
                            finding -> {
                                phases.wipe();
                                findings.add(finding);
                            },
                            phases);
        }
        if (output.isJson()) {
            var facts = new LinkedHashMap<>(BackupCommand.facts(file, held));
            facts.put("findings", findings.rows().objects());
            output.facts(facts);
        }
        if (dryRun) {
            output.say("Dry run: nothing was written.");
        } else if (findings.isGood()) {
            output.say("Restored into " + into + ". Before it serves, see \"Restoring\" in docs/operations.md:"
                    + " a log must not be continued from an older day.");
        } else {
            output.say("Something is wrong with what was restored: do not let it serve.");
        }
        return findings.isGood() ? Exit.FINE : Exit.FAILURE;
    }
}
