package org.echt.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.echt.core.asbuilt.ForeignPart;
import org.echt.core.asbuilt.ImportChunk;
import org.echt.core.asbuilt.ImportFile;
import org.echt.core.asbuilt.ImportStore.NamedPart;
import org.echt.core.asbuilt.Installation;
import org.echt.core.asbuilt.PartKey;
import org.echt.core.asbuilt.RejectedLine;
import org.echt.core.serial.ItemNumber;
import org.echt.testkit.FaultMatrix.Step;
import org.junit.jupiter.api.Test;

/** What every {@link org.echt.core.asbuilt.ImportStore} keeps of foreign parts, and of everything when it breaks. */
public abstract class ImportFaultContract extends StoreContract {
    private static final long LAPTOP = Batches.item(Batches.LAPTOPS, 0);
    private static final ImportFile FILE = Imports.file("line-4.csv");
    private static final NamedPart CONTROLLER = Imports.part("Voltaic", "CTRL-9", "", "SN-1", "Controller");

    @Test
    void oneIdentityHasOneNumber() {
        var other = Imports.part("Voltaic", "CTRL-9", "", "SN-2", "");
        long[] numbers = Imports.numbers(given, List.of(CONTROLLER, other, CONTROLLER));
        assertEquals(numbers[0], numbers[2]);
        assertEquals(2, Arrays.stream(numbers).distinct().count());
        long[] again = Imports.numbers(given, List.of(other, CONTROLLER));
        assertArrayEquals(new long[] {numbers[1], numbers[0]}, again);
        assertTrue(Arrays.stream(numbers).allMatch(n -> ItemNumber.isForeign(n) && !ItemNumber.isLot(n)));
    }

    @Test
    void everyFieldOfAnIdentityCounts() {
        var parts = List.of(
                Imports.part("A", "T", "", "1", ""),
                Imports.part("B", "T", "", "1", ""),
                Imports.part("A", "U", "", "1", ""),
                Imports.part("A", "T", "", "2", ""),
                Imports.part("A", "T", "1", "", ""),
                Imports.part("", "", "1", "", ""),
                Imports.part("a", "T", "", "1", ""));
        long[] numbers = Imports.numbers(given, parts);
        assertEquals(parts.size(), Arrays.stream(numbers).distinct().count());
        assertTrue(ItemNumber.isLot(numbers[4]));
        assertTrue(ItemNumber.isLot(numbers[5]));
        assertEquals(
                parts.stream().map(NamedPart::key).toList(),
                Arrays.stream(numbers).mapToObj(n -> known(n).key()).toList());
    }

    @Test
    void aNumberHoldsWithinItsSessionAndAfter() {
        long[] first;
        try (var session = given.imports().open(FILE, BY, NOON)) {
            first = session.numbers(List.of(CONTROLLER));
            assertArrayEquals(first, session.numbers(List.of(CONTROLLER)));
            session.commit(Imports.chunk(List.of(Batches.inside(LAPTOP, first[0])), 500, 2, false));
            assertArrayEquals(first, session.numbers(List.of(CONTROLLER)));
            assertEquals(0, session.numbers(List.of()).length);
        }
        assertArrayEquals(first, Imports.numbers(given, List.of(CONTROLLER)));
        assertEquals(new ForeignPart(first[0], CONTROLLER.key(), "Controller"), known(first[0]));
    }

    @Test
    void aLotLearntLaterIsFilledInAndKeepsTheNumber() {
        long[] before = Imports.numbers(given, List.of(Imports.part("Voltaic", "CTRL-9", "", "SN-1", "")));
        var learnt = Imports.part("Voltaic", "CTRL-9", "L-5", "SN-1", "Controller");
        assertArrayEquals(before, Imports.numbers(given, List.of(learnt)));
        assertEquals(new ForeignPart(before[0], learnt.key(), "Controller"), known(before[0]));
        // A file that says less takes nothing back.
        assertArrayEquals(before, Imports.numbers(given, List.of(Imports.part("Voltaic", "CTRL-9", "", "SN-1", ""))));
        assertEquals(new ForeignPart(before[0], learnt.key(), "Controller"), known(before[0]));
    }

    @Test
    void aLotLearntInOneFileIsFilledIn() {
        var bare = Imports.part("Voltaic", "CTRL-9", "", "SN-1", "Controller");
        var full = Imports.part("Voltaic", "CTRL-9", "L-5", "SN-1", "");
        long[] numbers = Imports.numbers(given, List.of(bare, full, bare));
        assertEquals(1, Arrays.stream(numbers).distinct().count());
        assertEquals(new ForeignPart(numbers[0], full.key(), "Controller"), known(numbers[0]));
    }

    @Test
    void numbersOfAnAbandonedSessionHarmNothing() {
        try (var session = given.imports().open(FILE, BY, NOON)) {
            session.numbers(List.of(CONTROLLER, Imports.part("Voltaic", "CTRL-9", "", "SN-2", "")));
        }
        long[] numbers = Imports.numbers(given, List.of(Imports.part("Other", "X", "", "9", ""), CONTROLLER));
        assertEquals(2, Arrays.stream(numbers).distinct().count());
        assertEquals(CONTROLLER.key(), known(numbers[1]).key());
        assertEquals(new PartKey("Other", "X", "", "9"), known(numbers[0]).key());
    }

    @Test
    void aBigDictionaryIsNumberedInOrder() {
        var parts = IntStream.range(0, 5000)
                .mapToObj(i -> Imports.part("Voltaic", "CTRL-9", "", "SN-" + i, ""))
                .toList();
        long[] numbers = Imports.numbers(given, parts);
        assertEquals(5000, Arrays.stream(numbers).distinct().count());
        assertEquals("SN-4711", known(numbers[4711]).key().serial());
        assertFalse(given.asBuilt().foreign(List.of(numbers[0], numbers[4999])).isEmpty());
    }

    @Test
    void aBrokenImportIsTakenUpWithoutHarm() {
        var open = Step.of("open", s -> s.imports().open(FILE, BY, NOON).close());
        var steps = List.of(
                open,
                Step.resuming("first third", s -> goOn(s, 1)),
                Step.resuming("second third", s -> goOn(s, 2)),
                Step.resuming("last third", s -> goOn(s, 3)));
        breakEach(StoreContract::acme, steps, List.of(LAPTOP, LAPTOP + 1, Batches.item(Batches.LAPTOPS, 2)));
    }

    /** Takes up the import and brings in the chunk, unless the job says it is in already. */
    private static void goOn(Stores stores, int chunk) {
        try (var session = stores.imports().open(FILE, BY, NOON.plusSeconds(chunk))) {
            if (session.job().doneBytes() >= 300L * chunk) {
                return;
            }
            var part = Imports.part("Voltaic", "CTRL-9", chunk == 1 ? "" : "L-5", "SN-" + chunk / 2, "");
            long number = session.numbers(List.of(part))[0];
            session.commit(third(chunk, number));
        }
    }

    /** A laptop with a foreign part; the second chunk takes the pack out of the first laptop. */
    private static ImportChunk third(int chunk, long number) {
        var added = new ArrayList<>(Batches.laptop(chunk - 1));
        added.add(new Installation(LAPTOP + chunk - 1, number, NOON.plusSeconds(chunk), Installation.STILL));
        var pack = Batches.item(Batches.PACKS, 0);
        var closed = chunk == 2
                ? List.of(new Installation(LAPTOP, pack, Batches.BUILT, NOON.plusSeconds(chunk)))
                : List.<Installation>of();
        var reject = new RejectedLine(chunk * 30L, "part", RejectedLine.Cause.UNKNOWN_PART, "chunk " + chunk);
        return new ImportChunk(
                added, closed, chunk, List.of(reject), 300L * chunk, 30L * chunk, chunk == 3, NOON.plusSeconds(9));
    }

    private ForeignPart known(long item) {
        Map<Long, ForeignPart> found = given.asBuilt().foreign(List.of(item));
        var part = found.get(item);
        if (part == null) {
            throw new AssertionError("no dictionary entry for " + item);
        }
        return part;
    }
}
