package org.echt.core.verify;

import java.time.Instant;
import java.util.List;
import org.echt.core.attribute.AttributeDefinition;
import org.echt.core.attribute.ChangeSet;
import org.echt.core.product.Product;
import org.echt.core.recall.Recall;
import org.echt.core.serial.Batch;

/** Where a node loads the catalogue from. Thread-safe. */
public interface CatalogueStore {
    /** All of the catalogue as of one moment. */
    CatalogueData load();

    /**
     * Stores a product, with its {@link Product#audit} entry. Returns false when its GTIN or key is taken; nothing is
     * stored then.
     */
    boolean add(Product product, String by, Instant at);

    /**
     * What every node holds in memory.
     *
     * @param version rises with every change of any part of it
     * @param products by GTIN
     * @param batches by number
     * @param definitions by name
     * @param changeSets by id
     * @param recalls by id
     */
    record CatalogueData(
            long version,
            List<Product> products,
            List<Batch> batches,
            List<AttributeDefinition> definitions,
            List<ChangeSet> changeSets,
            List<Recall> recalls) {}
}
