package org.echt.app.cli;

import java.util.LinkedHashMap;
import org.echt.core.access.Right;
import org.echt.core.registration.DeliveryDesk.Ending;
import org.echt.core.registration.Intake;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code echt delivery}: whom sellers delivered what. */
@Command(
        name = "delivery",
        header = "Whom sellers delivered what, so that these buyers are told of recalls, and of nothing else.",
        description = {
            "  echt delivery import sold.csv --seller \"Radhaus Jena\" --keep 3650 --dry-run",
            "  echt delivery list",
            "  echt delivery list --sellers",
            "  echt delivery delete 3 --reason \"wrong file\" --dry-run"
        },
        subcommands = {
            DeliveryImport.class,
            DeliveryCommands.ListDeliveries.class,
            DeliveryCommands.Rejects.class,
            DeliveryCommands.Delete.class
        })
final class DeliveryCommands {
    private DeliveryCommands() {}

    @Command(
            name = "list",
            header = "Lists the files that were handed in, the newest first, or the sellers.",
            description = {
                "  echt delivery list",
                "  echt delivery list --below 41      the files before number 41",
                "  echt delivery list --sellers       how many are told because of whom"
            })
    static final class ListDeliveries extends Action.OnWorkbench {
        @Option(names = "--sellers", description = "The sellers, and how many watches stand because of them.")
        boolean sellers;

        @Option(names = "--below", paramLabel = "N", description = "Only files with smaller numbers, to page on.")
        long below = Long.MAX_VALUE;

        @Option(names = "--limit", paramLabel = "N", description = "At most so many. Default: ${DEFAULT-VALUE}.")
        int limit = 50;

        ListDeliveries(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            int most = Paging.limit(limit);
            var by = shell.act(bench, Right.DELIVER, "").by();
            var desk = ServiceAction.desks(bench).deliveries();
            if (sellers) {
                var rows = new Output.Rows("seller", "watches", "persons", "first", "last_until");
                desk.sellers(by).forEach(s -> rows.add(s.seller(), s.watches(), s.persons(), s.first(), s.last()));
                output.list(rows);
                return Exit.FINE;
            }
            var found = desk.intakes(by, below, most);
            output.list(rows(found));
            if (found.size() == most) {
                output.say("There may be more: add --below " + found.getLast().id());
            }
            return Exit.FINE;
        }

        private static Output.Rows rows(Iterable<Intake> found) {
            var rows = new Output.Rows(
                    "delivery",
                    "seller",
                    "file",
                    "state",
                    "rows",
                    "added",
                    "same",
                    "rejected",
                    "by",
                    "started_at",
                    "kept_until");
            for (var intake : found) {
                var counts = intake.counts();
                rows.add(
                        intake.id(),
                        intake.seller(),
                        intake.file().name(),
                        intake.isDone() ? "done" : "unfinished",
                        counts.rows(),
                        counts.added(),
                        counts.same(),
                        counts.rejected(),
                        intake.by(),
                        intake.startedAt(),
                        intake.keepUntil());
            }
            return rows;
        }
    }

    @Command(
            name = "rejects",
            header = "Streams the rows of a file that were not taken: line, column, cause.",
            description = {"  echt delivery rejects 3", "  echt delivery rejects 3 --json"})
    static final class Rejects extends Action.OnWorkbench {
        @Parameters(paramLabel = "DELIVERY", description = "Number of the file.")
        long delivery;

        Rejects(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            var by = shell.act(bench, Right.DELIVER, "").by();
            var desk = ServiceAction.desks(bench).deliveries();
            desk.rejects(desk.intake(delivery, by), by, reject -> show(reject, output));
            return Exit.FINE;
        }

        private static void show(Intake.Reject reject, Output output) {
            if (output.isJson()) {
                var facts = new LinkedHashMap<String, Object>();
                facts.put("line", reject.line());
                facts.put("column", reject.column());
                facts.put("cause", reject.cause());
                output.facts(facts);
            } else {
                output.row(reject.line(), reject.column(), reject.cause());
            }
        }
    }

    @Command(
            name = "delete",
            header = "Ends the watches of a file, or of all that a seller handed in. Needs a reason.",
            description = {
                "  echt delivery delete 3 --reason \"wrong file\" --dry-run",
                "  echt delivery delete 3 --reason \"wrong file\" --confirm-count 48210",
                "  echt delivery delete --seller \"Radhaus Jena\" --reason \"contract ended\" --dry-run"
            })
    static final class Delete extends Action.Change {
        @Parameters(arity = "0..1", paramLabel = "DELIVERY", description = "Number of the file.")
        @Nullable
        Long delivery;

        @Option(names = "--seller", paramLabel = "NAME", description = "All that this seller handed in.")
        String seller = "";

        @Mixin
        final Reason.Needed why = new Reason.Needed();

        @Option(names = "--confirm-count", paramLabel = "N", description = "How many watches end.")
        @Nullable
        Long confirmed;

        Delete(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            var number = delivery;
            if ((number == null) == seller.isEmpty()) {
                throw Complaint.usage(
                        "give the number of a file, or --seller, and not both", "Show the files: echt delivery list");
            }
            var act = shell.act(bench, Right.DELIVER, why.text);
            var desk = ServiceAction.desks(bench).deliveries();
            var intake = number == null ? null : desk.intake(number, act.by());
            var ending = new Ending(intake == null ? seller : intake.seller(), intake);
            long watches = desk.wouldEnd(ending, act);
            if (!dryRun) {
                ServiceAction.confirm(confirmed, watches, "watches");
                watches = desk.end(ending, act);
            }
            var facts = new LinkedHashMap<String, @Nullable Object>();
            facts.put("seller", ending.seller());
            facts.put("delivery", number);
            facts.put("ended", watches);
            output.facts(facts);
            sayIfDry(output);
            return Exit.FINE;
        }
    }
}
