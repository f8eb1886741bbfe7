package org.echt.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.echt.core.notice.RemedyKind;
import org.echt.core.notice.StoredPicture;
import org.echt.core.recall.Proof;
import org.echt.core.recall.Proof.Decision;
import org.echt.core.recall.Proof.State;
import org.echt.core.recall.ProofStore.Added;
import org.echt.core.recall.Remedy;
import org.echt.core.serial.ItemSet;
import org.echt.testkit.FaultMatrix.Step;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link org.echt.core.recall.ProofStore} keeps. */
public abstract class ProofStoreContract extends StoreContract {
    private static final String ID = "R-2026-001";
    private static final long LAPTOP = Batches.item(Batches.LAPTOPS, 7);
    private static final StoredPicture PICTURE =
            new StoredPicture("0c".repeat(32), "image/jpeg", 640, 480, new byte[] {1, 0, -1, 127});
    private static final Decision YES = new Decision(true, "ines", NOON.plusSeconds(60), "");
    private static final Decision NO = new Decision(false, "ines", NOON.plusSeconds(60), "shows another laptop");

    @BeforeEach
    void batches() {
        acme(given);
    }

    @Test
    void aProofIsKeptWithItsPictureAndReadBack() {
        assertEquals(Optional.empty(), given.proofs().find("PRF-1"));
        assertEquals(Optional.empty(), given.proofs().picture("PRF-1"));
        assertEquals(List.of(), given.proofs().waiting(10));
        assertEquals(Added.STORED, given.proofs().add(proof(1, LAPTOP, NOON), PICTURE));
        assertEquals(Added.STORED, given.proofs().add(proof(2, LAPTOP + 1, NOON.plusSeconds(1)), PICTURE));
        assertEquals(Added.ID_TAKEN, given.proofs().add(proof(1, LAPTOP + 2, NOON), PICTURE));
        assertEquals(Optional.of(proof(1, LAPTOP, NOON)), given.proofs().find("PRF-1"));
        var read = given.proofs().picture("PRF-1").orElseThrow();
        assertEquals(PICTURE.toString(), read.toString());
        assertArrayEquals(PICTURE.bytes(), read.bytes());
        assertEquals(
                List.of(proof(1, LAPTOP, NOON), proof(2, LAPTOP + 1, NOON.plusSeconds(1))),
                given.proofs().waiting(10));
        assertEquals(List.of(proof(1, LAPTOP, NOON)), given.proofs().waiting(1));
        assertEquals(Optional.empty(), given.proofs().find("no id\u0000'"));
        assertTrue(given.pictures().picture(PICTURE.hash()).isEmpty(), "a customer's picture is not public");
    }

    @Test
    void everyKindIsReadBack() {
        for (var kind : RemedyKind.values()) {
            var proof = new Proof(
                    "PRF-" + kind, ID, LAPTOP, kind, LocalDate.EPOCH, PICTURE.hash(), NOON, State.WAITING, null);
            assertEquals(Added.STORED, given.proofs().add(proof, PICTURE));
            assertEquals(Optional.of(proof), given.proofs().find(proof.id()));
        }
    }

    @Test
    void atMostFiveOfOneItemWait() {
        for (int i = 0; i < 5; i++) {
            assertEquals(Added.STORED, given.proofs().add(proof(i, LAPTOP, NOON.plusSeconds(i)), PICTURE));
        }
        assertEquals(Added.TOO_MANY, given.proofs().add(proof(5, LAPTOP, NOON), PICTURE));
        assertEquals(Added.STORED, given.proofs().add(proof(6, LAPTOP + 1, NOON), PICTURE));
        assertTrue(given.proofs().decide("PRF-0", NO));
        assertEquals(Added.STORED, given.proofs().add(proof(5, LAPTOP, NOON), PICTURE));
    }

    @Test
    void manyAtOnceAreNoMoreThanFive() throws Exception {
        var stored = new AtomicInteger();
        Threads.together(12, t -> {
            if (given.proofs().add(proof(t, LAPTOP, NOON), PICTURE) == Added.STORED) {
                stored.incrementAndGet();
            }
            return t;
        });
        assertEquals(5, stored.get());
        assertEquals(5, given.proofs().waiting(100).size());
    }

    @Test
    void acceptingRecordsTheRemedyAtOnce() {
        given.proofs().add(proof(1, LAPTOP, NOON), PICTURE);
        assertTrue(given.proofs().decide("PRF-1", YES));
        var remedy =
                new Remedy(ID, LAPTOP, RemedyKind.REPLACEMENT, Instant.parse("2026-02-27T00:00:00Z"), "ines", "PRF-1");
        assertEquals(List.of(remedy), given.items().read(LAPTOP, false).remedies());
        assertEquals(List.of(remedy), given.recalls().remedies(ID, LAPTOP));
        assertEquals(ItemSet.of(LAPTOP), given.recalls().remedied(ID));
        assertEquals(
                Optional.of(proof(1, LAPTOP, NOON).with(YES)), given.proofs().find("PRF-1"));
        assertEquals(List.of(), given.proofs().waiting(10));
    }

    @Test
    void refusingChangesNothingForTheItem() {
        given.proofs().add(proof(1, LAPTOP, NOON), PICTURE);
        assertTrue(given.proofs().decide("PRF-1", NO));
        assertEquals(List.of(), given.items().read(LAPTOP, false).remedies());
        assertEquals(
                Optional.of(proof(1, LAPTOP, NOON).with(NO)), given.proofs().find("PRF-1"));
    }

    @Test
    void aProofIsDecidedOnce() throws Exception {
        given.proofs().add(proof(1, LAPTOP, NOON), PICTURE);
        var decided = new AtomicInteger();
        Threads.together(8, t -> {
            if (given.proofs().decide("PRF-1", t % 2 == 0 ? YES : NO)) {
                decided.incrementAndGet();
            }
            return t;
        });
        assertEquals(1, decided.get());
        assertFalse(given.proofs().decide("PRF-1", YES));
        assertFalse(given.proofs().decide("PRF-9", YES));
        boolean accepted = given.proofs().find("PRF-1").orElseThrow().state() == State.ACCEPTED;
        assertEquals(accepted ? 1 : 0, given.recalls().remedied(ID).size());
    }

    @Test
    void aSecondAcceptedProofOfTheSameItemIsNoSecondRemedy() {
        given.proofs().add(proof(1, LAPTOP, NOON), PICTURE);
        given.proofs().add(proof(2, LAPTOP, NOON), PICTURE);
        assertTrue(given.proofs().decide("PRF-1", YES));
        assertTrue(given.proofs().decide("PRF-2", YES));
        assertEquals(1, given.recalls().remedies(ID, LAPTOP).size());
    }

    @Test
    void itemsAreToldByRecallAndPeriod() {
        given.proofs().add(proof(1, LAPTOP, NOON), PICTURE);
        given.proofs().add(proof(2, LAPTOP + 1, NOON.plusSeconds(10)), PICTURE);
        given.proofs().decide("PRF-1", NO);
        assertEquals(ItemSet.of(LAPTOP, LAPTOP + 1), given.proofs().items(ID, NOON, NOON.plusSeconds(11)));
        assertEquals(ItemSet.of(LAPTOP), given.proofs().items(ID, NOON, NOON.plusSeconds(10)));
        assertTrue(
                given.proofs().items("R-2026-002", NOON, NOON.plusSeconds(11)).isEmpty());
    }

    @Test
    void aBrokenWriteIsRepeatedWithoutHarm() {
        var steps = List.of(
                Step.of("add", s -> s.proofs().add(proof(1, LAPTOP, NOON), PICTURE), Added.STORED, Added.ID_TAKEN),
                Step.of(
                        "add another",
                        s -> s.proofs().add(proof(2, LAPTOP, NOON), PICTURE),
                        Added.STORED,
                        Added.ID_TAKEN),
                Step.of("accept", s -> s.proofs().decide("PRF-1", YES), true, false),
                Step.of("refuse", s -> s.proofs().decide("PRF-2", NO), true, false));
        breakEach(StoreContract::acme, steps, List.of(LAPTOP));
    }

    private static Proof proof(int n, long item, Instant at) {
        return new Proof(
                "PRF-" + n,
                ID,
                item,
                RemedyKind.REPLACEMENT,
                LocalDate.of(2026, 2, 27),
                PICTURE.hash(),
                at,
                State.WAITING,
                null);
    }
}
