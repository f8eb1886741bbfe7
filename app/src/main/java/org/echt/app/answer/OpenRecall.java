package org.echt.app.answer;

import java.time.Instant;
import java.util.List;
import org.echt.core.product.Product;
import org.echt.core.recall.Content;

/**
 * A recall in force, as the public lists show it.
 *
 * @param id its id
 * @param version its published version
 * @param products products it may concern
 * @param content rule, action and texts
 * @param since when its first version was published
 */
public record OpenRecall(String id, int version, List<Product> products, Content content, Instant since) {
    public OpenRecall {
        products = List.copyOf(products);
    }
}
