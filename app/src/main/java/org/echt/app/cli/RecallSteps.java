package org.echt.app.cli;

import org.echt.core.access.Act;
import org.echt.core.recall.Recall;
import org.echt.core.recall.RecallDesk;
import org.echt.core.recall.Revision.Kind;
import org.echt.core.recall.Revision.State;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Steps of a recall that are taken with its id and a reason alone. */
final class RecallSteps {
    private RecallSteps() {}

    /** One step. */
    abstract static class Step extends Action.Change {
        @Parameters(paramLabel = "ID", description = "Id of the recall.")
        String id = "";

        @Mixin
        final Reason why = new Reason();

        Step(Shell shell) {
            super(shell);
        }

        abstract Recall take(RecallDesk desk, Act act);

        /** What to do next; empty for nothing. */
        String next(Recall recall) {
            return "";
        }

        @Override
        final int run(Workbench bench, Output output) {
            var recall = dryRun ? bench.recalls().find(id) : take(bench.recalls(), shell.act(bench, null, why.text));
            output.facts(RecallCommands.facts(recall));
            sayIfDry(output);
            var next = next(recall);
            if (!dryRun && !next.isEmpty()) {
                output.say(next);
            }
            Waiting.say(bench.recalls().waiting(), bench.clock().instant(), output);
            return Exit.FINE;
        }
    }

    @Command(
            name = "submit",
            header = "Hands what was previewed to a second person.",
            description = "  echt recall submit R-2026-001 --hash HASH")
    static final class Submit extends Step {
        @Option(names = "--hash", required = true, paramLabel = "H", description = "Hash of the preview.")
        String hash = "";

        Submit(Shell shell) {
            super(shell);
        }

        @Override
        Recall take(RecallDesk desk, Act act) {
            return desk.submit(id, hash, act);
        }

        @Override
        String next(Recall recall) {
            return "Somebody else signs it with: " + Waiting.next(recall) + " --confirm-count "
                    + recall.latest().impact().affected();
        }
    }

    @Command(
            name = "send-back",
            header = "Gives what was submitted back to its author; needs a reason.",
            description = "  echt recall send-back R-2026-001 --why \"the German text lacks the lots\"")
    static final class SendBack extends Step {
        SendBack(Shell shell) {
            super(shell);
        }

        @Override
        Recall take(RecallDesk desk, Act act) {
            return desk.sendBack(id, act);
        }
    }

    @Command(
            name = "countersign",
            header = "Signs what somebody else published alone: it no longer falls back to CHECK.",
            description = "  echt recall countersign R-2026-001")
    static final class Countersign extends Step {
        Countersign(Shell shell) {
            super(shell);
        }

        @Override
        Recall take(RecallDesk desk, Act act) {
            return desk.countersign(id, act);
        }
    }

    @Command(
            name = "pause",
            header = "Stops new messages of a recall; checks go on saying what they say.",
            description = "  echt recall pause R-2026-001 --why \"hotline overrun\"")
    static final class Pause extends Step {
        Pause(Shell shell) {
            super(shell);
        }

        @Override
        Recall take(RecallDesk desk, Act act) {
            return desk.pause(id, act);
        }
    }

    @Command(
            name = "resume",
            header = "Lets messages of a paused recall go out again.",
            description = "  echt recall resume R-2026-001")
    static final class Resume extends Step {
        Resume(Shell shell) {
            super(shell);
        }

        @Override
        Recall take(RecallDesk desk, Act act) {
            return desk.resume(id, act);
        }
    }

    /** The end of a recall, which a second person must sign as well. */
    abstract static class End extends Step {
        private final Kind kind;

        End(Shell shell, Kind kind) {
            super(shell);
            this.kind = kind;
        }

        @Override
        final Recall take(RecallDesk desk, Act act) {
            return desk.propose(id, kind, act);
        }

        @Override
        final String next(Recall recall) {
            return recall.latest().state() == State.SUBMITTED
                    ? "In force is still what was published. Somebody else signs the end with: " + Waiting.next(recall)
                            + " --confirm-count " + recall.latest().impact().affected()
                    : "";
        }
    }

    @Command(
            name = "close",
            header =
                    "Submits the end of the campaign; units that were never mended are still told that they are affected.",
            description = "  echt recall close R-2026-001 --why \"99.8 % mended\"")
    static final class Close extends End {
        Close(Shell shell) {
            super(shell, Kind.CLOSE);
        }
    }

    @Command(
            name = "withdraw",
            header =
                    "Submits the withdrawal of a recall that was published in error; once signed, nothing is told any more.",
            description = "  echt recall withdraw R-2026-001 --why \"wrong product\"")
    static final class Withdraw extends End {
        Withdraw(Shell shell) {
            super(shell, Kind.WITHDRAW);
        }
    }

    @Command(name = "waiting", header = "Lists what waits for a second person.", description = "  echt recall waiting")
    static final class ListWaiting extends Action.OnWorkbench {
        ListWaiting(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            var rows = new Output.Rows("recall", "state", "kind", "action", "affected", "by", "since", "next");
            for (var recall : bench.recalls().waiting()) {
                var latest = recall.latest();
                rows.add(
                        recall.id(),
                        Words.lower(latest.state()),
                        Words.lower(latest.kind()),
                        Words.lower(latest.content().action()),
                        latest.impact().affected(),
                        latest.by(),
                        latest.at().toString(),
                        Waiting.next(recall));
            }
            output.list(rows);
            Waiting.say(bench.recalls().waiting(), bench.clock().instant(), output);
            return Exit.FINE;
        }
    }
}
