package org.echt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.echt.core.asbuilt.ForeignPart;
import org.echt.core.asbuilt.Installation;
import org.echt.core.asbuilt.PartKey;
import org.echt.core.attribute.AttributeDefinition;
import org.echt.core.attribute.ChangeSet;
import org.echt.core.attribute.ChangeSet.Change;
import org.echt.core.attribute.Scope;
import org.echt.core.attribute.Scope.AttributeIs;
import org.echt.core.attribute.Scope.Comparison;
import org.echt.core.attribute.Scope.Contains;
import org.echt.core.attribute.Target;
import org.echt.core.serial.ItemNumber;
import org.echt.core.serial.ItemRange;
import org.echt.core.serial.ItemSet;
import org.echt.testkit.BruteForce.Answer;
import org.junit.jupiter.api.Test;

/** The oracle, judged by hand on laptops 0 (built completely), 1 (a cell is missing) and 2 (no record). */
class BruteForceTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final long LAPTOP = Batches.item(Batches.LAPTOPS, 0);
    private static final long PACK = Batches.item(Batches.PACKS, 0);
    private static final long CELL = Batches.item(Batches.CELLS, 0);
    private static final long CONTROLLER = ItemNumber.foreignPart(1);

    private static final BruteForce ORACLE = new BruteForce(world());

    private static World world() {
        var installations = new ArrayList<>(Batches.laptop(0));
        installations.addAll(Batches.laptop(1));
        installations.removeLast();
        installations.add(Batches.inside(PACK, CONTROLLER));
        var controller = new ForeignPart(CONTROLLER, new PartKey("Voltaic", "CTRL-9", "V7", "S1"), "Controller");
        return new World(
                Products.all(),
                Batches.all(),
                installations,
                List.of(controller),
                List.of(StoreContract.FIRMWARE),
                List.of(),
                List.of(),
                NOW);
    }

    @Test
    void traitsOfAnItem() {
        assertEquals(Answer.AFFECTED, ORACLE.test(new Scope.OfProduct("cell"), CELL));
        assertEquals(Answer.AFFECTED, ORACLE.test(new Scope.OfProduct("ACME energycell 21700"), CELL));
        assertEquals(
                Answer.AFFECTED,
                ORACLE.test(new Scope.OfProduct(Products.CELL.gtin().digits()), CELL));
        assertEquals(Answer.NOT, ORACLE.test(new Scope.OfProduct("cell"), PACK));
        assertEquals(Answer.AFFECTED, ORACLE.test(new Scope.OfProduct("ctrl-9"), CONTROLLER));
        assertEquals(Answer.AFFECTED, ORACLE.test(new Scope.Lot("V1", "V7"), CONTROLLER));
        assertEquals(Answer.NOT, ORACLE.test(new Scope.Lot("V1", "V6"), CONTROLLER));
        var year = new Scope.ProducedBetween(LocalDate.of(2026, 1, 12), LocalDate.of(2026, 12, 31));
        assertEquals(Answer.AFFECTED, ORACLE.test(year, CELL));
        assertEquals(Answer.NOT, ORACLE.test(year, CONTROLLER));
    }

    @Test
    void whatIsInside() {
        var cell = new Contains(new Scope.Items(ItemSet.of(CELL)), null);
        assertEquals(Answer.AFFECTED, ORACLE.test(cell, LAPTOP));
        assertEquals(Answer.UNKNOWN, ORACLE.test(cell, LAPTOP + 1));
        assertEquals(Answer.UNKNOWN, ORACLE.test(cell, LAPTOP + 2));
        assertEquals(Answer.NOT, ORACLE.test(cell, CELL));
        var other = new Contains(new Scope.Items(ItemSet.of(CELL + 999)), null);
        assertEquals(Answer.NOT, ORACLE.test(other, LAPTOP));
        assertEquals(Answer.UNKNOWN, ORACLE.test(other, LAPTOP + 1));
        assertEquals(Answer.AFFECTED, ORACLE.test(new Contains(new Scope.OfProduct("Controller"), null), LAPTOP));
    }

    @Test
    void theEndOfADay() {
        var built = LocalDate.of(2026, 2, 2);
        var cell = new Scope.Items(ItemSet.of(CELL));
        assertEquals(Answer.UNKNOWN, ORACLE.test(new Contains(cell, built.minusDays(1)), LAPTOP));
        assertEquals(Answer.AFFECTED, ORACLE.test(new Contains(cell, built), LAPTOP));
    }

    @Test
    void threeValues() {
        var unknown = new Contains(new Scope.Items(ItemSet.EMPTY), null);
        var yes = new Scope.OfProduct("laptop");
        var no = new Scope.OfProduct("cell");
        assertEquals(Answer.UNKNOWN, ORACLE.test(new Scope.Not(unknown), LAPTOP + 2));
        assertEquals(Answer.UNKNOWN, ORACLE.test(new Scope.All(List.of(yes, unknown)), LAPTOP + 2));
        assertEquals(Answer.NOT, ORACLE.test(new Scope.All(List.of(unknown, no)), LAPTOP + 2));
        assertEquals(Answer.UNKNOWN, ORACLE.test(new Scope.Any(List.of(no, unknown)), LAPTOP + 2));
        assertEquals(Answer.AFFECTED, ORACLE.test(new Scope.Any(List.of(unknown, yes)), LAPTOP + 2));
        assertEquals(Answer.AFFECTED, ORACLE.test(new Scope.All(List.of()), LAPTOP));
        assertEquals(Answer.NOT, ORACLE.test(new Scope.Any(List.of()), LAPTOP));
    }

    @Test
    void theMostSpecificThenTheLatestValueCounts() {
        var low = new Target.OfRange(new ItemRange(CELL, CELL + 9));
        var high = new Target.OfRange(new ItemRange(CELL + 5, CELL + 20));
        var product = new Target.OfProduct(Products.CELL.gtin());
        var oracle = new BruteForce(with(
                new Change("firmware", low, null, "2"),
                new Change("firmware", high, null, "3"),
                new Change("firmware", product, null, "9"),
                new Change("firmware", new Target.OfItems(ItemSet.of(CELL, CONTROLLER)), null, "4"),
                new Change("firmware", new Target.OfItems(ItemSet.of(CELL + 7)), null, "5"),
                new Change("firmware", new Target.OfItems(ItemSet.of(CELL + 7)), "5", null)));
        assertEquals("4", oracle.value("firmware", CELL));
        assertEquals("2", oracle.value("firmware", CELL + 1));
        assertEquals("3", oracle.value("firmware", CELL + 7));
        assertEquals("9", oracle.value("firmware", CELL + 99));
        assertEquals("1", oracle.value("firmware", PACK));
        assertEquals("4", oracle.value("firmware", CONTROLLER));
        assertEquals(Answer.AFFECTED, oracle.test(new AttributeIs("firmware", Comparison.LESS, "10"), CELL + 99));
    }

    @Test
    void noValueMatchesOnlyNotEqual() {
        var w = world();
        var bare = new AttributeDefinition(
                "colour", AttributeDefinition.Type.TEXT, "", AttributeDefinition.Visibility.PUBLIC, null, List.of());
        var oracle = new BruteForce(
                new World(w.products(), w.batches(), List.of(), List.of(), List.of(bare), List.of(), List.of(), NOW));
        assertNull(oracle.value("colour", CELL));
        for (var comparison : Comparison.values()) {
            var expected = comparison == Comparison.NOT_EQUAL ? Answer.AFFECTED : Answer.NOT;
            assertEquals(expected, oracle.test(new AttributeIs("colour", comparison, "black"), CELL));
        }
    }

    @Test
    void cyclesAreUnknown() {
        var w = world();
        var module = Batches.item(Batches.MODULES, 199);
        var cycle = List.of(
                Batches.inside(CELL + 5000, CELL + 5001),
                Batches.inside(CELL + 5001, CELL + 5000),
                new Installation(module, CELL + 5000, Instant.EPOCH, Installation.STILL));
        var oracle = new BruteForce(
                new World(w.products(), w.batches(), cycle, List.of(), List.of(), List.of(), List.of(), NOW));
        var nothing = new Contains(new Scope.Items(ItemSet.EMPTY), null);
        assertEquals(Answer.UNKNOWN, oracle.test(nothing, CELL + 5000));
        assertEquals(Answer.UNKNOWN, oracle.test(nothing, module));
        assertEquals(Answer.NOT, oracle.test(nothing, CELL + 5002));
        assertEquals(
                Answer.AFFECTED, oracle.test(new Contains(new Scope.Items(ItemSet.of(CELL + 5001)), null), module));
    }

    private static World with(Change... changes) {
        var w = world();
        var sets = new ArrayList<ChangeSet>();
        for (var change : changes) {
            sets.add(new ChangeSet(sets.size() + 1L, "jonas", NOW, "", "", 0, List.of(change)));
        }
        return new World(
                w.products(), w.batches(), w.installations(), w.foreign(), w.definitions(), sets, List.of(), NOW);
    }
}
