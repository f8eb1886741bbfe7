package org.echt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.echt.core.asbuilt.Build;
import org.echt.core.asbuilt.Installation;
import org.echt.core.notice.RemedyKind;
import org.echt.core.recall.Remedy;
import org.echt.core.scan.ItemState;
import org.echt.core.scan.Life;
import org.echt.core.serial.ItemNumber;
import org.echt.core.verify.ItemStore.ItemFacts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link org.echt.core.verify.ItemStore} answers. It writes nothing: its faults are those of the others. */
public abstract class ItemStoreContract extends StoreContract {
    private static final long LAPTOP = Batches.item(Batches.LAPTOPS, 0);
    private static final long PACK = Batches.item(Batches.PACKS, 0);
    private static final long CELL = Batches.item(Batches.CELLS, 0);

    @BeforeEach
    void batches() {
        acme(given);
        var content = Notices.stopUse(Notices.cellsOfLot("EC-2551"));
        given.recalls().append("R-1", Notices.draft(1, content, NOON));
        given.recalls().append("R-2", Notices.draft(1, content, NOON));
    }

    @Test
    void anUntouchedItemIsUntouched() {
        var facts = given.items().read(LAPTOP, true);
        assertEquals(ItemState.untouched(LAPTOP), facts.state());
        assertEquals(List.of(), facts.remedies());
        assertEquals(Build.none(LAPTOP), facts.build());
    }

    @Test
    void noItemGivesTheVersionOnly() {
        given.scans().append(ScanStoreContract.scan(1, ItemNumber.NONE, NOON));
        var none = ItemNumber.NONE;
        var expected = new ItemFacts(version(), ItemState.untouched(none), List.of(), Build.none(none));
        assertEquals(expected, given.items().read(none, false));
        assertEquals(expected, given.items().read(none, true));
    }

    @Test
    void theVersionIsTheCataloguesAfterEveryChange() {
        for (int k = 10; k < 15; k++) {
            given.batches().put(Batches.batch(k, Products.CELL, "EC-2552", 10), BY);
            assertEquals(version(), given.items().read(LAPTOP, false).dataVersion());
            assertEquals(version(), given.items().read(ItemNumber.NONE, false).dataVersion());
        }
    }

    @Test
    void stateAndRemediesOfTheItemComeWithoutItsBuild() {
        Imports.store(given, Batches.laptop(0));
        given.scans().setLife(life(LAPTOP, Life.REGISTERED));
        given.recalls().record(remedy("R-1", LAPTOP), NOON);
        given.recalls().record(remedy("R-2", LAPTOP), NOON);
        given.recalls().record(remedy("R-1", CELL), NOON);
        var facts = given.items().read(LAPTOP, false);
        assertEquals(Life.REGISTERED, facts.state().life());
        assertEquals(Set.of(remedy("R-1", LAPTOP), remedy("R-2", LAPTOP)), Set.copyOf(facts.remedies()));
        assertEquals(2, facts.remedies().size());
        assertEquals(Build.none(LAPTOP), facts.build());
    }

    @Test
    void remediesBelowComeWithTheBuild() {
        Imports.store(given, Batches.laptop(0));
        Imports.store(given, Batches.laptop(1));
        var inside = List.of(remedy("R-1", LAPTOP), remedy("R-1", CELL + 19), remedy("R-2", PACK));
        inside.forEach(r -> given.recalls().record(r, NOON));
        given.recalls().record(remedy("R-1", CELL + 20), NOON);
        var facts = given.items().read(LAPTOP, true);
        assertEquals(Set.copyOf(inside), Set.copyOf(facts.remedies()));
        assertEquals(3, facts.remedies().size());
        assertEquals(Set.copyOf(Batches.laptop(0)), installations(facts.build()));
    }

    @Test
    void whatWasTakenOutAndWhatComesLaterIsInTheBuildWithItsDates() {
        var out = new Installation(LAPTOP, PACK, Batches.BUILT, NOON);
        var in = new Installation(LAPTOP, PACK + 1, NOON, Installation.STILL);
        Imports.store(given, List.of(out, in));
        given.recalls().record(remedy("R-1", PACK), NOON);
        var facts = given.items().read(LAPTOP, true);
        assertEquals(Set.of(out, in), installations(facts.build()));
        assertEquals(List.of(out), facts.build().partsOf(LAPTOP, NOON.minusNanos(1000)));
        assertEquals(List.of(in), facts.build().partsOf(LAPTOP, NOON));
        assertEquals(List.of(remedy("R-1", PACK)), facts.remedies());
    }

    @Test
    void aSharedPartsRemedyComesOnce() {
        long lot = Imports.numbers(given, List.of(Imports.part("Voltaic", "GLUE-3", "G77", "", "Glue")))[0];
        Imports.store(
                given, List.of(Batches.inside(LAPTOP, PACK), Batches.inside(LAPTOP, lot), Batches.inside(PACK, lot)));
        given.recalls().record(remedy("R-1", lot), NOON);
        var facts = given.items().read(LAPTOP, true);
        assertEquals(List.of(remedy("R-1", lot)), facts.remedies());
        assertEquals(Set.of(lot), facts.build().foreign().keySet());
    }

    @Test
    void manyReadersAreEachToldOfTheirItem() throws Exception {
        for (int i = 0; i < 5; i++) {
            Imports.store(given, Batches.laptop(i));
            given.scans().append(ScanStoreContract.scan(i, LAPTOP + i, NOON.plusSeconds(i)));
        }
        Threads.together(40, t -> {
            int i = t % 5;
            var facts = given.items().read(LAPTOP + i, t % 2 == 0);
            assertEquals(LAPTOP + i, facts.state().item());
            assertEquals(NOON.plusSeconds(i), facts.state().firstCheckedAt());
            assertEquals(t % 2 == 0 ? Set.copyOf(Batches.laptop(i)) : Set.of(), installations(facts.build()));
            return t;
        });
    }

    private long version() {
        return given.catalogue().load().version();
    }

    /** All installations of a build; fails when one is listed twice. */
    static Set<Installation> installations(Build build) {
        var all = build.byParent().values().stream().flatMap(List::stream).toList();
        var distinct = all.stream().collect(Collectors.toSet());
        assertEquals(
                distinct.size(),
                all.size(),
                () -> "listed twice in " + new TreeSet<>(build.byParent().keySet()));
        return distinct;
    }

    private static Remedy remedy(String recall, long item) {
        return new Remedy(recall, item, RemedyKind.REPLACEMENT, NOON, "Shop Weimar", "");
    }
}
