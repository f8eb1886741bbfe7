package org.echt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.echt.core.audit.AuditLog;
import org.echt.core.canonical.CanonicalJson;
import org.echt.core.canonical.Value;
import org.echt.core.fault.StoreUnavailableException;
import org.echt.core.issuance.BlindedTree;
import org.echt.core.issuance.IssuanceDesk;
import org.echt.core.issuance.IssuanceProof;
import org.echt.core.issuance.LogPlaces;
import org.echt.core.issuance.NonIssuance;
import org.echt.core.keys.KeyRing;
import org.echt.core.keys.KeySlot;
import org.echt.core.keys.SecretBytes;
import org.echt.core.keys.SoftwareKeys;
import org.echt.core.serial.Authentication;
import org.echt.core.serial.Authentication.Reason;
import org.echt.core.serial.Authenticator;
import org.echt.core.serial.Batch;
import org.echt.core.serial.BatchOrder;
import org.echt.core.serial.BatchTable;
import org.echt.core.serial.CodeLength;
import org.echt.core.serial.Issue;
import org.echt.core.serial.Issuer;
import org.echt.core.serial.ItemNumber;
import org.echt.core.serial.SerialCode;
import org.echt.core.serial.SlotCodec;
import org.echt.core.serial.WordList;
import org.echt.core.serial.WordLists;
import org.junit.jupiter.api.Test;

class IssuanceDeskTest {
    private static final int SUBTREE = 1 << BlindedTree.SUBTREE_BITS;
    private static final KeySlot SLOT = slot(1);

    private final MemoryStores stores = new MemoryStores();
    private final SettableTime time = SettableTime.at("2026-11-04T10:00:00Z");

    private static KeySlot slot(int blinding) {
        var master = new byte[32];
        var keys = new SoftwareKeys(SecretBytes.copyOf(master));
        master[0] = (byte) blinding;
        var blinds = new SoftwareKeys(SecretBytes.copyOf(master));
        return new KeySlot(
                "acme",
                'A',
                1,
                KeySlot.State.OPEN,
                keys.codeKey("acme", 'A', 1),
                keys.insideKey("acme", 'A', 1),
                blinds.blindingKey("acme", 'A', 1));
    }

    private Issuer issuer(KeySlot slot) {
        return new Issuer(stores.batches(), () -> new KeyRing(List.of(slot)), time, WordLists::byId);
    }

    private IssuanceDesk desk(Stores on, KeySlot slot) {
        return new IssuanceDesk(on.commitments(), issuer(slot), (s, v) -> s + "/" + v, LogPlaces.NONE, time);
    }

    private IssuanceDesk desk() {
        return desk(stores, SLOT);
    }

    private Batch issue(String order, long count) {
        var wanted = new BatchOrder(
                order, Products.CELL.gtin(), "K7", "Acme", count, CodeLength.L18, LocalDate.of(2026, 11, 1), "");
        return assertInstanceOf(Issue.Issued.class, issuer(SLOT).issue(wanted, "erp"))
                .batch();
    }

    private Authenticator authenticator() {
        var table = BatchTable.of(stores.batches().batches());
        return new Authenticator(new KeyRing(List.of(SLOT)), table, WordLists::byId);
    }

    private IssuanceProof prove(IssuanceDesk desk, Batch batch, long index) {
        var code = authenticator().codeOf(ItemNumber.of(batch.number(), index));
        var authentic =
                assertInstanceOf(Authentication.Authentic.class, authenticator().authenticate(code));
        return desk.prove(authentic.code(), 2).orElseThrow();
    }

    @Test
    void codesLeaveOnlyWhenTheirRootIsStored() throws IOException {
        var batch = issue("PO-1", 1000);
        var out = new ByteArrayOutputStream();
        assertThrows(IllegalStateException.class, () -> desk().stream(batch, 0, out, _ -> {}));
        assertEquals(0, out.size());
        var committed = desk().commit(batch, 1, _ -> {}, "jonas.kern");
        assertEquals(1000, desk().stream(batch, 0, out, _ -> {}));
        assertEquals(1000, out.toString(StandardCharsets.US_ASCII).lines().count());
        assertEquals(Optional.of(committed), desk().committed(batch));
        assertEquals("A/1", committed.keyCommitment());
        assertFalse(committed.early());
    }

    @Test
    void aCommittedBatchIsOneEntryOfTheAuditLogWithItsFacts() {
        var batch = issue("PO-1", 10);
        var committed = desk().commit(batch, 1, _ -> {}, "jonas.kern");
        time.set(time.instant().plusSeconds(60));
        assertEquals(committed, desk().commit(batch, 2, _ -> {}, "mara.vogel"));
        var filter = new AuditLog.Filter("", "batch.committed", "", null, null, Long.MAX_VALUE, 10);
        var entries = stores.audit().find(filter);
        assertEquals(1, entries.size());
        var entry = entries.getFirst().entry();
        assertEquals(committed.audit("jonas.kern"), entry);
        Value.Members facts = entry.facts();
        assertEquals(Optional.of(committed.root().hex()), facts.text("root"));
        assertEquals(OptionalLong.of(10), facts.whole("count"));
        assertEquals(Optional.empty(), facts.get("early"));
    }

    @Test
    void whatIsComputedIsKeptAndNeverComputedTwice() {
        var batch = issue("PO-1", SUBTREE + 3L);
        var faults = new Faults(stores);
        faults.arm(Faults.Mode.KEPT, Faults.Steps.WRITES, 1);
        assertThrows(
                StoreUnavailableException.class,
                () -> desk(faults.stores(), SLOT).commit(batch, 1, _ -> {}, "jonas.kern"));
        assertEquals(SUBTREE, desk().hashed(batch));
        var progress = new ArrayList<Long>();
        var committed = desk().commit(batch, 1, progress::add, "jonas.kern");
        assertTrue(progress.getFirst() >= SUBTREE, progress.toString());
        assertEquals(SUBTREE + 3L, progress.getLast());
        for (long index : new long[] {0, SUBTREE - 1, SUBTREE, SUBTREE + 2L}) {
            assertTrue(prove(desk(), batch, index).verify(committed.root()), "index " + index);
        }
    }

    @Test
    void anotherBlindingKeyIsNoticed() {
        var batch = issue("PO-1", 100);
        desk().commit(batch, 1, _ -> {}, "jonas.kern");
        var other = desk(stores, slot(2));
        assertThrows(IllegalStateException.class, () -> prove(other, batch, 5));
    }

    @Test
    void aBatchThatIsNotCommittedHasNoProof() {
        var batch = issue("PO-1", 100);
        var code = authenticator().codeOf(batch.firstItem());
        var authentic =
                assertInstanceOf(Authentication.Authentic.class, authenticator().authenticate(code));
        assertEquals(Optional.empty(), desk().prove(authentic.code(), 1));
    }

    @Test
    void whatWasNotIssuedIsStatedWithItsCause() throws Exception {
        var batch = issue("PO-1", 100);
        var committed = desk().commit(batch, 1, _ -> {}, "jonas.kern");
        var codec = new SlotCodec(SLOT, CodeLength.L18, WordList.NONE);
        var beyond = statement(codec.code(ItemNumber.of(batch.number(), 100)));
        assertEquals(List.of(new NonIssuance.Tried(1, Reason.BEYOND_COUNT, batch.number(), 100L)), beyond.tried());
        assertEquals(List.of(committed), beyond.batches());
        var nowhere = statement(codec.code(ItemNumber.of(77, 5)));
        assertEquals(List.of(new NonIssuance.Tried(1, Reason.NO_BATCH, 77, 5L)), nowhere.tried());
        var invented = statement(new SerialCode("7WAH108NRZGWVM7DYC"));
        assertEquals(List.of(), invented.tried());
        assertEquals(List.of(), invented.batches());
        var json = CanonicalJson.readObject(beyond.json());
        assertEquals(Optional.of("echt-non-issuance-1"), json.text("format"));
        assertEquals(Optional.of(NonIssuance.PROVES_NOT), json.text("provesNot"));
        assertEquals(1, json.array("batches").orElseThrow().size());
        assertEquals(Optional.empty(), json.get("checkpoint"));
        assertFalse(beyond.toString().contains(beyond.code().text()));
    }

    private NonIssuance statement(SerialCode code) {
        return desk().nonIssuance(code, this::authenticator).orElseThrow();
    }

    @Test
    void whatWasIssuedIsNotStatedNotToBe() {
        var batch = issue("PO-1", 100);
        assertEquals(
                Optional.empty(), desk().nonIssuance(authenticator().codeOf(batch.lastItem()), this::authenticator));
    }
}
