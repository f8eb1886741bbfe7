package org.echt.core.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.echt.core.gs1.Gtin;
import org.echt.core.product.Product;
import org.echt.core.verify.Verdict.ProductRecall;
import org.jspecify.annotations.Nullable;

/** Open recalls by product, from memory alone: told when nothing may be said of the item itself. */
public final class ProductRecalls {
    private ProductRecalls() {}

    /** Open recalls that may concern units of the product; of every product when {@code gtin} is null. */
    public static List<ProductRecall> of(Catalogue catalogue, @Nullable Gtin gtin) {
        var found = new ArrayList<ProductRecall>();
        for (Product product : catalogue.register().products()) {
            if (gtin == null || gtin.equals(product.gtin())) {
                found.addAll(of(catalogue, product));
            }
        }
        found.sort(Comparator.comparing(ProductRecall::action).thenComparing(ProductRecall::recall));
        return found;
    }

    private static List<ProductRecall> of(Catalogue catalogue, Product product) {
        var batches = catalogue.register().batches().batches().stream()
                .filter(b -> b.gtin().equals(product.gtin()))
                .toList();
        return catalogue.recalls().open().stream()
                .filter(r ->
                        batches.stream().anyMatch(b -> catalogue.recalls().of(b).contains(r)))
                .map(r -> new ProductRecall(
                        r.id(), r.version(), product, r.content().action(), r.content()))
                .toList();
    }
}
