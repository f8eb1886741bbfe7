package org.echt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.echt.core.attribute.AttributeDefinition;
import org.echt.core.attribute.AttributeDefinition.Visibility;
import org.echt.core.attribute.ChangeSet;
import org.echt.core.attribute.ChangeSet.Change;
import org.echt.core.attribute.Target;
import org.echt.core.serial.ItemRange;
import org.echt.core.serial.ItemSet;
import org.echt.testkit.FaultMatrix.Step;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link org.echt.core.attribute.AttributeStore} keeps; read through the catalogue. */
public abstract class AttributeStoreContract extends StoreContract {
    @BeforeEach
    void batches() {
        acme(given);
    }

    @Test
    void definitionsOfEveryTypeAreReadBack() {
        var all = new ArrayList<AttributeDefinition>();
        for (var type : AttributeDefinition.Type.values()) {
            var choices =
                    type == AttributeDefinition.Type.ENUMERATION ? List.of("ÅÄÖ, \"quoted\"", "b") : List.<String>of();
            var name = "a_" + all.size();
            all.add(new AttributeDefinition(name, type, "°C", Visibility.INTERNAL, fallback(type), choices));
        }
        all.reversed().forEach(d -> assertTrue(given.attributes().define(d, BY, NOON)));
        assertEquals(all, given.catalogue().load().definitions());
    }

    private static @Nullable String fallback(AttributeDefinition.Type type) {
        return switch (type) {
            case TEXT -> "";
            case NUMBER -> "-0.5";
            case BOOLEAN -> "no";
            case DATE -> "2026-11-04";
            case ENUMERATION -> "b";
            case LINK -> null;
        };
    }

    @Test
    void aTakenNameIsRefused() {
        assertTrue(given.attributes().define(FIRMWARE, BY, NOON));
        assertFalse(given.attributes()
                .define(
                        new AttributeDefinition(
                                "firmware", AttributeDefinition.Type.TEXT, "", Visibility.PUBLIC, null, List.of()),
                        BY,
                        NOON));
        assertEquals(List.of(FIRMWARE), given.catalogue().load().definitions());
    }

    @Test
    void changesOfEveryTargetAreReadBack() {
        given.attributes().define(FIRMWARE, BY, NOON);
        var first = Batches.item(Batches.CELLS, 3);
        var sparse = ItemSet.of(first, first + 70_000, Batches.item(Batches.MODULES, 1));
        var changes = List.of(
                new Change("firmware", new Target.OfProduct(Products.CELL.gtin()), null, "1.5"),
                new Change("firmware", new Target.OfLot(Products.CELL.gtin(), "EC-2551"), "1.5", "2"),
                new Change("firmware", new Target.OfRange(new ItemRange(first, first + 9)), "2", null),
                new Change("firmware", new Target.OfItems(sparse), null, null));
        var typed = new ChangeSet(1, "jonas.kern", NOON, "Kühler „neu“", "", 0, changes);
        var undone = new ChangeSet(2, "mara.vogel", NOON, "", "ab".repeat(32), 1, changes.reversed());
        assertTrue(given.attributes().append(typed));
        assertTrue(given.attributes().append(undone));
        assertEquals(List.of(typed, undone), given.catalogue().load().changeSets());
    }

    @Test
    void onlyTheNextIdIsTaken() {
        given.attributes().define(FIRMWARE, BY, NOON);
        assertFalse(given.attributes().append(firmwareOfCells(2, "2")));
        assertTrue(given.attributes().append(firmwareOfCells(1, "2")));
        assertFalse(given.attributes().append(firmwareOfCells(1, "3")));
        assertFalse(given.attributes().append(firmwareOfCells(3, "3")));
        assertEquals(List.of(firmwareOfCells(1, "2")), given.catalogue().load().changeSets());
    }

    @Test
    void ofManyWithOneIdOneIsTaken() throws Exception {
        given.attributes().define(FIRMWARE, BY, NOON);
        for (long id = 1; id <= 5; id++) {
            long next = id;
            var answers =
                    Threads.together(8, i -> given.attributes().append(firmwareOfCells(next, Integer.toString(i))));
            assertEquals(1, answers.stream().filter(taken -> taken).count());
            var kept = given.catalogue().load().changeSets().getLast();
            assertEquals(firmwareOfCells(id, Integer.toString(answers.indexOf(true))), kept);
        }
    }

    @Test
    void aBrokenChangeIsRepeatedWithoutHarm() {
        var steps = List.of(
                Step.of("define", s -> s.attributes().define(FIRMWARE, BY, NOON), true, false),
                append(firmwareOfCells(1, "2")),
                append(firmwareOfCells(2, "3")));
        breakEach(StoreContract::acme, steps, List.of());
    }

    private static Step append(ChangeSet set) {
        return Step.of("append " + set.id(), s -> s.attributes().append(set), true, false);
    }
}
