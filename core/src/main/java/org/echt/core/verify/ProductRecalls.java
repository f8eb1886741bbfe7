package org.echt.core.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.echt.core.gs1.Gtin;
import org.echt.core.product.Product;
import org.echt.core.verify.RecallIndex.OpenRecall;
import org.echt.core.verify.Verdict.ProductRecall;
import org.jspecify.annotations.Nullable;

/** Open recalls by product, from memory alone: told when nothing may be said of the item itself. */
public final class ProductRecalls {
    private ProductRecalls() {}

    /** Open recalls that may concern units of the product; of every product when {@code gtin} is null. */
    public static List<ProductRecall> of(Catalogue catalogue, @Nullable Gtin gtin) {
        if (gtin != null && catalogue.register().product(gtin).isEmpty()) {
            // Anybody can ask for any number; only our own are kept.
            return List.of();
        }
        return catalogue.told().computeIfAbsent(Optional.ofNullable(gtin), asked -> find(catalogue, asked));
    }

    private static List<ProductRecall> find(Catalogue catalogue, Optional<Gtin> gtin) {
        var found = new ArrayList<ProductRecall>();
        for (Product product : catalogue.register().products()) {
            if (gtin.isEmpty() || gtin.get().equals(product.gtin())) {
                found.addAll(of(catalogue, product));
            }
        }
        found.sort(Comparator.comparing(ProductRecall::action).thenComparing(ProductRecall::recall));
        return List.copyOf(found);
    }

    private static List<ProductRecall> of(Catalogue catalogue, Product product) {
        var open = new LinkedHashMap<String, OpenRecall>();
        for (var batch : catalogue.register().batches().batches()) {
            if (batch.gtin().equals(product.gtin())) {
                catalogue.recalls().of(batch).forEach(recall -> open.put(recall.id(), recall));
            }
        }
        return open.values().stream()
                .map(r -> new ProductRecall(
                        r.id(), r.version(), product, r.content().action(), r.content()))
                .toList();
    }
}
