package org.echt.testkit;

import java.util.List;
import java.util.Locale;
import org.echt.core.gs1.Gtin;
import org.echt.core.product.Product;
import org.echt.core.product.Product.PlannedPart;

/**
 * What Acme makes: a laptop holds a battery pack, the pack 4 modules, a module 5 cells. GTINs are of GS1's example
 * prefix 950 6000.
 */
public final class Products {
    /** Modules in one pack. */
    public static final int MODULES = 4;
    /** Cells in one module. */
    public static final int CELLS = 5;

    public static final Product CELL = product(1, "cell", "Acme EnergyCell 21700", List.of());
    public static final Product MODULE =
            product(2, "module", "Acme PowerModule 5", List.of(new PlannedPart(CELL.gtin(), CELLS)));
    public static final Product PACK =
            product(3, "pack", "PowerPack 10 battery", List.of(new PlannedPart(MODULE.gtin(), MODULES)));
    public static final Product LAPTOP =
            product(4, "laptop", "Acme Nomad 14 laptop", List.of(new PlannedPart(PACK.gtin(), 1)));

    private Products() {}

    /** The four products, parts before what holds them. */
    public static List<Product> all() {
        return List.of(CELL, MODULE, PACK, LAPTOP);
    }

    /** A product of Acme with the {@code n}-th example GTIN. */
    public static Product product(int n, String key, String name, List<PlannedPart> plan) {
        return new Product(gtin(n), key, name, "Acme", plan);
    }

    /** The {@code n}-th GTIN of the example prefix, 0 to 999,999, with its check digit. */
    public static Gtin gtin(int n) {
        var body = "0950600" + String.format(Locale.ROOT, "%06d", n);
        return new Gtin(body + Gtin.checkDigit(body));
    }
}
