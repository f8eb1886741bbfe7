package org.echt.app.cli;

import java.util.LinkedHashMap;
import org.echt.core.access.Right;
import org.echt.core.product.Product;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code echt batch}: issuing codes and committing to them. */
@Command(
        name = "batch",
        header = "Issues codes and lists what was issued.",
        description = {
            "  echt batch issue --product laptop --lot 26C11 --count 5000 --out codes.csv",
            "  echt batch list",
            "  echt batch commit 7",
            "  echt batch export 12 --out k7.cms"
        },
        subcommands = {BatchIssue.class, BatchCommands.Commit.class, BatchCommands.Show.class, BatchExport.class})
final class BatchCommands {
    private BatchCommands() {}

    @Command(
            name = "commit",
            header = "Puts the root of a batch's codes into the log, where issuing was interrupted or older than that.",
            description = {
                "  echt batch commit 7",
                "",
                "echt batch issue does so by itself before it writes the first code."
            })
    static final class Commit extends Action.Change {
        @Parameters(paramLabel = "NUMBER", description = "Number of the batch, as echt batch list shows it.")
        int number;

        Commit(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            var by = shell.act(bench, Right.PRODUCE, "").name();
            var batch = bench.catalogues().fresh().register().batches().find(number);
            if (batch == null) {
                throw Complaint.failure("there is no batch " + number, "Show them: echt batch list");
            }
            sayIfDry(output);
            if (dryRun) {
                return Exit.FINE;
            }
            try {
                var committed = new Committing(shell, bench, output).commit(batch, by);
                var facts = new LinkedHashMap<String, Object>();
                facts.put("batch", number);
                facts.put("count", batch.count());
                facts.put("root", committed.root().hex());
                facts.put("at", committed.at());
                facts.put("early", committed.early());
                output.facts(facts);
                return Exit.FINE;
            } catch (Committing.Stopped _) {
                output.say("Stopped. Nothing is lost; repeat the command to go on.");
                return Exit.PARTIAL;
            }
        }
    }

    @Command(name = "list", header = "Lists the batches.", description = "  echt batch list")
    static final class Show extends Action.OnWorkbench {
        Show(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            var register = bench.catalogues().fresh().register();
            var rows = new Output.Rows(
                    "batch", "order", "product", "lot", "count", "length", "slot", "maker", "produced_on", "issued_at");
            for (var batch : register.batches().batches()) {
                rows.add(
                        batch.number(),
                        batch.order(),
                        register.product(batch.gtin())
                                .map(Product::key)
                                .orElse(batch.gtin().digits()),
                        batch.lot(),
                        batch.count(),
                        batch.length().symbols,
                        batch.slot() + "/" + batch.slotVersion(),
                        batch.maker(),
                        batch.producedOn(),
                        batch.issuedAt());
            }
            output.list(rows);
            return Exit.FINE;
        }
    }
}
