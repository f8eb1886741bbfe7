package org.echt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.echt.core.access.Role;
import org.echt.core.access.User;
import org.echt.core.asbuilt.ImportAudit;
import org.echt.core.asbuilt.ImportChunk;
import org.echt.core.asbuilt.ImportJob;
import org.echt.core.asbuilt.Installation;
import org.echt.core.asbuilt.RejectedLine;
import org.echt.core.audit.AuditEntry;
import org.echt.core.audit.AuditLog.Filter;
import org.echt.core.audit.AuditLog.Numbered;
import org.echt.core.notice.RemedyKind;
import org.echt.core.notice.StoredPicture;
import org.echt.core.recall.Content;
import org.echt.core.recall.Proof;
import org.echt.core.recall.Proof.Decision;
import org.echt.core.recall.RecallAudit;
import org.echt.core.recall.Remedy;
import org.echt.core.recall.Revocation;
import org.echt.core.scan.Life;
import org.echt.core.serial.BatchStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link org.echt.core.audit.AuditLog} keeps: an entry for each fact that is stored, and for nothing else. */
public abstract class AuditLogContract extends StoreContract {
    private static final String ID = "R-2026-001";
    private static final Content CELLS = Notices.stopUse(Notices.cellsOfLot("EC-2551"));
    private static final long CELL = Batches.item(Batches.CELLS, 0);
    private static final StoredPicture PICTURE =
            new StoredPicture("0a".repeat(32), "image/png", 1, 1, new byte[] {1, 2, 3});
    private static final Proof PROOF = new Proof(
            "PRF-1",
            ID,
            CELL,
            RemedyKind.REFUND,
            LocalDate.of(2026, 2, 27),
            PICTURE.hash(),
            NOON,
            Proof.State.WAITING,
            null);
    private static final Decision YES = new Decision(true, "ines", NOON.plusSeconds(60), "clear");
    private static final Decision NO = new Decision(false, "ines", NOON.plusSeconds(61), "blurred");

    @Test
    void anEmptyLogIsEmpty() {
        assertEquals(List.of(), log());
    }

    @Test
    void everyFactOfTheCatalogueIsToldInItsOrder() {
        given.catalogue().add(Products.PACK, "mara", NOON);
        given.batches().put(Batches.PACKS, "jo");
        given.attributes().define(FIRMWARE, "kim", NOON.plusSeconds(1));
        given.attributes().append(firmwareOfCells(1, "2"));
        var first = Notices.draft(1, CELLS, NOON);
        var second = Notices.published(2, 1, CELLS, NOON);
        given.recalls().append(ID, first);
        given.recalls().append(ID, second);
        assertEquals(
                List.of(
                        Products.PACK.audit("mara", NOON),
                        Batches.PACKS.audit("jo"),
                        FIRMWARE.audit("kim", NOON.plusSeconds(1)),
                        firmwareOfCells(1, "2").audit(),
                        RecallAudit.of(ID, null, first),
                        RecallAudit.of(ID, first, second)),
                log());
        var numbers = all().stream().map(Numbered::number).toList();
        assertEquals(numbers.stream().sorted().toList().reversed(), numbers, "the newest first");
        assertEquals(6, new HashSet<>(numbers).size());
    }

    @Test
    void entriesTellWhatIsThereAndNoCode() {
        var product = Products.PACK.audit(BY, NOON);
        assertEquals("pack", product.object());
        assertEquals(
                "GTIN " + Products.PACK.gtin() + ", PowerPack 10 battery, brand Acme, contains 4 of "
                        + Products.MODULE.gtin(),
                product.after());
        var batch = Batches.CELLS.audit(BY);
        assertEquals("batch 4", batch.object());
        assertEquals(
                "order PO-2026-4, GTIN " + Products.CELL.gtin() + ", lot EC-2551, codes 100000 of 20 symbols under slot"
                        + " A/1, made 2026-01-12 by Acme Works Jena",
                batch.after());
        assertEquals("NUMBER, PUBLIC, default 1", FIRMWARE.audit(BY, NOON).after());
    }

    @Test
    void everyFactOfAnItemIsTold() {
        acme(given);
        given.recalls().append(ID, Notices.draft(1, CELLS, NOON));
        var remedy = new Remedy(ID, CELL, RemedyKind.REPAIR, NOON.minusSeconds(86_400), "Shop Weimar", "order 7");
        var revocation = new Revocation(ID, CELL, NOON.plusSeconds(5), "mara", "wrong cell");
        int before = log().size();
        given.recalls().record(remedy, NOON);
        given.recalls().revoke(revocation);
        given.scans().setLife(life(CELL, Life.STOLEN));
        given.pictures().put(PICTURE, "mara", NOON);
        assertEquals(
                List.of(
                        RecallAudit.of(remedy, NOON),
                        RecallAudit.of(revocation),
                        life(CELL, Life.STOLEN).audit(Life.COMMISSIONED),
                        PICTURE.audit("mara", NOON)),
                log().subList(before, log().size()));
    }

    @Test
    void aDecidedProofIsToldWithTheRemedyItShows() {
        acme(given);
        given.recalls().append(ID, Notices.draft(1, CELLS, NOON));
        var other = new Proof(
                "PRF-2",
                ID,
                CELL,
                PROOF.kind(),
                PROOF.day(),
                PROOF.picture(),
                PROOF.at(),
                PROOF.state(),
                PROOF.decision());
        given.proofs().add(PROOF, PICTURE);
        given.proofs().add(other, PICTURE);
        int before = log().size();
        given.proofs().decide("PRF-1", YES);
        given.proofs().decide("PRF-2", NO);
        assertFalse(given.proofs().decide("PRF-2", YES));
        var accepted = RecallAudit.of(PROOF, YES);
        assertEquals(
                List.of(accepted, RecallAudit.of(PROOF.remedy(YES), YES.at()), RecallAudit.of(other, NO)),
                log().subList(before, log().size()));
        assertEquals(
                new AuditEntry(
                        YES.at(),
                        "ines",
                        "proof.accepted",
                        "PRF-1",
                        "WAITING",
                        "ACCEPTED: REFUND of item " + CELL + " for " + ID,
                        "clear"),
                accepted);
    }

    @Test
    void whatIsRefusedLeavesNoEntry() {
        acme(given);
        given.attributes().define(FIRMWARE, BY, NOON);
        given.recalls().append(ID, Notices.draft(1, CELLS, NOON));
        given.recalls().record(new Remedy(ID, CELL, RemedyKind.REPAIR, NOON, "Shop Weimar", ""), NOON);
        given.scans().setLife(life(CELL, Life.STOLEN));
        given.pictures().put(PICTURE, "mara", NOON);
        var before = all();
        assertFalse(given.catalogue().add(Products.PACK, "mara", NOON));
        assertInstanceOf(BatchStore.OrderExists.class, given.batches().put(Batches.PACKS, "mara"));
        assertInstanceOf(
                BatchStore.NumberTaken.class,
                given.batches().put(Batches.batch(2, "new", Products.PACK, "L", 1, LocalDate.EPOCH), "mara"));
        assertFalse(given.attributes().define(FIRMWARE, "mara", NOON));
        assertFalse(given.attributes().append(firmwareOfCells(2, "2")));
        assertFalse(given.recalls().append(ID, Notices.draft(3, CELLS, NOON)));
        assertFalse(given.recalls().record(new Remedy(ID, CELL, RemedyKind.REFUND, NOON, "mara", ""), NOON));
        assertFalse(given.recalls().revoke(new Revocation(ID, CELL + 1, NOON, "mara", "none there")));
        given.scans().setLife(life(CELL, Life.STOLEN));
        assertFalse(given.pictures().put(PICTURE, "jo", NOON));
        assertFalse(given.proofs().decide("PRF-1", YES));
        assertEquals(before, all());
    }

    @Test
    void anImportIsToldWhenItsFirstAndItsLastChunkAreStored() {
        var file = Imports.file("builds.csv");
        long job;
        try (var session = given.imports().open(file, "mara", NOON)) {
            job = session.job().id();
            assertEquals(List.of(), log(), "nothing is stored yet");
            session.commit(chunk(1, false));
            session.commit(chunk(2, false));
        }
        try (var session = given.imports().open(file, "jo", NOON)) {
            session.commit(chunk(3, false));
            session.commit(chunk(4, true));
        }
        given.imports().open(file, "kim", NOON).close();
        var two = new ImportJob(job, file, 0, 2, new ImportJob.Counts(0, 0, 2, 2), NOON, null);
        var four = new ImportJob(job, file, 0, 4, new ImportJob.Counts(0, 0, 4, 4), NOON, NOON);
        var none = new ImportJob(job, file, 0, 0, ImportJob.Counts.ZERO, NOON, null);
        assertEquals(
                List.of(
                        ImportAudit.begun(none, "mara", NOON.plusSeconds(1)),
                        ImportAudit.begun(two, "jo", NOON.plusSeconds(3)),
                        ImportAudit.finished(four, "jo", NOON.plusSeconds(4))),
                log());
        var resumed = log().get(1);
        assertEquals("import.resumed", resumed.action());
        assertEquals("rows added 0, ended 0, known before 2, rejected 2", resumed.before());
        assertEquals(
                file.bytes() + " bytes, SHA-256 " + file.contentHash()
                        + "; rows added 0, ended 0, known before 4, rejected 4",
                log().getLast().after());
    }

    @Test
    void aChunkThatIsRolledBackLeavesNoEntry() {
        var nothing = new Installation(CELL, CELL + 1, NOON, NOON.plusSeconds(1));
        var broken = new ImportChunk(List.of(), List.of(nothing), 0, List.of(), 1, 1, true, NOON);
        try (var session = given.imports().open(Imports.file("builds.csv"), "mara", NOON)) {
            assertThrows(IllegalArgumentException.class, () -> session.commit(broken));
            assertEquals(List.of(), log());
            session.commit(chunk(1, true));
        }
        assertEquals(
                List.of("import.started", "import.finished"),
                log().stream().map(AuditEntry::action).toList());
    }

    private static ImportChunk chunk(int line, boolean finished) {
        var rejected = new RejectedLine(line, "part", RejectedLine.Cause.UNKNOWN_PART, "unknown");
        return new ImportChunk(
                List.of(), List.of(), 1, List.of(rejected), 10L * line, line, finished, NOON.plusSeconds(line));
    }

    @Test
    void everyFilterNarrowsAndAllOfThemCount() {
        someoneDid("mara", "user.added", "jo", NOON);
        someoneDid("mara", "user.roles", "kim", NOON.plusSeconds(1));
        someoneDid("jo", "user.roles", "mara", NOON.plusSeconds(2));
        someoneDid("jo", "users.added", "mara", NOON.plusSeconds(3));
        assertEquals(List.of(2, 1), found("mara", "", "", null, null));
        assertEquals(List.of(3, 2, 1), found("", "user.", "", null, null));
        assertEquals(List.of(3, 2), found("", "user.roles", "", null, null));
        assertEquals(List.of(4, 3), found("", "", "mara", null, null));
        assertEquals(List.of(4, 3, 2), found("", "", "", NOON.plusSeconds(1), null));
        assertEquals(List.of(2, 1), found("", "", "", null, NOON.plusSeconds(2)));
        assertEquals(List.of(2), found("mara", "user.r", "kim", NOON, NOON.plusSeconds(2)));
        assertEquals(List.of(), found("mar", "", "", null, null), "a name is whole");
        assertEquals(List.of(), found("", "user_%", "", null, null), "no pattern");
        assertEquals(List.of(), found("", "", "' or ''='", null, null));
    }

    private void someoneDid(String by, String action, String object, Instant at) {
        var name = "u" + action.replaceAll("[^a-z]", "") + by + object;
        var entry = new AuditEntry(at, by, action, object, "", "“after”\n' \\ 100 %", "because");
        assertTrue(given.access().change(null, new User(name, Set.of(Role.VIEWER), "h", false, 0, null), entry));
    }

    /** Places in the log, counted from 1 for the oldest. */
    private List<Integer> found(String by, String action, String object, @Nullable Instant from, @Nullable Instant to) {
        var order = all().reversed();
        return given.audit().find(new Filter(by, action, object, from, to, Long.MAX_VALUE, 100)).stream()
                .map(entry -> order.indexOf(entry) + 1)
                .toList();
    }

    @Test
    void everyTextIsKeptAsItIs() {
        someoneDid("mara", "user.added", "jo", NOON);
        assertEquals("“after”\n' \\ 100 %", log().getFirst().after());
        assertEquals(NOON, log().getFirst().at());
        assertEquals("because", log().getFirst().why());
    }

    @Test
    void pagesFollowEachOtherWithoutGapAndOverlap() {
        for (int i = 0; i < 10; i++) {
            someoneDid("mara", "user.added", "o" + i, NOON);
        }
        var pages = new ArrayList<Numbered>();
        long below = Long.MAX_VALUE;
        for (int expected : List.of(4, 4, 2, 0)) {
            var page = given.audit().find(new Filter("", "", "", null, null, below, 4));
            assertEquals(expected, page.size());
            pages.addAll(page);
            below = page.isEmpty() ? below : page.getLast().number();
        }
        assertEquals(all(), pages);
    }

    @Test
    void ofManyAtOnceEachStoredFactHasOneEntry() throws Exception {
        var same = Threads.together(
                12, i -> given.catalogue().add(Products.product(i, "cell", "Cell " + i, List.of()), "user" + i, NOON));
        assertEquals(
                List.of("user" + same.indexOf(true)),
                log().stream().map(AuditEntry::by).toList());
        Threads.together(12, i -> {
            someoneDid("user" + i, "user.added", "o" + i, NOON);
            return i;
        });
        assertEquals(13, log().size());
        assertEquals(13, all().stream().map(Numbered::number).distinct().count());
    }

    private List<Numbered> all() {
        return given.audit().find(new Filter("", "", "", null, null, Long.MAX_VALUE, 1000));
    }

    /** The oldest first. */
    private List<AuditEntry> log() {
        return all().reversed().stream().map(Numbered::entry).toList();
    }
}
