package org.echt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.echt.core.fault.StoreUnavailableException;
import org.echt.testkit.Faults.Mode;
import org.echt.testkit.Faults.Slowness;
import org.echt.testkit.Faults.Steps;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private final MemoryStores real = new MemoryStores();
    private final SettableTime time = SettableTime.at("2026-03-01T12:00:00Z");

    @Test
    void nothingFailsUntilArmed() {
        var faults = new Faults(real);
        assertTrue(faults.stores().catalogue().add(Products.CELL, "erp", time.instant()));
        assertFalse(faults.fired());
    }

    @Test
    void aLostWriteLeavesNothing() {
        var faults = new Faults(real);
        faults.arm(Mode.LOST, Steps.WRITES, 2);
        faults.stores().catalogue().add(Products.CELL, "erp", time.instant());
        faults.stores().catalogue().load();
        assertThrows(
                StoreUnavailableException.class,
                () -> faults.stores().catalogue().add(Products.MODULE, "erp", time.instant()));
        assertEquals(List.of(Products.CELL), real.catalogue().load().products());
        assertTrue(faults.fired());
        assertTrue(faults.stores().catalogue().add(Products.MODULE, "erp", time.instant()));
    }

    @Test
    void aKeptWriteIsThere() {
        var faults = new Faults(real);
        faults.arm(Mode.KEPT, Steps.WRITES, 1);
        assertThrows(
                StoreUnavailableException.class,
                () -> faults.stores().catalogue().add(Products.CELL, "erp", time.instant()));
        assertEquals(List.of(Products.CELL), real.catalogue().load().products());
    }

    @Test
    void aSlowReadAnswersAfterItsDelay() {
        var faults = new Faults(real, new Slowness(time, Duration.ofSeconds(1), Duration.ofSeconds(3)));
        faults.arm(Mode.SLOW, Steps.READS, 1);
        faults.stores().items().read(1, true);
        assertEquals(SettableTime.at("2026-03-01T12:00:01Z").instant(), time.instant());
        assertTrue(faults.fired());
    }

    @Test
    void aReadSlowerThanItsDeadlineFailsAtTheDeadline() {
        var faults = new Faults(real, new Slowness(time, Duration.ofSeconds(9), Duration.ofSeconds(3)));
        faults.arm(Mode.SLOW, Steps.ALL, 1);
        assertThrows(
                StoreUnavailableException.class, () -> faults.stores().items().read(1, true));
        assertEquals(SettableTime.at("2026-03-01T12:00:03Z").instant(), time.instant());
    }

    @Test
    void anImportWhoseOpeningIsLostHoldsNoLock() {
        var faults = new Faults(real);
        faults.arm(Mode.KEPT, Steps.WRITES, 1);
        var imports = faults.stores().imports();
        assertThrows(StoreUnavailableException.class, () -> imports.open(Imports.file("a"), "erp", time.instant()));
        real.imports().open(Imports.file("b"), "erp", time.instant()).close();
    }

    @Test
    void sessionsBreakToo() {
        var faults = new Faults(real);
        faults.arm(Mode.LOST, Steps.WRITES, 2);
        try (var session = faults.stores().imports().open(Imports.file("a"), "erp", time.instant())) {
            assertThrows(StoreUnavailableException.class, () -> session.commit(Imports.chunk(Batches.laptop(0))));
            session.commit(Imports.chunk(Batches.laptop(0)));
        }
        assertEquals(1, real.imports().jobs(9).size());
    }

    /** A store that keeps what it says it lost is found out. */
    @Test
    void theMatrixFindsAStoreThatRepeatsAScanTwice() {
        var step = FaultMatrix.Step.of("scan", s -> s.scans().append(ScanStoreContract.scan(1, 7, time.instant())));
        var matrix = new FaultMatrix(MemoryStores::new, _ -> {}, List.of(step), List.of(7L));
        assertThrows(AssertionError.class, matrix::run);
    }
}
