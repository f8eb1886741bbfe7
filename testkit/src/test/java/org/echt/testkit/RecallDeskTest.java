package org.echt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.echt.core.access.Act;
import org.echt.core.access.Actor;
import org.echt.core.access.Role;
import org.echt.core.asbuilt.ImportChunk;
import org.echt.core.asbuilt.ImportFile;
import org.echt.core.asbuilt.Installation;
import org.echt.core.attribute.AttributeTable;
import org.echt.core.attribute.Register;
import org.echt.core.attribute.Scope;
import org.echt.core.attribute.ScopeText;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.echt.core.notice.RemedyKind;
import org.echt.core.recall.Content;
import org.echt.core.recall.Recall;
import org.echt.core.recall.RecallDesk;
import org.echt.core.recall.Remedy;
import org.echt.core.recall.Revision.Kind;
import org.echt.core.recall.Revision.State;
import org.echt.core.serial.BatchTable;
import org.echt.core.serial.ItemSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecallDeskTest {
    private static final Act MARA = new Act(Actor.of("mara", Role.QUALITY), "two packs smoked");
    private static final Act JONAS = new Act(Actor.of("jonas", Role.APPROVER), "seen");
    private static final int BUILT = 10;

    private final SettableTime time = new SettableTime(Instant.parse("2026-03-01T10:00:00Z"));
    private final MemoryStores stores = new MemoryStores();
    private final RecallDesk desk = new RecallDesk(stores.recalls(), stores.asBuilt(), this::register, time);

    @BeforeEach
    void tenLaptopsAreBuilt() {
        Products.all().forEach(p -> stores.catalogue().add(p, "erp", Batches.BUILT));
        Batches.all().forEach(b -> stores.batches().put(b, "erp"));
        for (int i = 0; i < BUILT; i++) {
            build("laptop-" + i, Batches.laptop(i));
        }
    }

    @Test
    void draftPreviewPublishCountsExactlyAndMakesVersionOne() {
        var id = desk.draft(Notices.stopUse(scope("contains(items(#" + cell(0) + ", #" + cell(25) + "))")), false, MARA)
                .id();
        assertEquals("R-2026-001", id);
        var previewed = desk.preview(id, MARA);
        var counts = previewed.impact().summary();
        assertEquals(Map.of("laptop", 2L, "pack", 2L, "module", 2L), counts.affectedByProduct());
        // 40 laptops, 40 packs and 160 modules were issued and never built.
        assertEquals(Map.of("laptop", 40L, "pack", 40L, "module", 160L), counts.unknownByProduct());
        var published = publish(id, counts.hash());
        assertEquals(State.PUBLISHED, published.latest().state());
        assertEquals(1, published.latest().version());
    }

    @Test
    void publishingNeedsTheHashOfThePreviewAndUnmovedData() {
        var id = desk.draft(Notices.stopUse(scope("contains(cell where lot = " + cellLot() + ")")), false, MARA)
                .id();
        refused(Fault.CONFLICT, () -> publish(id, ""));
        var hash = desk.preview(id, MARA).impact().summary().hash();
        refused(Fault.STALE_PREVIEW, () -> publish(id, (hash.startsWith("0") ? "1" : "0") + hash.substring(1)));
        build("one more", Batches.laptop(BUILT));
        refused(Fault.STALE_PREVIEW, () -> publish(id, hash));
        var again = desk.preview(id, MARA).impact().summary().hash();
        assertEquals(1, publish(id, again).latest().version());
    }

    @Test
    void wideningKeepsEveryUnitAndClosingKeepsTellingThem() {
        var id = published("contains(items(#" + cell(0) + "))");
        revise(id, Kind.WIDEN, Notices.stopUse(scope("contains(items(#" + cell(25) + "))")), MARA);
        refused(Fault.CONFLICT, () -> desk.preview(id, MARA));
        revise(id, Kind.WIDEN, Notices.stopUse(scope("contains(items(#" + cell(0) + ", #" + cell(25) + "))")), MARA);
        var wider = desk.preview(id, MARA).impact().summary();
        assertEquals(3, wider.gained());
        assertEquals(0, wider.lost());
        assertEquals(1, desk.find(id).inForce().orElseThrow().version());
        assertEquals(2, publish(id, wider.hash()).latest().version());
        var closed = conclude(id, Kind.CLOSE, MARA);
        assertEquals(3, closed.latest().version());
        assertTrue(closed.inForce().orElseThrow().state().isTold());
    }

    @Test
    void narrowingMustNotGainAndRewordingMustNotMove() {
        var id = published("contains(items(#" + cell(0) + "))");
        var other = Notices.stopUse(scope("contains(items(#" + cell(25) + "))"));
        revise(id, Kind.NARROW, other, MARA);
        refused(Fault.CONFLICT, () -> desk.preview(id, MARA));
        revise(id, Kind.REWORD, other, MARA);
        refused(Fault.CONFLICT, () -> desk.preview(id, MARA));
    }

    @Test
    void onlyAWithdrawnRecallIsSilentAndItStaysSo() {
        var id = published("lot = " + cellLot());
        refused(Fault.BAD_REQUEST, () -> conclude(id, Kind.WITHDRAW, new Act(MARA.by(), " ")));
        assertEquals(State.WITHDRAWN, conclude(id, Kind.WITHDRAW, MARA).latest().state());
        refused(Fault.CONFLICT, () -> conclude(id, Kind.CLOSE, MARA));
        refused(Fault.CONFLICT, () -> revise(id, Kind.WIDEN, Notices.stopUse(scope("product = cell")), MARA));
    }

    @Test
    void aDraftIsNotInForceAndCannotBeClosed() {
        var id = desk.draft(Notices.stopUse(scope("product = cell")), false, MARA)
                .id();
        assertTrue(desk.find(id).inForce().isEmpty());
        refused(Fault.CONFLICT, () -> conclude(id, Kind.CLOSE, MARA));
        refused(Fault.NOT_FOUND, () -> desk.find("R-1999-001"));
    }

    @Test
    void thePreviewCountsRemediedUnits() {
        var id = published("contains(items(#" + cell(0) + "))");
        long laptop = Batches.item(Batches.LAPTOPS, 0);
        assertTrue(stores.recalls()
                .record(new Remedy(id, laptop, RemedyKind.REPAIR, time.instant(), "shop 12", ""), time.instant()));
        assertEquals(1, desk.impact(id).summary().remedied());
    }

    @Test
    void aPartThatWasSwappedOutBringsNobodyIntoTheRecall() {
        var old = new Installation(
                Batches.item(Batches.LAPTOPS, 20), Batches.item(Batches.PACKS, 20), Batches.BUILT, time.instant());
        build("swap", List.of(old));
        var now = desk.draft(
                Notices.stopUse(scope("contains(items(#" + Batches.item(Batches.PACKS, 20) + "))")), false, MARA);
        assertEquals(0, impact(now));
        var then = desk.draft(
                Notices.stopUse(scope("contains(items(#" + Batches.item(Batches.PACKS, 20) + ")) as of 2026-02-20")),
                false,
                MARA);
        assertEquals(1, impact(then));
    }

    /** A truck holds a gearbox that holds a valve of the lot; a spare valve of it lies on a shelf. */
    @Test
    void otherMakersProductsAreFoundAndTheOutermostTold() {
        long[] parts = Imports.numbers(
                stores,
                List.of(
                        Imports.part("Volt", "T1", "", "truck-1", "Truck"),
                        Imports.part("Gearo", "G1", "", "gear-1", "Gearbox"),
                        Imports.part("Valvo", "V1", "LV", "valve-1", "Valve"),
                        Imports.part("Valvo", "V1", "LV", "valve-2", "Valve")));
        build(
                "truck",
                List.of(
                        new Installation(parts[0], parts[1], Batches.BUILT, Installation.STILL),
                        new Installation(parts[1], parts[2], Batches.BUILT, Installation.STILL)));
        var inside = desk.draft(Notices.stopUse(scope("contains(lot = LV)")), false, MARA);
        var found = desk.preview(inside.id(), MARA).impact();
        assertEquals(ItemSet.of(parts[0], parts[1]), found.foreign());
        assertEquals(ItemSet.of(parts[0]), desk.topLevel(found.foreign()));
        assertEquals(0, found.summary().affected());
        var themselves = desk.draft(Notices.stopUse(scope("lot = LV")), false, MARA);
        var valves = desk.preview(themselves.id(), MARA).impact().foreign();
        assertEquals(ItemSet.of(parts[2], parts[3]), valves);
        assertEquals(ItemSet.of(parts[3]), desk.topLevel(valves));
    }

    private long impact(Recall recall) {
        return desk.preview(recall.id(), MARA).impact().summary().affected();
    }

    private String published(String scope) {
        var id = desk.draft(Notices.stopUse(scope(scope)), false, MARA).id();
        publish(id, desk.preview(id, MARA).impact().summary().hash());
        return id;
    }

    private void build(String name, List<Installation> installations) {
        try (var session = stores.imports().open(new ImportFile(name, name, 1), "erp", time.instant())) {
            session.commit(new ImportChunk(installations, List.of(), 0, List.of(), 1, 1, true, time.instant()));
        }
    }

    private Register register() {
        var data = stores.catalogue().load();
        return new Register(
                data.products(),
                BatchTable.of(data.batches()),
                new AttributeTable(data.definitions(), data.changeSets()));
    }

    private static long cell(int index) {
        return Batches.item(Batches.CELLS, index);
    }

    private static String cellLot() {
        return Batches.CELLS.lot();
    }

    private static Scope scope(String text) {
        return ScopeText.read(text, _ -> OptionalLong.empty());
    }

    private static void refused(Fault fault, Runnable act) {
        assertEquals(fault, assertThrows(RefusedException.class, act::run).fault());
    }

    private Recall publish(String id, String hash) {
        if (desk.find(id).latest().state() == State.PREVIEWED) {
            desk.submit(id, hash, MARA);
        }
        return desk.approve(id, hash, JONAS);
    }

    private Recall conclude(String id, Kind kind, Act act) {
        desk.propose(id, kind, act);
        return desk.approve(id, desk.find(id).latest().impact().hash(), JONAS);
    }

    private void revise(String id, Kind kind, Content content, Act act) {
        desk.revise(id, desk.find(id).latest().number(), kind, content, act);
    }
}
