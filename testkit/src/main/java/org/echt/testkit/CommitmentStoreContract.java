package org.echt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import org.echt.core.audit.AuditEntry;
import org.echt.core.audit.AuditLog;
import org.echt.core.issuance.CommitmentStore;
import org.echt.core.issuance.CommitmentStore.Kept;
import org.echt.core.issuance.CommittedBatch;
import org.echt.core.serial.Batch;
import org.echt.core.tlog.Hash;
import org.echt.testkit.FaultMatrix.Step;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link CommitmentStore} keeps. */
public abstract class CommitmentStoreContract extends StoreContract {
    private static final int CELLS = Batches.CELLS.number();

    @BeforeEach
    void batches() {
        acme(given);
    }

    @Test
    void nothingIsKeptAtFirst() {
        assertEquals(Kept.NOTHING, given.commitments().find(CELLS));
        assertEquals(Kept.NOTHING, given.commitments().find(4711));
        assertEquals(List.of(), given.commitments().committed());
    }

    @Test
    void subtreesAreKeptInTheirOrder() {
        var store = given.commitments();
        for (int place = 0; place < 5; place++) {
            assertEquals(root(place), store.keep(CELLS, place, root(place)));
        }
        assertEquals(
                new Kept(
                        IntStream.range(0, 5)
                                .mapToObj(CommitmentStoreContract::root)
                                .toList(),
                        false,
                        null),
                store.find(CELLS));
        assertEquals(Kept.NOTHING, store.find(Batches.LAPTOPS.number()));
    }

    @Test
    void whatIsKeptStays() {
        var store = given.commitments();
        store.keep(CELLS, 0, root(0));
        assertEquals(root(0), store.keep(CELLS, 0, root(0)));
        assertEquals(root(0), store.keep(CELLS, 0, root(9)));
        assertEquals(new Kept(List.of(root(0)), false, null), store.find(CELLS));
    }

    @Test
    void noSubtreeIsLeftOutAndNoBatchInvented() {
        var store = given.commitments();
        assertThrows(IllegalArgumentException.class, () -> store.keep(CELLS, 1, root(1)));
        assertThrows(IllegalArgumentException.class, () -> store.keep(CELLS, -1, root(1)));
        assertThrows(IllegalArgumentException.class, () -> store.keep(4711, 0, root(0)));
        assertEquals(Kept.NOTHING, store.find(CELLS));
        assertEquals(Kept.NOTHING, store.find(4711));
    }

    @Test
    void aCommittedBatchIsReadBackAndInTheAuditLog() {
        var store = given.commitments();
        var laptops = committed(Batches.LAPTOPS, 1);
        var cells = committed(Batches.CELLS, 2);
        store.keep(CELLS, 0, root(7));
        assertEquals(cells, store.commit(cells, BY));
        assertEquals(laptops, store.commit(laptops, BY));
        assertEquals(List.of(laptops, cells), store.committed());
        assertEquals(new Kept(List.of(root(7)), false, cells), store.find(CELLS));
        assertEquals(List.of(laptops.audit(BY), cells.audit(BY)), audited());
    }

    @Test
    void aBatchIsCommittedOnce() {
        var store = given.commitments();
        var first = committed(Batches.CELLS, 1);
        store.commit(first, BY);
        assertEquals(first, store.commit(committed(Batches.CELLS, 2), "mara.vogel"));
        assertEquals(List.of(first), store.committed());
        assertEquals(List.of(first.audit(BY)), audited());
    }

    @Test
    void manyWhoCommitAgree() throws Exception {
        var answers = Threads.together(12, i -> {
            var store = given.commitments();
            for (int place = 0; place < 4; place++) {
                assertEquals(root(place), store.keep(CELLS, place, root(place)));
            }
            return store.commit(committed(Batches.CELLS, i), BY);
        });
        assertEquals(1, answers.stream().distinct().count());
        assertEquals(answers.getFirst(), given.commitments().committed().getFirst());
        assertEquals(4, given.commitments().find(CELLS).subtrees().size());
        assertEquals(1, audited().size());
    }

    @Test
    void brokenWritesAreRepeatedWithoutHarm() {
        var committed = committed(Batches.CELLS, 3);
        breakEach(
                StoreContract::acme,
                List.of(
                        Step.of("keep 0", s -> s.commitments().keep(CELLS, 0, root(0)), root(0), root(0)),
                        Step.of("keep 1", s -> s.commitments().keep(CELLS, 1, root(1)), root(1), root(1)),
                        Step.of("commit", s -> s.commitments().commit(committed, BY), committed, committed)),
                List.of());
    }

    private static Hash root(int n) {
        return Hash.leaf(new byte[] {(byte) n});
    }

    private static CommittedBatch committed(Batch batch, int n) {
        return new CommittedBatch(batch, root(n), n % 2 == 0 ? "" : "c0ffee", false, NOON);
    }

    private List<AuditEntry> audited() {
        var filter = new AuditLog.Filter("", "batch.committed", "", null, null, Long.MAX_VALUE, 100);
        return given.audit().find(filter).stream().map(AuditLog.Numbered::entry).toList();
    }
}
