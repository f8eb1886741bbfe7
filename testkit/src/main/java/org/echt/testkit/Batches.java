package org.echt.testkit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.echt.core.asbuilt.Installation;
import org.echt.core.product.Product;
import org.echt.core.serial.Batch;
import org.echt.core.serial.CodeLength;
import org.echt.core.serial.ItemNumber;

/**
 * Issued batches of {@link Products}, and the laptops built from them: laptop {@code i} holds pack {@code i}, that
 * modules {@code 4i..4i+3}, those cells {@code 20i..20i+19}.
 */
public final class Batches {
    /** Laptops that can be built completely. */
    public static final int LAPTOPS_ISSUED = 50;

    /** When {@link #laptop} puts things together. */
    public static final Instant BUILT = Instant.parse("2026-02-02T08:30:00Z");

    private static final int MODULES_ISSUED = LAPTOPS_ISSUED * Products.MODULES;

    public static final Batch LAPTOPS = batch(1, Products.LAPTOP, "NM14-0226", LAPTOPS_ISSUED);
    public static final Batch PACKS = batch(2, Products.PACK, "PP10-0126", LAPTOPS_ISSUED);
    public static final Batch MODULES = batch(3, Products.MODULE, "PM5-2601", MODULES_ISSUED);
    /** More cells than laptops need: for big fan-outs. */
    public static final Batch CELLS = batch(4, Products.CELL, "EC-2551", 100_000);

    private Batches() {}

    /** The four batches of the laptops. */
    public static List<Batch> all() {
        return List.of(LAPTOPS, PACKS, MODULES, CELLS);
    }

    /** A batch of 20-symbol codes, produced on 12 January 2026 and issued the next morning. */
    public static Batch batch(int number, Product product, String lot, long count) {
        return batch(number, "PO-2026-" + number, product, lot, count, LocalDate.of(2026, 1, 12));
    }

    public static Batch batch(int number, String order, Product product, String lot, long count, LocalDate producedOn) {
        var issued = producedOn.plusDays(1).atTime(6, 0).toInstant(ZoneOffset.UTC);
        return new Batch(
                number,
                order,
                product.gtin(),
                lot,
                "Acme Works Jena",
                count,
                CodeLength.L20,
                'A',
                1,
                "",
                producedOn,
                issued);
    }

    /** The {@code index}-th item of a batch. */
    public static long item(Batch batch, long index) {
        return ItemNumber.of(batch.number(), index);
    }

    /** Everything inside laptop {@code i}, at any depth: pack, 4 modules, 20 cells, built at {@link #BUILT} for good. */
    public static List<Installation> laptop(int i) {
        var all = new ArrayList<Installation>();
        long pack = item(PACKS, i);
        all.add(inside(item(LAPTOPS, i), pack));
        for (int m = i * Products.MODULES; m < (i + 1) * Products.MODULES; m++) {
            long module = item(MODULES, m);
            all.add(inside(pack, module));
            for (int c = m * Products.CELLS; c < (m + 1) * Products.CELLS; c++) {
                all.add(inside(module, item(CELLS, c)));
            }
        }
        return List.copyOf(all);
    }

    /** {@code part} sits in {@code parent} from {@link #BUILT} on. */
    public static Installation inside(long parent, long part) {
        return new Installation(parent, part, BUILT, Installation.STILL);
    }
}
