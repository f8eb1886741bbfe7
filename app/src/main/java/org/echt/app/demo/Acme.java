package org.echt.app.demo;

import java.util.List;
import org.echt.core.gs1.Gtin;
import org.echt.core.product.Product;
import org.echt.core.product.Product.PlannedPart;
import org.echt.core.serial.ItemNumber;

/**
 * The imagined maker: four products, each inside the next, and how many of each were issued in which lots. GTINs are from
 * GS1's example company prefix 9506000.
 *
 * @param built laptops with a build record
 */
record Acme(int built) {
    static final int MODULES = 4;
    static final int CELLS = 5;
    /** Parts below one laptop: pack, modules, cells. */
    static final int PARTS = 1 + MODULES + MODULES * CELLS;
    /** The cell lot with the fault. */
    static final int BAD_LOT = 7;

    static final Product CELL = new Product(gtin(4), "cell", "Li-ion cell 21700", "Acme", List.of());
    static final Product MODULE =
            new Product(gtin(3), "module", "Battery module M5", "Acme", List.of(new PlannedPart(CELL.gtin(), CELLS)));
    static final Product PACK = new Product(
            gtin(2), "pack", "PowerPack 10 battery", "Acme", List.of(new PlannedPart(MODULE.gtin(), MODULES)));
    static final Product LAPTOP =
            new Product(gtin(1), "laptop", "Acme Book 14 laptop", "Acme", List.of(new PlannedPart(PACK.gtin(), 1)));

    Acme {
        if (built < 8_192 || built % 2 != 0) {
            throw new IllegalArgumentException(
                    "laptops = " + built + ": the demo needs an even number of at least 8192");
        }
    }

    /** The four lines of goods, in the order their batches are issued. */
    enum Line {
        LAPTOPS(LAPTOP, "L", 10, 1),
        PACKS(PACK, "P", 10, 1),
        MODULES_LINE(MODULE, "M", 10, Acme.MODULES),
        CELLS_LINE(CELL, "K", 40, 5);

        final Product product;
        private final String lotPrefix;
        final int lots;
        private final int halvesPerLaptop;

        Line(Product product, String lotPrefix, int lots, int halvesPerLaptop) {
            this.product = product;
            this.lotPrefix = lotPrefix;
            this.lots = lots;
            this.halvesPerLaptop = halvesPerLaptop;
        }

        String lot(int number) {
            return lotPrefix + number;
        }

        /** Number of the batch of this line's first lot. */
        int firstBatch() {
            int batches = 0;
            for (var line : values()) {
                if (line == this) {
                    return batches;
                }
                batches += line.lots;
            }
            throw new IllegalStateException(name());
        }
    }

    /** Codes in each lot of a line: five times what is built, over all lots. */
    long lotSize(Line line) {
        return (long) built / 2 * line.halvesPerLaptop;
    }

    /** Item number of the n-th unit of a line, counted over all its lots. */
    long item(Line line, long n) {
        return ItemNumber.of(line.firstBatch() + (int) (n / lotSize(line)), n % lotSize(line));
    }

    /** Whether the n-th cell is of the lot with the fault. */
    boolean isBadCell(long n) {
        return n / lotSize(Line.CELLS_LINE) == BAD_LOT - 1;
    }

    private static Gtin gtin(int product) {
        var body = "0950600000" + "%03d".formatted(product);
        return new Gtin(body + Gtin.checkDigit(body));
    }
}
