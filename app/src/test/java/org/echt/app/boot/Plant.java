package org.echt.app.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.List;
import org.echt.app.cli.ImportDesk;
import org.echt.app.cli.Workbench;
import org.echt.core.gs1.Gtin;
import org.echt.core.product.Product;
import org.echt.core.serial.BatchOrder;
import org.echt.core.serial.CodeLength;
import org.echt.core.serial.Issue;
import org.echt.core.serial.ItemNumber;
import org.echt.core.serial.SlotCodec;
import org.echt.core.serial.WordLists;

/** The smallest believable factory: laptops of lot L1 with one cell each, every thousand from the next cell lot K1, K2, K3. */
final class Plant {
    static final int LAPTOPS = 3_000;
    private static final int LOT = 1_000;
    static final Product CELL = new Product(gtin(8), "cell", "Li-ion cell", "Acme", List.of());
    static final Product LAPTOP =
            new Product(gtin(9), "laptop", "Acme Book", "Acme", List.of(new Product.PlannedPart(CELL.gtin(), 1)));

    private final Install install;
    private final SlotCodec codec;

    private Plant(Install install) {
        this.install = install;
        this.codec = install.codec();
    }

    /** Products, batches and the whole build record. */
    static Plant build(Install install) throws IOException {
        var plant = new Plant(install);
        try (var bench = install.open()) {
            bench.catalogue().add(CELL, "erp", bench.clock().instant());
            bench.catalogue().add(LAPTOP, "erp", bench.clock().instant());
            issue(bench, LAPTOP, "L1", LAPTOPS);
            for (int lot = 1; lot <= LAPTOPS / LOT; lot++) {
                issue(bench, CELL, "K" + lot, LOT);
            }
            var csv = plant.csv(install.folder().resolve("builds.csv"), 0, LAPTOPS, "2026-03-02");
            var receipt = bench.imports().run(new ImportDesk.Request(csv, false, null, "erp"), (_, _, _) -> true);
            assertEquals(0, receipt.counts().rejected(), receipt.firstRejects().toString());
        }
        return plant;
    }

    /** The code of the n-th laptop. */
    String laptop(int n) {
        synchronized (codec) {
            return codec.code(item(n)).text();
        }
    }

    static long item(int n) {
        return ItemNumber.of(0, n);
    }

    /** Writes the build record of some laptops. */
    Path csv(Path file, int from, int to, String day) throws IOException {
        var text = new StringBuilder("parent,part,installed\n");
        for (int n = from; n < to; n++) {
            text.append(laptop(n) + "," + cell(n) + "," + day + "\n");
        }
        return Files.writeString(file, text);
    }

    /** Writes that some laptops' cells went out in May, each row once: closes what is installed and adds nothing. */
    Path removals(Path file, int from, int to) throws IOException {
        var text = new StringBuilder("parent,part,installed,removed\n");
        for (int n = from; n < to; n++) {
            text.append(laptop(n) + "," + cell(n) + ",2026-03-02,2026-05-02\n");
        }
        return Files.writeString(file, text);
    }

    String cell(int n) {
        synchronized (codec) {
            return codec.code(ItemNumber.of(1 + n / LOT, n % LOT)).text();
        }
    }

    /** A notice as a file, for {@code recall draft}, that nothing stands against. */
    Path notice() throws IOException {
        for (var name : List.of("laptop.png", "laptop-underside.png", "notice-battery.json")) {
            var example = Path.of(System.getProperty("echt.root"), "examples", name);
            Files.copy(example, install.folder().resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        return install.folder().resolve("notice-battery.json");
    }

    private static void issue(Workbench bench, Product product, String lot, long count) {
        var order = new BatchOrder(
                lot,
                product.gtin(),
                lot,
                "Acme",
                count,
                CodeLength.L18,
                LocalDate.of(2026, 2, 16),
                WordLists.standard().id());
        if (!(bench.issuer().issue(order, "erp") instanceof Issue.Issued)) {
            throw new AssertionError("lot " + lot + " was not issued");
        }
    }

    private static Gtin gtin(int product) {
        var body = "0950600000" + "%03d".formatted(product);
        return new Gtin(body + Gtin.checkDigit(body));
    }
}
