package org.echt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.echt.core.attribute.Scope;
import org.echt.core.attribute.Scope.All;
import org.echt.core.attribute.Scope.Any;
import org.echt.core.attribute.Scope.AttributeIs;
import org.echt.core.attribute.Scope.Comparison;
import org.echt.core.attribute.Scope.Contains;
import org.echt.core.attribute.Scope.Lot;
import org.echt.core.attribute.Scope.Not;
import org.echt.core.attribute.Scope.OfProduct;
import org.echt.core.attribute.ScopeText;
import org.junit.jupiter.api.Test;

class ScopeTextTest {
    @Test
    void theExamplesOfTheDesignAreRead() {
        assertEquals(
                new All(List.of(
                        new Lot("26C11", "26C19"),
                        new AttributeIs("plant", Comparison.EQUAL, "2"),
                        new Not(new AttributeIs("reworked", Comparison.EQUAL, "yes")))),
                read("lot in 26C11..26C19 and plant = 2 and not reworked = yes"));
        var cellsOfK7 = new All(List.of(new OfProduct("cell"), new Lot("K7", "K7")));
        assertEquals(new Contains(cellsOfK7, null), read("contains(cell where lot = K7)"));
        assertEquals(
                new Contains(
                        new All(List.of(
                                new OfProduct("PowerPack 10"), new AttributeIs("cell_lot", Comparison.EQUAL, "K7"))),
                        LocalDate.of(2026, 3, 1)),
                read("contains(part = \"PowerPack 10\" where cell_lot = K7) as of 2026-03-01"));
        assertEquals(new Contains(new OfProduct("cell"), null), read("contains(cell)"));
    }

    @Test
    void orBindsWeakerThanAnd() {
        var a = new Lot("A", "A");
        var b = new Lot("B", "B");
        var c = new Lot("C", "C");
        assertEquals(new Any(List.of(a, new All(List.of(b, c)))), read("lot = A or lot = B and lot = C"));
        assertEquals(new All(List.of(new Any(List.of(a, b)), c)), read("(lot = A or lot = B) and lot = C"));
    }

    @Test
    void aCodeMayStandForAnItemNumber() {
        assertEquals(
                read("items(#5, #7..#9)"),
                ScopeText.read(
                        "items(ABC, #7..#9)", code -> code.equals("ABC") ? OptionalLong.of(5) : OptionalLong.empty()));
    }

    @Test
    void errorsNamePlaceAndWhatMayStandThere() {
        assertError("lot K7", "\"=\" expected, found \"K7\" at position 5");
        assertError("contains(cell where lot = K7", "\")\" expected, found the end");
        assertError("lot = ", "a value expected, found the end");
        assertError("lot = K7 lot = K8", "and, or, or the end expected, found \"lot\" at position 10");
        assertError("plant", "a comparison (=, !=, <, <=, >, >=) after \"plant\"");
        assertError("lot = K7 & plant = 2", "\"&\" at position 10 has no meaning here");
        assertError("produced between 2026-13-01 and 2026-03-01", "not a date like");
        assertError("lot in B..A", "wrong order");
        assertError("items(WRONG)", "not one we issued");
        assertError("(".repeat(100) + "lot = A" + ")".repeat(100), "less nesting");
        assertError("", "expected, found the end");
    }

    /** Property: whatever scope, its text reads back as the same scope. */
    @Test
    void everyScopeRoundTrips() {
        long seed = Long.getLong("seed", System.nanoTime());
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 5_000; i++) {
            var world = i % 50 == 0 ? RandomWorld.of(random.split()) : null;
            var scope = RandomScope.of(world == null ? RandomWorld.of(new SplittableRandom(seed)) : world, random);
            var text = ScopeText.write(scope);
            assertEquals(scope, read(text), "-Dseed=" + seed + " text " + text);
        }
    }

    @Test
    void valuesWithAnyCharacterAreQuoted() {
        for (var value :
                List.of("", "a b", "say \"no\"", "back\\slash", "and", "#5", "..", "Größe", "line\nbreak", "(x)")) {
            var scope = new AttributeIs("note", Comparison.NOT_EQUAL, value);
            assertEquals(scope, read(ScopeText.write(scope)));
        }
    }

    private static Scope read(String text) {
        return ScopeText.read(text, _ -> OptionalLong.empty());
    }

    private static void assertError(String text, String expected) {
        var error = assertThrows(IllegalArgumentException.class, () -> read(text));
        assertTrue(String.valueOf(error.getMessage()).contains(expected), error.getMessage());
    }
}
