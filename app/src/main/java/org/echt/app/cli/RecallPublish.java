package org.echt.app.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.echt.core.recall.Revision;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code echt recall publish}: what was previewed, and nothing else. */
@Command(
        name = "publish",
        header = "Publishes exactly what was previewed; the very next check answers by it.",
        description = "  echt recall publish R-2026-001 --hash HASH --confirm-count 48210")
final class RecallPublish extends Action.Change {
    private static final int SHORTEST_HASH = 12;

    @Parameters(paramLabel = "ID", description = "Id of the recall.")
    String id = "";

    @Option(
            names = "--hash",
            required = true,
            paramLabel = "H",
            description = "Hash of the preview, or its first 12 digits or more.")
    String hash = "";

    @Option(
            names = "--confirm-count",
            paramLabel = "N",
            description =
                    "How many units are affected, to show that the preview was read; asked for on a terminal otherwise.")
    @Nullable
    Long confirmed;

    @Option(names = "--why", paramLabel = "W", description = "Reason, for the audit.")
    String why = "";

    RecallPublish(Shell shell) {
        super(shell);
    }

    @Override
    int run(Workbench bench, Output output) throws IOException {
        var recall = bench.recalls().find(id);
        var latest = recall.latest();
        var full = fullHash(latest);
        if (latest.state() == Revision.State.PREVIEWED && latest.impact().hash().equals(full)) {
            confirm(latest.impact().affected(), output);
        }
        if (dryRun) {
            pretend(bench, latest, full);
        } else {
            recall = bench.recalls().approve(id, full, shell.act(why));
        }
        output.facts(RecallCommands.facts(recall));
        sayIfDry(output);
        return Exit.FINE;
    }

    private String fullHash(Revision latest) {
        var known = latest.impact().hash();
        return hash.length() >= SHORTEST_HASH && known.startsWith(hash) ? known : hash;
    }

    private void confirm(long affected, Output output) throws IOException {
        Long count = confirmed;
        if (count == null && shell.terminal().inIsTerminal() && !dryRun) {
            output.say("This will tell the owners of " + Words.count(affected, "unit")
                    + " at once. Type the number to go on:");
            var line =
                    new BufferedReader(new InputStreamReader(shell.terminal().in(), StandardCharsets.UTF_8)).readLine();
            count = line != null && line.strip().matches("[0-9]{1,18}") ? Long.valueOf(line.strip()) : -1;
        }
        if (count == null && !dryRun) {
            throw Complaint.usage(
                    "publishing needs the number of affected units, to show that the preview was read",
                    "Add: --confirm-count N");
        }
        if (count != null && count != affected) {
            throw Complaint.conflict(
                    "the preview counts " + affected + " affected units, not " + (count < 0 ? "that" : count)
                            + "; nothing was published",
                    "Look at it again: echt recall preview " + id);
        }
    }

    /** Refuses what {@code publish} would refuse. */
    private void pretend(Workbench bench, Revision latest, String full) {
        if (latest.state() != Revision.State.PREVIEWED) {
            throw Complaint.conflict(
                    "recall " + id + " is " + latest.state() + "; only a preview can be published",
                    "Make one: echt recall preview " + id);
        }
        if (!latest.impact().hash().equals(full)
                || !bench.recalls().impact(id).summary().hash().equals(full)) {
            throw Complaint.conflict(
                    "the hash is not that of the preview, or the data moved since",
                    "Make a new preview: echt recall preview " + id);
        }
    }
}
