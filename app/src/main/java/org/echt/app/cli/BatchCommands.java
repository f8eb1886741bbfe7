package org.echt.app.cli;

import org.echt.core.product.Product;
import picocli.CommandLine.Command;

/** {@code echt batch}: issuing codes. */
@Command(
        name = "batch",
        header = "Issues codes and lists what was issued.",
        description = {
            "  echt batch issue --product laptop --lot 26C11 --count 5000 --out codes.csv",
            "  echt batch list",
            "  echt batch export 12 --out k7.cms"
        },
        subcommands = {BatchIssue.class, BatchCommands.Show.class, BatchExport.class})
final class BatchCommands {
    private BatchCommands() {}

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
