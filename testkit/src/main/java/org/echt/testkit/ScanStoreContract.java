package org.echt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.echt.core.scan.ItemState;
import org.echt.core.scan.ItemState.Use;
import org.echt.core.scan.Life;
import org.echt.core.scan.Scan;
import org.echt.core.scan.Visitor;
import org.echt.core.serial.ItemNumber;
import org.echt.core.serial.ItemRange;
import org.echt.core.serial.ItemSet;
import org.echt.testkit.FaultMatrix.Step;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link org.echt.core.scan.ScanStore} keeps. A check whose record failed is answered without a reference and
 * not recorded again, so a repeated scan is a new one.
 */
public abstract class ScanStoreContract extends StoreContract {
    private static final long LAPTOP = Batches.item(Batches.LAPTOPS, 7);

    @BeforeEach
    void batches() {
        acme(given);
    }

    @Test
    void aScanIsCountedInItsItem() {
        given.scans().append(scan(1, LAPTOP, NOON));
        assertEquals(new ItemState(LAPTOP, Life.COMMISSIONED, NOON, NOON, 1, Use.NORMAL), state(LAPTOP));
        given.scans().append(scan(2, LAPTOP, NOON.plusSeconds(60)));
        var later = NOON.plusSeconds(60);
        assertEquals(new ItemState(LAPTOP, Life.COMMISSIONED, NOON, later, 2, Use.NORMAL), state(LAPTOP));
        assertEquals(ItemState.untouched(LAPTOP + 1), state(LAPTOP + 1));
    }

    @Test
    void scansMayArriveInAnyOrder() {
        given.scans().append(scan(1, LAPTOP, NOON));
        given.scans().append(scan(2, LAPTOP, NOON.minusSeconds(60)));
        assertEquals(
                new ItemState(LAPTOP, Life.COMMISSIONED, NOON.minusSeconds(60), NOON, 2, Use.NORMAL), state(LAPTOP));
    }

    @Test
    void aScanOfNoItemTouchesNone() {
        given.scans().append(scan(1, ItemNumber.NONE, NOON));
        assertEquals(ItemState.untouched(ItemNumber.NONE), state(ItemNumber.NONE));
        assertEquals(ItemState.untouched(LAPTOP), state(LAPTOP));
    }

    @Test
    void aScanOfLongAgoOrAheadIsTaken() {
        given.scans().append(scan(1, LAPTOP, Instant.parse("2024-02-29T23:59:59.999999Z")));
        given.scans().append(scan(2, LAPTOP, Instant.parse("2031-01-01T00:00:00Z")));
        assertEquals(2, state(LAPTOP).checks());
    }

    @Test
    void lifeAndChecksDoNotDisturbEachOther() {
        given.scans().setLife(life(LAPTOP, Life.REGISTERED));
        assertEquals(new ItemState(LAPTOP, Life.REGISTERED, null, null, 0, Use.NORMAL), state(LAPTOP));
        given.scans().append(scan(1, LAPTOP, NOON));
        assertEquals(new ItemState(LAPTOP, Life.REGISTERED, NOON, NOON, 1, Use.NORMAL), state(LAPTOP));
        for (var life : Life.values()) {
            given.scans().setLife(life(LAPTOP, life));
            assertEquals(new ItemState(LAPTOP, life, NOON, NOON, 1, Use.NORMAL), state(LAPTOP));
        }
    }

    @Test
    void livesAreCountedAmongTheItemsAskedFor() {
        assertEquals(Map.of(), given.scans().lives(ItemSet.EMPTY));
        given.scans().append(scan(1, LAPTOP, NOON));
        given.scans().setLife(life(LAPTOP + 1, Life.REGISTERED));
        given.scans().setLife(life(LAPTOP + 2, Life.REGISTERED));
        given.scans().setLife(life(LAPTOP + 4, Life.STOLEN));
        given.scans().setLife(life(LAPTOP + 5, Life.REGISTERED));
        given.scans().setLife(life(LAPTOP + 5, Life.COMMISSIONED));
        var all = ItemSet.ofRanges(List.of(new ItemRange(LAPTOP, LAPTOP + 5)));
        assertEquals(Map.of(Life.REGISTERED, 2L, Life.STOLEN, 1L), given.scans().lives(all));
        assertEquals(Map.of(Life.REGISTERED, 1L), given.scans().lives(ItemSet.of(LAPTOP, LAPTOP + 2, LAPTOP + 3)));
        for (var life : Life.values()) {
            given.scans().setLife(life(LAPTOP + 7, life));
            var expected = life == Life.COMMISSIONED ? Map.of() : Map.of(life, 1L);
            assertEquals(expected, given.scans().lives(ItemSet.of(LAPTOP + 7)));
        }
    }

    @Test
    void livesAreCountedInManyScatteredItems() {
        given.scans().setLife(life(LAPTOP + 8, Life.SAMPLE));
        given.scans().setLife(life(LAPTOP + 9, Life.SAMPLE));
        given.scans().setLife(life(LAPTOP + 10, Life.EXPIRED));
        var even = ItemSet.builder();
        for (long item = 0; item < 300_000; item += 2) {
            even.add(LAPTOP + item);
        }
        assertEquals(Map.of(Life.SAMPLE, 1L, Life.EXPIRED, 1L), given.scans().lives(even.build()));
    }

    @Test
    void whatWasCheckedInAPeriodIsTold() {
        given.scans().append(scan(1, LAPTOP, NOON));
        given.scans().append(scan(2, LAPTOP, NOON.plusSeconds(1)));
        given.scans().append(scan(3, LAPTOP + 1, NOON.plusSeconds(2)));
        given.scans().append(scan(4, ItemNumber.NONE, NOON));
        assertEquals(ItemSet.of(LAPTOP, LAPTOP + 1), given.scans().checked(NOON, NOON.plusSeconds(3)));
        assertEquals(ItemSet.of(LAPTOP), given.scans().checked(NOON, NOON.plusSeconds(2)));
        assertEquals(ItemSet.EMPTY, given.scans().checked(NOON.plusSeconds(3), NOON.plusSeconds(9)));
    }

    @Test
    void theChecksOfOneItemAreToldTheNewestFirst() {
        given.scans().append(scan(1, LAPTOP, NOON));
        given.scans().append(scan(2, LAPTOP + 1, NOON));
        given.scans().append(scan(3, LAPTOP, NOON.plusSeconds(1)));
        given.scans().append(scan(4, LAPTOP, NOON.plusSeconds(2)));
        assertEquals(
                List.of(scan(3, LAPTOP, NOON.plusSeconds(1)), scan(1, LAPTOP, NOON)),
                given.scans().checksOf(LAPTOP, NOON.plusSeconds(2), 5));
        assertEquals(
                List.of(scan(4, LAPTOP, NOON.plusSeconds(2))), given.scans().checksOf(LAPTOP, NOON.plusSeconds(9), 1));
        assertEquals(List.of(), given.scans().checksOf(LAPTOP + 2, NOON.plusSeconds(9), 5));
    }

    @Test
    void whoIsWhereInTheirLifeIsTold() {
        given.scans().setLife(life(LAPTOP, Life.REGISTERED));
        given.scans().setLife(life(LAPTOP + 1, Life.REGISTERED));
        given.scans().setLife(life(LAPTOP + 1, Life.STOLEN));
        assertEquals(ItemSet.of(LAPTOP), given.scans().inLife(Life.REGISTERED));
        assertEquals(ItemSet.EMPTY, given.scans().inLife(Life.NOT_RELEASED));
    }

    @Test
    void manyScanManyItemsAndNoneIsLost() throws Exception {
        long threads = 32;
        int each = 20;
        int items = 5;
        Threads.together((int) threads, t -> {
            for (int k = 0; k < each; k++) {
                given.scans().append(scan(t * each + k, LAPTOP + (t + k) % items, NOON.plusSeconds(k)));
            }
            return t;
        });
        long sum = 0;
        for (int i = 0; i < items; i++) {
            sum += state(LAPTOP + i).checks();
        }
        assertEquals(threads * each, sum);
    }

    @Test
    void oneItemScannedByManyCountsEach() throws Exception {
        Threads.together(64, t -> {
            given.scans().append(scan(t, LAPTOP, NOON.plusSeconds(t)));
            // What a caller was told is there for whoever asks next.
            return state(LAPTOP).checks();
        });
        assertEquals(
                new ItemState(LAPTOP, Life.COMMISSIONED, NOON, NOON.plusSeconds(63), 64, Use.NORMAL), state(LAPTOP));
    }

    @Test
    void aBrokenScanIsCountedOnceOrNotAtAll() {
        var steps = List.of(
                Step.unrepeated("scan", s -> s.scans().append(scan(1, LAPTOP, NOON))),
                Step.of("life", s -> s.scans().setLife(life(LAPTOP, Life.STOLEN))),
                Step.unrepeated("scan again", s -> s.scans().append(scan(2, LAPTOP, NOON.plusSeconds(5)))));
        breakEach(StoreContract::acme, steps, List.of(LAPTOP));
    }

    private ItemState state(long item) {
        return given.items().read(item, false).state();
    }

    /** The {@code n}-th scan; references are unique. */
    static Scan scan(int n, long item, Instant at) {
        var reference = "CHK-" + Integer.toString(0x100000 + n, 32).toUpperCase(Locale.ROOT);
        return new Scan(
                reference,
                at,
                item,
                "ISSUED",
                "NOT_AFFECTED",
                1,
                "t1",
                "en",
                Scan.Channel.WEB,
                new Visitor(0x5eedL + n, ""));
    }
}
