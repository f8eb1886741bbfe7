package org.echt.core.attribute;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.echt.core.asbuilt.ForeignPart;
import org.echt.core.gs1.Gtin;
import org.echt.core.product.Product;
import org.echt.core.serial.Batch;
import org.echt.core.serial.BatchTable;
import org.echt.core.serial.ItemNumber;
import org.echt.core.serial.ItemRange;
import org.echt.core.serial.ItemSet;

/** Everything a scope can be asked about without a store: products, batches, attribute values. Immutable. */
public final class Register {
    private final Map<Gtin, Product> products = new HashMap<>();
    private final BatchTable batches;
    private final AttributeTable attributes;

    public Register(List<Product> products, BatchTable batches, AttributeTable attributes) {
        products.forEach(p -> this.products.put(p.gtin(), p));
        this.batches = batches;
        this.attributes = attributes;
    }

    public BatchTable batches() {
        return batches;
    }

    public AttributeTable attributes() {
        return attributes;
    }

    public Optional<Product> product(Gtin gtin) {
        return Optional.ofNullable(products.get(gtin));
    }

    /** The product with this key or GTIN. */
    public Optional<Product> product(String keyOrGtin) {
        return products.values().stream()
                .filter(p -> p.key().equals(keyOrGtin)
                        || (Gtin.isValid(keyOrGtin) && p.gtin().equals(Gtin.of(keyOrGtin))))
                .findFirst();
    }

    public List<Product> products() {
        return products.values().stream()
                .sorted((a, b) -> a.gtin().compareTo(b.gtin()))
                .toList();
    }

    /** Traits of an own, issued item; empty when no batch holds the number. */
    public Optional<Traits> traits(long item) {
        var batch = ItemNumber.isForeign(item) ? null : batches.find(ItemNumber.batch(item));
        return batch == null || ItemNumber.index(item) >= batch.count()
                ? Optional.empty()
                : Optional.of(traits(item, batch));
    }

    /** Traits every item of the batch shares, under the number of one. */
    Traits traits(long item, Batch batch) {
        var product = products.get(batch.gtin());
        return new Traits(
                item,
                product,
                batch.gtin().digits(),
                product == null ? "" : product.name(),
                batch.lot(),
                batch.producedOn());
    }

    /** Whether a lot, product or production-day rule matches the batch, and with it each of its items. */
    public boolean sharedTraitsMatch(Scope scope, Batch batch) {
        return ScopeTest.ownTraits(this, scope, traits(batch.firstItem(), batch));
    }

    /** Traits of a foreign part. */
    public static Traits traits(ForeignPart part) {
        return new Traits(
                part.item(), null, part.key().type(), part.name(), part.key().lot(), null);
    }

    /** The issued items of a range, which may span the wide gaps between batches; a set of its numbers may not. */
    ItemSet issuedIn(ItemRange range) {
        var parts = new ArrayList<ItemRange>();
        for (var batch : batches) {
            long first = Math.max(range.first(), batch.firstItem());
            long last = Math.min(range.last(), batch.lastItem());
            if (first <= last) {
                parts.add(new ItemRange(first, last));
            }
        }
        return ItemSet.ofRanges(parts);
    }

    /** Every issued item. */
    public ItemSet issued() {
        return ItemSet.ofRanges(batches.batches().stream().map(Batch::items).toList());
    }
}
