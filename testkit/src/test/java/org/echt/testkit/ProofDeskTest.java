package org.echt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.Random;
import org.echt.core.access.Act;
import org.echt.core.access.Actor;
import org.echt.core.access.Role;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.echt.core.notice.RemedyKind;
import org.echt.core.notice.StoredPicture;
import org.echt.core.recall.Proof;
import org.echt.core.recall.Proof.State;
import org.echt.core.recall.ProofDesk;
import org.junit.jupiter.api.Test;

/** What people may decide; how proofs come in is tested with real codes at the pages. */
class ProofDeskTest {
    private static final Act INES = new Act(Actor.of("ines", Role.SERVICE), "");
    private static final long LAPTOP = Batches.item(Batches.LAPTOPS, 7);

    private final SettableTime time = SettableTime.at("2026-03-01T10:00:00Z");
    private final MemoryStores stores = new MemoryStores();
    private final ProofDesk desk = new ProofDesk(stores.proofs(), stores.recalls(), time, new Random(7));

    private void given() {
        var picture = new StoredPicture("0c".repeat(32), "image/png", 1, 1, new byte[] {1});
        stores.proofs()
                .add(
                        new Proof(
                                "PRF-1",
                                "R-2026-001",
                                LAPTOP,
                                RemedyKind.REFUND,
                                LocalDate.of(2026, 2, 27),
                                picture.hash(),
                                time.instant(),
                                State.WAITING,
                                null),
                        picture);
    }

    @Test
    void acceptingRecordsTheRemedyAndIsDoneOnce() {
        given();
        assertEquals(State.ACCEPTED, desk.accept("PRF-1", INES).state());
        assertEquals(1, stores.recalls().remedied("R-2026-001").size());
        refused(Fault.CONFLICT, () -> desk.accept("PRF-1", INES));
        refused(Fault.CONFLICT, () -> desk.refuse("PRF-1", new Act(INES.by(), "blurred")));
    }

    @Test
    void refusingNeedsAReason() {
        given();
        refused(Fault.BAD_REQUEST, () -> desk.refuse("PRF-1", INES));
        assertEquals(
                State.REFUSED,
                desk.refuse("PRF-1", new Act(INES.by(), "blurred")).state());
        assertEquals(0, stores.recalls().remedied("R-2026-001").size());
    }

    @Test
    void onlyThoseWhoReviewProofsDecide() {
        given();
        refused(Fault.NOT_ALLOWED, () -> desk.accept("PRF-1", new Act(Actor.of("jonas", Role.APPROVER), "")));
        refused(Fault.NOT_FOUND, () -> desk.accept("PRF-2", INES));
    }

    private static void refused(Fault fault, Runnable step) {
        assertEquals(fault, assertThrows(RefusedException.class, step::run).fault());
    }
}
