package org.echt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import org.echt.core.attribute.AttributeDefinition;
import org.echt.core.product.Product;
import org.echt.core.verify.CatalogueStore.CatalogueData;
import org.echt.testkit.FaultMatrix.Step;
import org.junit.jupiter.api.Test;

/** What every {@link org.echt.core.verify.CatalogueStore} keeps. */
public abstract class CatalogueStoreContract extends StoreContract {
    @Test
    void anEmptyCatalogueIsEmpty() {
        var data = given.catalogue().load();
        assertEquals(new CatalogueData(data.version(), List.of(), List.of(), List.of(), List.of(), List.of()), data);
    }

    @Test
    void everythingIsLoadedInItsOrder() {
        for (Product product : Products.all().reversed()) {
            assertTrue(given.catalogue().add(product, BY, NOON));
        }
        Batches.all().reversed().forEach(b -> given.batches().put(b, BY));
        var colour = text("colour");
        given.attributes().define(FIRMWARE, BY, NOON);
        given.attributes().define(colour, BY, NOON);
        given.attributes().append(firmwareOfCells(1, "2"));
        given.attributes().append(firmwareOfCells(2, "3"));
        var content = Notices.stopUse(Notices.cellsOfLot("EC-2551"));
        given.recalls().append("R-2026-002", Notices.draft(1, content, NOON));
        given.recalls().append("R-2026-001", Notices.draft(1, content, NOON));
        given.recalls().append("R-2026-001", Notices.published(2, 1, content, NOON));

        var data = given.catalogue().load();

        assertEquals(Products.all(), data.products());
        assertEquals(Batches.all(), data.batches());
        assertEquals(List.of(colour, FIRMWARE), data.definitions());
        assertEquals(List.of(firmwareOfCells(1, "2"), firmwareOfCells(2, "3")), data.changeSets());
        assertEquals(given.recalls().recalls(), data.recalls());
        assertEquals("R-2026-001", data.recalls().getFirst().id());
        assertEquals(2, data.recalls().getFirst().revisions().size());
    }

    @Test
    void aTakenGtinIsRefused() {
        assertTrue(given.catalogue().add(Products.CELL, BY, NOON));
        assertFalse(given.catalogue().add(Products.product(1, "other", "Another cell", List.of()), BY, NOON));
        assertEquals(List.of(Products.CELL), given.catalogue().load().products());
    }

    @Test
    void aTakenKeyIsRefused() {
        assertTrue(given.catalogue().add(Products.CELL, BY, NOON));
        assertFalse(given.catalogue().add(Products.product(99, "cell", "Another cell", List.of()), BY, NOON));
        assertEquals(List.of(Products.CELL), given.catalogue().load().products());
    }

    @Test
    void oneKeyWantedByManyIsGivenOnce() throws Exception {
        var answers = Threads.together(
                12, i -> given.catalogue().add(Products.product(i, "cell", "Cell " + i, List.of()), BY, NOON));
        assertEquals(1, answers.stream().filter(stored -> stored).count());
        assertEquals(1, given.catalogue().load().products().size());
    }

    @Test
    void everyKindOfChangeRaisesTheVersion() {
        rises(() -> given.catalogue().add(Products.CELL, BY, NOON));
        rises(() -> given.batches().put(Batches.CELLS, BY));
        rises(() -> given.attributes().define(FIRMWARE, BY, NOON));
        rises(() -> given.attributes().append(firmwareOfCells(1, "2")));
        var content = Notices.stopUse(Notices.cellsOfLot("EC-2551"));
        rises(() -> given.recalls().append("R-2026-001", Notices.draft(1, content, NOON)));
        rises(() -> given.recalls().append("R-2026-001", Notices.published(2, 1, content, NOON)));
    }

    @Test
    void aLoadSeesOneMomentWhileOthersWrite() throws Exception {
        given.catalogue().add(Products.CELL, BY, NOON);
        given.attributes().define(FIRMWARE, BY, NOON);
        var seen = new HashMap<Long, CatalogueData>();
        var loads = Threads.together(4, i -> i == 0 ? writeInTurns(30) : loadOften(30));
        for (var data : loads.stream().flatMap(List::stream).toList()) {
            int behind = data.batches().size() - data.changeSets().size();
            assertTrue(behind == 0 || behind == 1, "a change set without its batch, or a batch too many");
            var same = seen.putIfAbsent(data.version(), data);
            assertTrue(same == null || same.equals(data), "two catalogues of version " + data.version());
        }
    }

    @Test
    void aBrokenChangeIsRepeatedWithoutHarm() {
        var steps = List.of(
                Step.of("add cell", s -> s.catalogue().add(Products.CELL, BY, NOON), true, false),
                Step.of("add module", s -> s.catalogue().add(Products.MODULE, BY, NOON), true, false));
        breakEach(_ -> {}, steps, List.of());
    }

    /** Batch 1, change set 1, batch 2, change set 2, ... */
    private List<CatalogueData> writeInTurns(int turns) {
        for (int k = 1; k <= turns; k++) {
            given.batches().put(Batches.batch(k, Products.CELL, "EC-" + k, 10), BY);
            given.attributes().append(firmwareOfCells(k, Integer.toString(k)));
        }
        return List.of(given.catalogue().load());
    }

    private List<CatalogueData> loadOften(int times) {
        var loads = new CatalogueData[times];
        long last = -1;
        for (int i = 0; i < times; i++) {
            loads[i] = given.catalogue().load();
            assertTrue(loads[i].version() >= last, "the version fell");
            last = loads[i].version();
        }
        return List.of(loads);
    }

    private void rises(Runnable change) {
        long before = given.catalogue().load().version();
        change.run();
        assertTrue(given.catalogue().load().version() > before, "the version did not rise");
    }

    private static AttributeDefinition text(String name) {
        return new AttributeDefinition(
                name,
                AttributeDefinition.Type.ENUMERATION,
                "",
                AttributeDefinition.Visibility.SERVICE,
                null,
                List.of("silver", "black"));
    }
}
