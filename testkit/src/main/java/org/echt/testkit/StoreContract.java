package org.echt.testkit;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.echt.core.attribute.AttributeDefinition;
import org.echt.core.attribute.ChangeSet;
import org.echt.core.attribute.Target;
import org.echt.core.product.Product;
import org.echt.core.scan.Life;
import org.echt.core.scan.LifeChange;
import org.echt.core.serial.Batch;
import org.echt.core.serial.BatchStore;
import org.echt.testkit.FaultMatrix.Step;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What all contracts share: empty stores before each test, and short names for common contents. */
public abstract class StoreContract {
    /** An instant with microseconds, later than {@link Batches#BUILT}. */
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

    /** Who stores what is given. */
    static final String BY = "erp";

    static final AttributeDefinition FIRMWARE = new AttributeDefinition(
            "firmware", AttributeDefinition.Type.NUMBER, "", AttributeDefinition.Visibility.PUBLIC, "1", List.of());

    /** The stores of one test. */
    Stores given;

    /** Fresh stores without any data; the suite closes them. May be called more than once in a test. */
    protected abstract Stores stores();

    @BeforeEach
    void openStores() {
        given = stores();
    }

    @AfterEach
    void closeStores() {
        given.close();
    }

    /** Products and batches of {@link Products} and {@link Batches}. */
    static void acme(Stores stores) {
        for (Product product : Products.all()) {
            require(stores.catalogue().add(product, BY, NOON));
        }
        for (Batch batch : Batches.all()) {
            require(stores.batches().put(batch, BY) instanceof BatchStore.Stored);
        }
    }

    static void require(boolean stored) {
        if (!stored) {
            throw new AssertionError("refused what nothing stands against");
        }
    }

    /** Breaks every write of {@code steps} on fresh stores. */
    void breakEach(Consumer<Stores> setUp, List<Step> steps, Collection<Long> items) {
        new FaultMatrix(this::stores, setUp, steps, items).run();
    }

    static LifeChange life(long item, Life life) {
        return new LifeChange(item, life, NOON, "jonas.kern", "");
    }

    static ChangeSet firmwareOfCells(long id, String value) {
        var change = new ChangeSet.Change("firmware", new Target.OfProduct(Products.CELL.gtin()), null, value);
        return new ChangeSet(id, "jonas.kern", NOON, "Service bulletin " + id, "", 0, List.of(change));
    }
}
