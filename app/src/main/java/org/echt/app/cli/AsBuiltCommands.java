package org.echt.app.cli;

import java.util.LinkedHashMap;
import org.echt.core.asbuilt.RejectedLine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code echt asbuilt}: what is inside what, and since when. */
@Command(
        name = "asbuilt",
        header = "What is inside what, and since when.",
        description = {
            "  echt asbuilt import builds.csv --dry-run",
            "  echt asbuilt import builds.csv --rejects rejects.csv",
            "  echt asbuilt show 7Q4MXX-J2T9KD-3HV8YC",
            "  echt asbuilt show 7Q4MXX-J2T9KD-3HV8YC --up"
        },
        subcommands = {AsBuiltImport.class, AsBuiltCommands.Jobs.class, AsBuiltCommands.Rejects.class, AsBuiltShow.class
        })
final class AsBuiltCommands {
    private AsBuiltCommands() {}

    @Command(name = "jobs", header = "Lists the imports, newest first.", description = "  echt asbuilt jobs")
    static final class Jobs extends Action.OnWorkbench {
        @Option(names = "--limit", paramLabel = "N", description = "At most so many. Default: ${DEFAULT-VALUE}.")
        int limit = 50;

        Jobs(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            var rows = new Output.Rows(
                    "job", "file", "state", "rows", "added", "closed", "same", "rejected", "started_at", "finished_at");
            for (var job : bench.imports().jobs(Math.clamp(limit, 1, 100_000))) {
                var counts = job.counts();
                rows.add(
                        job.id(),
                        job.file().name(),
                        job.done() ? "done" : "unfinished",
                        counts.rows(),
                        counts.added(),
                        counts.closed(),
                        counts.same(),
                        counts.rejected(),
                        job.startedAt(),
                        job.finishedAt());
            }
            output.list(rows);
            return Exit.FINE;
        }
    }

    @Command(
            name = "rejects",
            header = "Streams the rows of an import that were not taken.",
            description = {"  echt asbuilt rejects 3", "  echt asbuilt rejects 3 --json"})
    static final class Rejects extends Action.OnWorkbench {
        @Parameters(paramLabel = "JOB", description = "Number of the import.")
        long job;

        Rejects(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            if (bench.imports().jobs(Integer.MAX_VALUE).stream().noneMatch(j -> j.id() == job)) {
                throw Complaint.failure("there is no import " + job, "Show all: echt asbuilt jobs");
            }
            bench.imports().rejects(job, line -> show(line, output));
            return Exit.FINE;
        }

        private static void show(RejectedLine line, Output output) {
            if (output.isJson()) {
                var facts = new LinkedHashMap<String, @Nullable Object>();
                facts.put("line", line.line());
                facts.put("column", line.column());
                facts.put("cause", Words.lower(line.cause()));
                facts.put("detail", line.detail());
                output.facts(facts);
            } else {
                output.row(line.line(), line.column(), Words.lower(line.cause()), line.detail());
            }
        }
    }
}
