package org.echt.app.cli;

import java.time.Instant;
import org.echt.core.access.Right;
import org.echt.core.audit.AuditLog;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code echt audit}: who did what. */
@Command(
        name = "audit",
        header = "The audit log: who did what, when and why, with before and after.",
        description = "  echt audit list --object R-2026-001",
        subcommands = AuditCommands.ListEntries.class)
final class AuditCommands {
    private AuditCommands() {}

    @Command(
            name = "list",
            header = "Lists entries, the newest first.",
            description = {
                "  echt audit list --object R-2026-001",
                "  echt audit list --action recall. --from 2026-11-01 --limit 500",
                "  echt audit list --below 4711     the entries before number 4711",
                "PLACE is where the transparency log commits to the entry: echt log prove --place PLACE --out FILE"
            })
    static final class ListEntries extends Action.OnWorkbench {
        @Option(names = "--user", paramLabel = "NAME", description = "Only what this user or key did.")
        String user = "";

        @Option(names = "--action", paramLabel = "A", description = "Only actions that begin so, for example recall.")
        String action = "";

        @Option(names = "--object", paramLabel = "O", description = "Only what was done to this.")
        String object = "";

        @Option(names = "--from", paramLabel = "DATE", description = "Not before.")
        @Nullable
        Instant from;

        @Option(names = "--to", paramLabel = "DATE", description = "Before.")
        @Nullable
        Instant to;

        @Option(names = "--below", paramLabel = "N", description = "Only entries with smaller numbers, to page on.")
        long below = Long.MAX_VALUE;

        @Option(names = "--limit", paramLabel = "N", description = "At most so many. Default: ${DEFAULT-VALUE}.")
        int limit = 50;

        ListEntries(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            Paging.limit(limit);
            shell.act(bench, Right.READ_AUDIT, "");
            var found = bench.audit().find(new AuditLog.Filter(user, action, object, from, to, below, limit));
            var rows = new Output.Rows("number", "place", "at", "by", "action", "object", "before", "after", "why");
            for (var one : found) {
                var e = one.entry();
                rows.add(
                        one.number(),
                        one.place(),
                        e.at().toString(),
                        e.by(),
                        e.action(),
                        e.object(),
                        e.before(),
                        e.after(),
                        e.why());
            }
            output.list(rows);
            if (found.size() == limit) {
                output.say("There may be more: add --below " + found.getLast().number());
            }
            return Exit.FINE;
        }
    }
}
