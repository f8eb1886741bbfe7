package org.echt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.echt.core.attribute.Scope;
import org.echt.core.attribute.Scope.Comparison;
import org.echt.core.notice.Action;
import org.echt.core.notice.Jurisdiction;
import org.echt.core.notice.Notice;
import org.echt.core.notice.NoticeKind;
import org.echt.core.notice.NoticePicture;
import org.echt.core.notice.NoticeText;
import org.echt.core.notice.RemedyKind;
import org.echt.core.recall.Content;
import org.echt.core.recall.Content.UnknownBuild;
import org.echt.core.recall.Impact;
import org.echt.core.recall.Recall;
import org.echt.core.recall.Remedy;
import org.echt.core.recall.Revision;
import org.echt.core.recall.Revision.Kind;
import org.echt.core.recall.Revision.State;
import org.echt.core.recall.Revocation;
import org.echt.core.serial.ItemRange;
import org.echt.core.serial.ItemSet;
import org.echt.testkit.FaultMatrix.Step;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link org.echt.core.recall.RecallStore} keeps. */
public abstract class RecallStoreContract extends StoreContract {
    private static final String ID = "R-2026-001";
    private static final Content CELLS = Notices.stopUse(Notices.cellsOfLot("EC-2551"));
    private static final long CELL = Batches.item(Batches.CELLS, 0);

    @BeforeEach
    void batches() {
        acme(given);
        given.attributes().define(FIRMWARE, BY, NOON);
    }

    @Test
    void anUnknownRecallIsEmpty() {
        assertEquals(List.of(), given.recalls().recalls());
        assertEquals(Optional.empty(), given.recalls().recall(ID));
        assertTrue(given.recalls().remedied(ID).isEmpty());
    }

    @Test
    void everyStateAndKindIsReadBack() {
        var revisions = new ArrayList<Revision>();
        for (var state : State.values()) {
            for (var kind : Kind.values()) {
                revisions.add(Notices.revision(revisions.size() + 1, state, revisions.size(), kind, CELLS, NOON));
            }
        }
        revisions.forEach(r -> assertTrue(given.recalls().append(ID, r)));
        assertEquals(Optional.of(new Recall(ID, revisions)), given.recalls().recall(ID));
        assertEquals(List.of(new Recall(ID, revisions)), given.recalls().recalls());
    }

    @Test
    void everyKindOfScopeIsReadBack() {
        var revisions = new ArrayList<Revision>();
        for (var scope : scopes()) {
            revisions.add(Notices.draft(revisions.size() + 1, Notices.stopUse(scope), NOON));
        }
        revisions.forEach(r -> assertTrue(given.recalls().append(ID, r)));
        assertEquals(revisions, given.recalls().recall(ID).orElseThrow().revisions());
    }

    private static List<Scope> scopes() {
        var items = new Scope.Items(ItemSet.of(CELL, CELL + 70_000, Batches.item(Batches.PACKS, 1)));
        var range = new Scope.Range(new ItemRange(CELL, CELL + 99));
        var lot = new Scope.Lot("EC-2551", "EC-2551");
        var lots = new Scope.Lot("EC-2549", "EC-2551");
        var product = new Scope.OfProduct("PowerPack 10 battery");
        var produced = new Scope.ProducedBetween(LocalDate.of(2026, 1, 5), LocalDate.of(2026, 1, 12));
        var all = new ArrayList<Scope>(List.of(items, range, lot, lots, product, produced));
        for (var comparison : Comparison.values()) {
            all.add(new Scope.AttributeIs("firmware", comparison, "2.5"));
        }
        all.add(new Scope.Contains(new Scope.All(List.of(product, lot)), null));
        all.add(new Scope.Contains(items, LocalDate.of(2026, 2, 28)));
        all.add(new Scope.Any(List.of(range, new Scope.Not(lots), new Scope.All(List.of(product, produced)))));
        return all;
    }

    @Test
    void contentAndImpactAreReadBackInFull() {
        var content = new Content(
                new Scope.OfProduct("laptop"), UnknownBuild.EXCLUDE, "X-rayed; \"all\" of them", fullNotice());
        var affected = new TreeMap<>(Map.of("laptop", 50L, "cell", 3_000_000_000L));
        var impact = new Impact.Summary(
                4_000_000_000L,
                3_000_000_050L,
                7,
                1,
                affected,
                new TreeMap<>(Map.of("pack", 7L)),
                5,
                6,
                "0f".repeat(32));
        var revision = new Revision(
                1, State.PUBLISHED, 1, Kind.WIDEN, content, impact, "mara", NOON, "", NOON.plusSeconds(43_200));
        assertTrue(given.recalls().append(ID, revision));
        assertEquals(revision, given.recalls().recall(ID).orElseThrow().latest());
    }

    /** Every field set, and none like another. */
    private static Notice fullNotice() {
        var text = new NoticeText(
                new NoticeText.Subject(
                        "Acme", "Book \u201c14\u201d", "Lots A1 to A9", "Under the laptop", "2025, in shops"),
                "Stop",
                "It burns.",
                List.of("one", "two"),
                "Wait outside.",
                List.of("Refund", "Repair"),
                List.of("+49 1", "a@b.example"),
                "Tell others.",
                new NoticeText.Report("About 48,000", "$ 900", "None reported."));
        var picture = new NoticePicture(NoticePicture.Role.LOCATION, "ab".repeat(32), Map.of("en", "Underside"));
        return new Notice(
                NoticeKind.SAFETY,
                Action.STOP_USE,
                LocalDate.of(2026, 12, 24),
                Set.of(RemedyKind.REFUND, RemedyKind.REPAIR),
                "Only one was possible.",
                List.of(picture),
                Map.of(
                        Jurisdiction.EU,
                        Map.of("de", text, "en", Notices.ENGLISH),
                        Jurisdiction.US,
                        Map.of("en", text)));
    }

    @Test
    void onlyTheNextRevisionIsTaken() {
        assertFalse(given.recalls().append(ID, Notices.draft(2, CELLS, NOON)));
        assertEquals(Optional.empty(), given.recalls().recall(ID));
        assertTrue(given.recalls().append(ID, Notices.draft(1, CELLS, NOON)));
        assertFalse(given.recalls().append(ID, Notices.published(1, 1, CELLS, NOON)));
        assertFalse(given.recalls().append(ID, Notices.published(3, 1, CELLS, NOON)));
        assertTrue(given.recalls().append("R-2026-002", Notices.draft(1, CELLS, NOON)));
        assertEquals(
                List.of(Notices.draft(1, CELLS, NOON)),
                given.recalls().recall(ID).orElseThrow().revisions());
    }

    @Test
    void ofManyWithOneNumberOneIsTaken() throws Exception {
        for (int number = 1; number <= 5; number++) {
            int next = number;
            var answers =
                    Threads.together(8, i -> given.recalls().append(ID, Notices.published(next, i + 1, CELLS, NOON)));
            assertEquals(1, answers.stream().filter(taken -> taken).count());
            var kept = given.recalls().recall(ID).orElseThrow();
            assertEquals(number, kept.revisions().size());
            assertEquals(answers.indexOf(true) + 1, kept.latest().version());
        }
    }

    @Test
    void aRemedyIsRecordedOncePerRecallAndItem() {
        given.recalls().append(ID, Notices.draft(1, CELLS, NOON));
        given.recalls().append("R-2026-002", Notices.draft(1, CELLS, NOON));
        assertTrue(given.recalls().record(remedy(ID, CELL), NOON));
        assertFalse(given.recalls()
                .record(new Remedy(ID, CELL, RemedyKind.REFUND, NOON.plusSeconds(1), "someone else", ""), NOON));
        assertTrue(given.recalls().record(remedy(ID, CELL + 70_000), NOON));
        assertTrue(given.recalls().record(remedy("R-2026-002", CELL + 1), NOON));
        assertEquals(ItemSet.of(CELL, CELL + 70_000), given.recalls().remedied(ID));
        assertEquals(List.of(remedy(ID, CELL)), given.items().read(CELL, false).remedies());
    }

    @Test
    void aRemedyRecordedByManyIsRecordedOnce() throws Exception {
        given.recalls().append(ID, Notices.draft(1, CELLS, NOON));
        var answers = Threads.together(
                12, i -> given.recalls().record(new Remedy(ID, CELL, RemedyKind.REPAIR, NOON, "shop " + i, ""), NOON));
        assertEquals(1, answers.stream().filter(recorded -> recorded).count());
        var by = "shop " + answers.indexOf(true);
        assertEquals(
                List.of(new Remedy(ID, CELL, RemedyKind.REPAIR, NOON, by, "")),
                given.items().read(CELL, false).remedies());
    }

    @Test
    void aRevokedRemedyNoLongerStandsAndItsHistoryTellsAll() {
        given.recalls().append(ID, Notices.draft(1, CELLS, NOON));
        var revocation = new Revocation(ID, CELL, NOON.plusSeconds(5), "mara", "wrong laptop");
        assertFalse(given.recalls().revoke(revocation));
        assertTrue(given.recalls().record(remedy(ID, CELL), NOON));
        assertTrue(given.recalls().revoke(revocation));
        assertFalse(given.recalls().revoke(revocation));
        assertEquals(List.of(), given.items().read(CELL, false).remedies());
        assertTrue(given.recalls().remedied(ID).isEmpty());
        var again = new Remedy(ID, CELL, RemedyKind.REFUND, NOON.plusSeconds(9), "jo", "");
        assertTrue(given.recalls().record(again, NOON));
        assertEquals(List.of(again), given.items().read(CELL, false).remedies());
        assertEquals(
                List.of(remedy(ID, CELL), revocation, again), given.recalls().remedies(ID, CELL));
        assertEquals(List.of(), given.recalls().remedies(ID, CELL + 1));
    }

    @Test
    void remediesAreToldByPeriod() {
        given.recalls().append(ID, Notices.draft(1, CELLS, NOON));
        given.recalls().record(remedy(ID, CELL), NOON);
        assertEquals(ItemSet.of(CELL), given.recalls().remedied(ID, NOON, NOON.plusSeconds(1)));
        assertTrue(given.recalls()
                .remedied(ID, NOON.plusSeconds(1), NOON.plusSeconds(2))
                .isEmpty());
        assertTrue(given.recalls().remedied(ID, NOON.minusSeconds(1), NOON).isEmpty());
        given.recalls().revoke(new Revocation(ID, CELL, NOON, "mara", "wrong laptop"));
        assertTrue(given.recalls().remedied(ID, NOON, NOON.plusSeconds(1)).isEmpty());
    }

    @Test
    void aBrokenWriteIsRepeatedWithoutHarm() {
        var steps = List.of(
                append(Notices.draft(1, CELLS, NOON)),
                append(Notices.published(2, 1, CELLS, NOON)),
                Step.of("record", s -> s.recalls().record(remedy(ID, CELL), NOON), true, false),
                Step.of(
                        "revoke",
                        s -> s.recalls().revoke(new Revocation(ID, CELL, NOON, "mara", "wrong laptop")),
                        true,
                        false));
        breakEach(StoreContract::acme, steps, List.of(CELL));
    }

    private static Step append(Revision revision) {
        return Step.of("append " + revision.number(), s -> s.recalls().append(ID, revision), true, false);
    }

    private static Remedy remedy(String recall, long item) {
        return new Remedy(recall, item, RemedyKind.REPLACEMENT, NOON, "Shop Weimar", "order 7");
    }
}
