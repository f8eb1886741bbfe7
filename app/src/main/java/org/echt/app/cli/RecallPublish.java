package org.echt.app.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.echt.core.access.Act;
import org.echt.core.recall.Recall;
import org.echt.core.recall.RecallDesk;
import org.echt.core.recall.Revision;
import org.echt.core.recall.Revision.Kind;
import org.echt.core.recall.Revision.State;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Steps that put a preview before the public: whoever takes one shows that the preview was read. */
abstract class RecallPublish extends Action.Change {
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

    @Mixin
    final Reason why = new Reason();

    RecallPublish(Shell shell) {
        super(shell);
    }

    @Command(
            name = "approve",
            header = "Signs what somebody else submitted; the very next check answers by it.",
            description = {
                "  echt recall approve R-2026-001 --hash HASH --confirm-count 48210",
                "  echt recall approve R-2026-001 --hash HASH --confirm-count 48210 --dry-run"
            })
    static final class Approve extends RecallPublish {
        Approve(Shell shell) {
            super(shell);
        }

        @Override
        State wanted(Revision latest) {
            return State.SUBMITTED;
        }

        @Override
        Recall publish(RecallDesk desk, String full, Act act) {
            return desk.approve(id, full, act);
        }
    }

    @Command(
            name = "break-glass",
            header =
                    "Publishes a STOP_USE alone, at once; it falls back to CHECK after 12 hours unless somebody else signs.",
            description =
                    "  echt recall break-glass R-2026-001 --hash HASH --confirm-count 48210 --why \"two fires today\"")
    static final class BreakGlass extends RecallPublish {
        BreakGlass(Shell shell) {
            super(shell);
        }

        @Override
        State wanted(Revision latest) {
            return latest.state() == State.SUBMITTED ? State.SUBMITTED : State.PREVIEWED;
        }

        @Override
        Recall publish(RecallDesk desk, String full, Act act) {
            return desk.breakGlass(id, full, act);
        }
    }

    /** The state in which the step can be taken. */
    abstract State wanted(Revision latest);

    abstract Recall publish(RecallDesk desk, String full, Act act);

    @Override
    final int run(Workbench bench, Output output) throws IOException {
        var act = shell.act(bench, null, why.text);
        var recall = bench.recalls().find(id);
        var latest = recall.latest();
        var full = fullHash(latest);
        if (latest.state() == wanted(latest) && latest.impact().hash().equals(full)) {
            confirm(latest.impact().affected(), output);
        }
        if (dryRun) {
            pretend(bench, latest, full);
        } else {
            recall = publish(bench.recalls(), full, act);
        }
        output.facts(RecallCommands.facts(recall));
        sayIfDry(output);
        Waiting.say(List.of(recall), bench.clock().instant(), output);
        return Exit.FINE;
    }

    private String fullHash(Revision latest) {
        var known = latest.impact().hash();
        return hash.length() >= SHORTEST_HASH && known.startsWith(hash) ? known : hash;
    }

    private void confirm(long affected, Output output) throws IOException {
        Long count = confirmed;
        if (count == null && shell.terminal().inIsTerminal() && !dryRun) {
            output.say("This concerns the owners of " + Words.count(affected, "unit")
                    + " and takes effect at once. Type the number to go on:");
            var line =
                    new BufferedReader(new InputStreamReader(shell.terminal().in(), StandardCharsets.UTF_8)).readLine();
            count = line != null && line.strip().matches("[0-9]{1,18}") ? Long.valueOf(line.strip()) : -1;
        }
        if (count == null && !dryRun) {
            throw Complaint.usage(
                    "signing needs the number of affected units, to show that the preview was read",
                    "Add: --confirm-count N");
        }
        if (count != null && count != affected) {
            throw Complaint.conflict(
                    "the preview counts " + affected + " affected units, not " + (count < 0 ? "that" : count)
                            + "; nothing was published",
                    "Look at it again: echt recall preview " + id);
        }
    }

    /** Refuses what the step would refuse, but for the question who may take it. */
    private void pretend(Workbench bench, Revision latest, String full) {
        var wanted = wanted(latest);
        if (latest.state() != wanted) {
            throw Complaint.conflict(
                    "recall " + id + " is " + latest.state() + "; only one that is " + wanted + " can be signed",
                    "Look at it: echt recall status " + id);
        }
        boolean ends = latest.kind() == Kind.CLOSE || latest.kind() == Kind.WITHDRAW;
        if (!latest.impact().hash().equals(full)
                || (!ends && !bench.recalls().impact(id).summary().hash().equals(full))) {
            throw Complaint.conflict(
                    "the hash is not that of the preview, or the data moved since",
                    "Make a new preview: echt recall preview " + id);
        }
    }
}
