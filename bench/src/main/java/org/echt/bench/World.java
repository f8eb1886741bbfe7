package org.echt.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import org.echt.app.boot.Installation;
import org.echt.app.cli.ImportDesk;
import org.echt.app.cli.Workbench;
import org.echt.app.demo.DemoWorld;
import org.echt.app.demo.Stage;
import org.echt.core.access.Act;
import org.echt.core.access.Actor;
import org.echt.core.access.Role;

/**
 * An installation in a scratch folder with the demo's products and batches.
 *
 * @param stage the installation, open
 * @param bench what works on it
 * @param demo its data
 * @param postgres its server
 * @param export an ERP export of every laptop's build
 * @param exported rows of that file
 */
record World(Stage stage, Workbench bench, DemoWorld demo, Postgres postgres, Path export, long exported) {
    /** Everything but the import and the recall; {@code scratch} closes it. */
    static World in(Scratch scratch, int laptops, PrintStream out) throws Exception {
        var stage = scratch.keep(Installation.in(scratch.folder()));
        var demo = new DemoWorld(laptops, stage.keystore());
        demo.keys();
        var bench = stage.open();
        demo.products(bench);
        demo.batches(bench);
        var postgres = scratch.keep(Postgres.in(scratch.folder()));
        var file = scratch.folder().resolve("erp-export.csv");
        long rows = demo.export(file);
        out.printf("%,d laptops, %,d rows of ERP export%n", laptops, rows);
        return new World(stage, bench, demo, postgres, file, rows);
    }

    /** Imports the export; rows stored. */
    long load() throws IOException {
        var receipt = bench.imports().run(new ImportDesk.Request(export, false, null, "erp"), (_, _, _) -> true);
        return receipt.counts().added();
    }

    /** Publishes the recall of whatever holds a cell of one lot. */
    void recall() {
        demo.recall(
                bench,
                new Act(Actor.of("bench author", Role.QUALITY), "measuring"),
                new Act(Actor.of("bench approver", Role.APPROVER), "measuring"));
    }
}
