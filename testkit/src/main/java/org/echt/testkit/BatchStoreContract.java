package org.echt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import org.echt.core.serial.Batch;
import org.echt.core.serial.BatchStore;
import org.echt.core.serial.BatchStore.NumberTaken;
import org.echt.core.serial.BatchStore.OrderExists;
import org.echt.core.serial.BatchStore.Put;
import org.echt.core.serial.BatchStore.Stored;
import org.echt.testkit.FaultMatrix.Step;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link BatchStore} keeps. */
public abstract class BatchStoreContract extends StoreContract {
    @BeforeEach
    void products() {
        products(given);
    }

    private static void products(Stores stores) {
        Products.all().forEach(p -> require(stores.catalogue().add(p, BY, NOON)));
    }

    @Test
    void anEmptyStoreHasNoBatches() {
        assertEquals(List.of(), given.batches().batches());
    }

    @Test
    void whatWasPutIsReadBackByNumber() {
        assertEquals(new Stored(Batches.CELLS), given.batches().put(Batches.CELLS, BY));
        assertEquals(new Stored(Batches.LAPTOPS), given.batches().put(Batches.LAPTOPS, BY));
        assertEquals(List.of(Batches.LAPTOPS, Batches.CELLS), given.batches().batches());
    }

    @Test
    void aTakenNumberIsRefused() {
        given.batches().put(cells(7, "PO-1"), BY);
        assertEquals(new NumberTaken(), given.batches().put(cells(7, "PO-2"), BY));
        assertEquals(List.of(cells(7, "PO-1")), given.batches().batches());
    }

    @Test
    void aKnownOrderIsAnsweredWithItsBatch() {
        given.batches().put(cells(7, "PO-1"), BY);
        assertEquals(new OrderExists(cells(7, "PO-1")), given.batches().put(cells(8, "PO-1"), BY));
        assertEquals(List.of(cells(7, "PO-1")), given.batches().batches());
    }

    @Test
    void theSameBatchAgainIsAKnownOrderNotATakenNumber() {
        given.batches().put(cells(7, "PO-1"), BY);
        assertEquals(new OrderExists(cells(7, "PO-1")), given.batches().put(cells(7, "PO-1"), BY));
    }

    @Test
    void theOrderCountsWhenNumberAndOrderAreTakenByTwoBatches() {
        given.batches().put(cells(7, "PO-1"), BY);
        given.batches().put(cells(8, "PO-2"), BY);
        assertEquals(new OrderExists(cells(8, "PO-2")), given.batches().put(cells(7, "PO-2"), BY));
    }

    @Test
    void ordersAreComparedExactly() {
        given.batches().put(cells(1, "PO-1"), BY);
        assertInstanceOf(Stored.class, given.batches().put(cells(2, "po-1"), BY));
        assertInstanceOf(Stored.class, given.batches().put(cells(3, "PO-1 "), BY));
        assertInstanceOf(Stored.class, given.batches().put(cells(4, "PÖ-1'\";--"), BY));
        assertEquals(4, given.batches().batches().size());
    }

    @Test
    void manyIssuersNeverShareANumberOrAnOrder() throws Exception {
        int issuers = 12;
        int each = 8;
        Threads.together(issuers, i -> {
            for (int k = 0; k < each; k++) {
                issue(given.batches(), "PO-" + i + "-" + k);
            }
            return i;
        });
        var all = given.batches().batches();
        var numbers = new HashSet<Integer>();
        var orders = new HashSet<String>();
        for (var batch : all) {
            numbers.add(batch.number());
            orders.add(batch.order());
        }
        assertEquals(issuers * each, all.size());
        assertEquals(all.size(), numbers.size());
        assertEquals(all.size(), orders.size());
    }

    @Test
    void oneOrderSentByManyIsIssuedOnce() throws Exception {
        var answers = Threads.together(16, i -> given.batches().put(cells(i + 1, "PO-1"), BY));
        var stored = given.batches().batches();
        assertEquals(1, stored.size());
        for (Put answer : answers) {
            if (answer instanceof Stored kept) {
                assertEquals(stored.getFirst(), kept.batch());
            } else {
                assertEquals(new OrderExists(stored.getFirst()), answer);
            }
        }
        assertEquals(1, answers.stream().filter(Stored.class::isInstance).count());
    }

    @Test
    void oneNumberWantedByManyIsGivenOnce() throws Exception {
        var answers = Threads.together(16, i -> given.batches().put(cells(5, "PO-" + i), BY));
        assertEquals(1, answers.stream().filter(Stored.class::isInstance).count());
        assertEquals(15, answers.stream().filter(NumberTaken.class::isInstance).count());
        assertEquals(1, given.batches().batches().size());
    }

    @Test
    void aBrokenPutIsRepeatedWithoutHarm() {
        breakEach(BatchStoreContract::products, List.of(put(cells(1, "PO-1")), put(cells(2, "PO-2"))), List.of());
    }

    private static Step put(Batch batch) {
        return Step.of(
                "put " + batch.order(), s -> s.batches().put(batch, BY), new Stored(batch), new OrderExists(batch));
    }

    /** Puts the order under the next free number, as an issuer does. */
    private static void issue(BatchStore store, String order) {
        Put put;
        do {
            int next = store.batches().stream().mapToInt(Batch::number).max().orElse(-1) + 1;
            put = store.put(cells(next, order), BY);
        } while (put instanceof NumberTaken);
        assertInstanceOf(Stored.class, put);
    }

    private static Batch cells(int number, String order) {
        return Batches.batch(number, order, Products.CELL, "EC-2551", 1000, LocalDate.of(2026, 1, 12));
    }
}
