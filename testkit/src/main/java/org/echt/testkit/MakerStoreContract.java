package org.echt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.echt.core.audit.AuditEntry;
import org.echt.core.audit.AuditLog.Filter;
import org.echt.core.maker.BatchUse;
import org.echt.core.maker.Export;
import org.echt.core.maker.Maker;
import org.echt.core.maker.Quota;
import org.echt.core.product.Product;
import org.echt.core.scan.Life;
import org.echt.core.scan.LifeChange;
import org.echt.core.scan.Scan;
import org.echt.core.scan.Visitor;
import org.echt.core.serial.Batch;
import org.echt.core.serial.BatchStore.OrderExists;
import org.echt.core.serial.BatchStore.OverQuota;
import org.echt.core.serial.BatchStore.Put;
import org.echt.core.serial.BatchStore.Stored;
import org.echt.core.serial.BatchStore.UnknownMaker;
import org.echt.core.serial.ItemNumber;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@code MakerStore} keeps, and how it binds the batches. */
public abstract class MakerStoreContract extends StoreContract {
    /** The maker {@link Batches} names. */
    private static final String JENA = "Acme Works Jena";

    private static final Maker CONTRACT = new Maker(JENA, false, "");

    @BeforeEach
    void products() {
        Products.all().forEach(p -> require(given.catalogue().add(p, BY, NOON)));
    }

    @Test
    void withoutMakersAnyNameGetsCodes() {
        assertEquals(List.of(), given.makers().makers());
        assertTrue(put(1, Products.CELL, 1000) instanceof Stored);
        assertEquals(1, given.makers().uses(JENA).size());
    }

    @Test
    void makersAreReadBackAndChangedOnlyFromWhatIsThere() {
        require(add(CONTRACT));
        assertFalse(add(CONTRACT));
        require(add(new Maker("Acme", true, "")));
        var certified = new Maker(JENA, false, "PEM");
        assertFalse(given.makers().change(certified, CONTRACT, audit("x")));
        require(given.makers().change(CONTRACT, certified, certified.audit(CONTRACT, NOON, BY, "new")));
        assertEquals(
                List.of(new Maker("Acme", true, ""), certified), given.makers().makers());
        assertEquals(Optional.of(certified), given.makers().maker(JENA));
        assertEquals(Optional.empty(), given.makers().maker("acme"));
        assertEquals(List.of("maker.changed", "maker.added", "maker.added"), actions("maker."));
    }

    @Test
    void quotasAreSetOnlyForMakersThereAndFromWhatIsThere() {
        var all = new Quota(JENA, null, 10);
        assertFalse(set(null, all));
        require(add(CONTRACT));
        require(set(null, new Quota(JENA, Products.CELL.gtin(), 5)));
        require(set(null, all));
        assertFalse(set(null, all));
        var more = new Quota(JENA, null, 20);
        assertFalse(set(more, all));
        require(set(all, more));
        assertEquals(
                List.of(more, new Quota(JENA, Products.CELL.gtin(), 5)),
                given.makers().quotas(JENA));
        assertEquals(List.of(), given.makers().quotas("Acme"));
    }

    @Test
    void fromTheFirstMakerOnOnlyThoseOnRecordGetCodes() {
        require(add(new Maker("Acme Works Jenna", true, "")));
        assertEquals(new UnknownMaker(JENA), put(1, Products.CELL, 1));
        require(add(CONTRACT));
        assertEquals(new OverQuota(JENA, Products.CELL.gtin(), 1, 0, 0), put(1, Products.CELL, 1));
        assertEquals(List.of(), given.batches().batches());
        assertEquals(List.of(), actions("batch."));
    }

    @Test
    void ourOwnProductionNeedsNoQuota() {
        require(add(new Maker(JENA, true, "")));
        assertTrue(put(1, Products.CELL, 100_000) instanceof Stored);
    }

    @Test
    void aQuotaIsUsedToTheLastCodeAndNotOneBeyond() {
        assertTrue(put(1, Products.CELL, 300) instanceof Stored);
        require(add(CONTRACT));
        require(set(null, new Quota(JENA, Products.CELL.gtin(), 1000)));
        assertEquals(new OverQuota(JENA, Products.CELL.gtin(), 701, 300, 1000), put(2, Products.CELL, 701));
        assertEquals(new OverQuota(JENA, Products.PACK.gtin(), 1, 0, 0), put(2, Products.PACK, 1));
        assertTrue(put(2, Products.CELL, 700) instanceof Stored);
        assertEquals(new OverQuota(JENA, Products.CELL.gtin(), 1, 1000, 1000), put(3, Products.CELL, 1));
        assertEquals(2, given.batches().batches().size());
    }

    @Test
    void bothQuotasHoldWhereBothAreSet() {
        require(add(CONTRACT));
        require(set(null, new Quota(JENA, null, 100)));
        require(set(null, new Quota(JENA, Products.CELL.gtin(), 80)));
        assertTrue(put(1, Products.PACK, 60) instanceof Stored);
        assertEquals(new OverQuota(JENA, null, 41, 60, 100), put(2, Products.CELL, 41));
        assertTrue(put(2, Products.CELL, 40) instanceof Stored);
    }

    @Test
    void anOrderThatWasIssuedIsAnsweredWithItsBatchAlsoWhenTheQuotaIsUsedUp() {
        require(add(CONTRACT));
        require(set(null, new Quota(JENA, null, 10)));
        assertTrue(put(1, Products.CELL, 10) instanceof Stored);
        assertTrue(put(1, Products.CELL, 10) instanceof OrderExists);
    }

    @Test
    void manyOrdersAtOnceNeverExceedAQuota() throws Exception {
        require(add(CONTRACT));
        require(set(null, new Quota(JENA, null, 50)));
        var answers = Threads.together(12, i -> put(i + 1, Products.CELL, 10));
        assertEquals(5, answers.stream().filter(Stored.class::isInstance).count());
        assertEquals(7, answers.stream().filter(OverQuota.class::isInstance).count());
        assertEquals(
                50, given.batches().batches().stream().mapToLong(Batch::count).sum());
    }

    @Test
    void whatBecameOfTheCodesIsCounted() {
        put(1, Products.CELL, 10);
        put(2, Products.CELL, 10);
        for (int i = 0; i < 4; i++) {
            life(1, i, Life.NOT_RELEASED);
        }
        life(1, 4, Life.DESTROYED);
        life(1, 5, Life.STOLEN);
        for (int index : new int[] {0, 0, 1, 5, 6}) {
            check(index);
        }
        var uses = given.makers().uses(JENA);
        var first = given.batches().batches().getFirst();
        assertEquals(new BatchUse(first, 4, 1, 4, 2, 3), uses.getFirst());
        assertEquals(5, uses.getFirst().applied());
        assertEquals(new BatchUse(given.batches().batches().get(1), 0, 0, 0, 0, 0), uses.get(1));
        assertEquals(List.of(), given.makers().uses("nobody"));
    }

    @Test
    void anExportStandsInTheAuditLog() {
        put(1, Products.CELL, 10);
        var batch = given.batches().batches().getFirst();
        given.makers().record(new Export(batch, "ab".repeat(32), NOON), BY);
        assertEquals(List.of("batch.exported", "batch.issued"), actions("batch."));
    }

    private Put put(int number, Product product, long count) {
        return given.batches()
                .put(Batches.batch(number, "PO-" + number, product, "L1", count, LocalDate.of(2026, 1, 12)), BY);
    }

    private boolean add(Maker maker) {
        return given.makers().change((Maker) null, maker, maker.audit(null, NOON, BY, ""));
    }

    private boolean set(@Nullable Quota before, Quota after) {
        return given.makers().change(before, after, after.audit(before, NOON, BY, ""));
    }

    private static AuditEntry audit(String action) {
        return new AuditEntry(NOON, BY, action, "", "", "", "");
    }

    private List<String> actions(String begin) {
        return given.audit().find(new Filter("", begin, "", null, null, Long.MAX_VALUE, 100)).stream()
                .map(e -> e.entry().action())
                .toList();
    }

    private void life(int batch, int index, Life life) {
        given.scans().setLife(new LifeChange(ItemNumber.of(batch, index), life, NOON, BY, "count"));
    }

    private void check(int index) {
        given.scans()
                .append(new Scan(
                        "CHK-0000-000" + index,
                        NOON,
                        ItemNumber.of(1, index),
                        "ISSUED",
                        "",
                        1,
                        "t",
                        "en",
                        Scan.Channel.WEB,
                        Visitor.NOBODY));
    }
}
