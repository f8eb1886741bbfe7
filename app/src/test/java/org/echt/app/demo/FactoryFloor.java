package org.echt.app.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.echt.app.cli.Workbench;
import org.echt.core.serial.BatchOrder;
import org.echt.core.serial.CodeLength;
import org.echt.core.serial.Issue;
import org.echt.core.serial.SlotCodec;
import org.echt.core.serial.WordLists;

/** The demo's factory for tests of other rooms: its products and batches, and its ERP export with all that is wrong in it. */
public final class FactoryFloor {
    private FactoryFloor() {}

    /**
     * What an import of the export must report.
     *
     * @param rows lines below the header
     * @param added installations stored
     * @param same rows that repeat another
     * @param rejected rows refused
     */
    public record Expected(long rows, long added, long same, long rejected) {}

    /** Adds products and issues all batches, in the order the export counts on. */
    public static void prepare(Workbench bench, int laptops) {
        var acme = new Acme(laptops);
        for (var product : List.of(Acme.CELL, Acme.MODULE, Acme.PACK, Acme.LAPTOP)) {
            bench.catalogue().add(product, "erp", bench.clock().instant());
        }
        for (var line : Acme.Line.values()) {
            for (int lot = 1; lot <= line.lots; lot++) {
                var order = new BatchOrder(
                        line.lot(lot),
                        line.product.gtin(),
                        line.lot(lot),
                        "Acme Works Jena",
                        acme.lotSize(line),
                        CodeLength.L18,
                        LocalDate.of(2026, 2, 16),
                        WordLists.standard().id());
                if (!(bench.issuer().issue(order, "erp") instanceof Issue.Issued)) {
                    throw new IllegalStateException(order + " was not issued");
                }
            }
        }
    }

    /** Writes the export. */
    public static Expected export(int laptops, SlotCodec codec, Path file) throws IOException {
        var written = new ErpExport(new Factory(new Acme(laptops)), codec).write(file);
        return new Expected(written.rows(), written.added(), written.same(), written.rejected());
    }
}
