package org.echt.app.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** One verb. */
abstract class Action implements Callable<Integer> {
    final Shell shell;

    Action(Shell shell) {
        this.shell = shell;
    }

    /** Does it and returns the exit code. */
    abstract int run() throws IOException;

    @Override
    public final Integer call() throws IOException {
        return run();
    }

    /** A verb over the stores. */
    abstract static class OnWorkbench extends Action {
        OnWorkbench(Shell shell) {
            super(shell);
        }

        abstract int run(Workbench bench, Output output) throws IOException;

        @Override
        final int run() throws IOException {
            try (var bench = shell.open()) {
                return run(bench, shell.output());
            }
        }
    }

    /** A verb over the stores that changes them, unless it is a dry run. */
    abstract static class Change extends OnWorkbench {
        @Option(names = "--dry-run", description = "Check everything, say what would happen, change nothing.")
        boolean dryRun;

        Change(Shell shell) {
            super(shell);
        }

        /** Says that nothing was changed, in a dry run. */
        final void sayIfDry(Output output) {
            if (dryRun) {
                output.say("Dry run: nothing was changed.");
            }
        }
    }
}
