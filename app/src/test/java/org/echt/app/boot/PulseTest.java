package org.echt.app.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.echt.core.asbuilt.Build;
import org.echt.core.fault.StoreUnavailableException;
import org.echt.core.keys.KeyRing;
import org.echt.core.product.Product;
import org.echt.core.scan.ItemState;
import org.echt.core.serial.WordLists;
import org.echt.core.verify.CatalogueHolder;
import org.echt.core.verify.CatalogueStore;
import org.echt.core.verify.ItemStore;
import org.echt.testkit.MemoryStores;
import org.junit.jupiter.api.Test;

class PulseTest {
    private final MemoryStores stores = new MemoryStores();
    private final CatalogueHolder catalogues =
            new CatalogueHolder(stores.catalogue(), () -> new KeyRing(List.of()), WordLists::byId);

    @Test
    void anAnswerOfTheStoreMakesReady() {
        Pulse closed;
        try (var pulse = Pulse.start(catalogues, stores.items())) {
            assertEquals(List.of(), pulse.unready());
            assertTrue(pulse.age() < 5, () -> "confirmed " + pulse.age() + " s ago");
            closed = pulse;
        }
        assertEquals(List.of("stopping"), closed.unready());
    }

    @Test
    void aStoreThatDoesNotAnswerNeverDoes() {
        ItemStore away = (_, _) -> {
            throw new StoreUnavailableException("away");
        };
        try (var pulse = Pulse.start(catalogues, away)) {
            assertEquals(List.of("the store does not answer"), pulse.unready());
        }
    }

    @Test
    void aCatalogueThatCannotBeLoadedDoesNotEither() {
        var broken = new CatalogueHolder(
                new CatalogueStore() {
                    private boolean first = true;

                    @Override
                    public CatalogueData load() {
                        if (first) {
                            first = false;
                            return stores.catalogue().load();
                        }
                        throw new StoreUnavailableException("away");
                    }

                    @Override
                    public boolean add(Product product, String by, Instant at) {
                        return false;
                    }
                },
                () -> new KeyRing(List.of()),
                WordLists::byId);
        ItemStore newer = (item, _) -> new ItemStore.ItemFacts(
                broken.present().version() + 1, ItemState.untouched(item), List.of(), Build.none(item));
        try (var pulse = Pulse.start(broken, newer)) {
            assertEquals(List.of("the store does not answer"), pulse.unready());
        }
    }
}
