package org.echt.app.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.echt.core.asbuilt.ForeignPart;
import org.echt.core.asbuilt.ImportJob.Counts;
import org.echt.core.asbuilt.Installation;
import org.echt.core.asbuilt.PartKey;
import org.echt.core.asbuilt.RejectedLine;
import org.echt.core.asbuilt.RejectedLine.Cause;
import org.echt.core.fault.RefusedException;
import org.echt.testkit.Batches;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatenaXTest {
    @TempDir
    Path folder;

    private final Works works = new Works();

    private ImportReceipt run(String... assets) throws IOException {
        var file = folder.resolve("x.json");
        Files.writeString(file, "{\"other\": [1, {\"a\": 2}], \"assets\": [\n" + String.join(",\n", assets) + "\n]}");
        return works.run(file);
    }

    private static String asset(String id, String... submodels) {
        return "{\"assetMetaInfo\": {\"catenaXId\": \"" + id + "\"}, \"submodels\": [" + String.join(",", submodels)
                + "]}";
    }

    private static String serial(String maker, String type, String serial, String made) {
        return """
                {"aspectType": "urn:samm:io.catenax.serial_part:3.0.0#SerialPart", "payload": {
                "localIdentifiers": [{"key": "manufacturerId", "value": "%s"}, {"key": "partInstanceId", "value": "%s"}],
                "manufacturingInformation": {"date": "%s"}, "partTypeInformation":
                {"manufacturerPartId": "%s", "nameAtManufacturer": "thing"}}}""".replace("\n", " ").formatted(maker, serial, made, type);
    }

    private static String links(boolean down, String other, String created) {
        return """
                {"aspectType": "urn:x#SingleLevel%sAsBuilt", "payload": {"%s": [
                {"catenaXId": "%s", "businessPartner": "BPNL9", %s "quantity": {"value": 2.5}}]}}""".replace("\n", " ").formatted(
                down ? "Bom" : "Usage",
                down ? "childItems" : "parentItems",
                other,
                created.isEmpty() ? "" : "\"createdOn\": \"" + created + "\",");
    }

    private List<Installation> inside(long item) {
        return works.stores
                .asBuilt()
                .builds(new long[] {item})
                .getFirst()
                .byParent()
                .getOrDefault(item, List.of());
    }

    @Test
    void aSerialThatIsOurCodeIsOurItem() throws IOException {
        var receipt = run(
                asset("p", serial("BPNL1", "NM14", Works.laptop(0), "2026-01-01"), links(true, "c", "2026-02-01")),
                asset("c", serial("BPNL1", "PP10", Works.pack(0), "2026-01-01"), links(false, "p", "2026-02-05")));
        assertEquals(new Counts(1, 0, 0, 0), receipt.counts(), receipt.toString());
        assertNotNull(receipt.assets());
        assertEquals(new ImportReceipt.Assets(2, 0, 2, 0, 1, 1, 1, 0), receipt.assets());
        assertEquals(
                List.of(new Installation(
                        Batches.item(Batches.LAPTOPS, 0),
                        Batches.item(Batches.PACKS, 0),
                        Works.day("2026-02-01"),
                        Installation.STILL)),
                inside(Batches.item(Batches.LAPTOPS, 0)));
    }

    @Test
    void datesComeFromTheLinkElseTheOtherSideElseThePartElseAreUnknown() throws IOException {
        var receipt = run(
                asset(
                        "p",
                        serial("BPNL1", "NM14", Works.laptop(1), ""),
                        links(true, "a", ""),
                        links(true, "b", ""),
                        links(true, "c", "")),
                asset("a", serial("M", "T", "1", "2026-01-01"), links(false, "p", "2026-02-05")),
                asset("b", serial("M", "T", "2", "2026-01-01")));
        assertEquals(new Counts(3, 0, 0, 0), receipt.counts());
        assertTrue(
                receipt.notes().getFirst().contains("1970-01-01"),
                receipt.notes().toString());
        assertEquals(
                List.of(AssetLinks.UNKNOWN_DATE, Works.day("2026-01-01"), Works.day("2026-02-05")),
                inside(Batches.item(Batches.LAPTOPS, 1)).stream()
                        .map(Installation::from)
                        .sorted()
                        .toList());
    }

    @Test
    void whatIsMissingIsListedAndLosesNoLink() throws IOException {
        var receipt = run(
                asset("p", serial("BPNL1", "NM14", "", ""), links(true, "a", "2026-02-01")),
                asset("", serial("BPNL1", "NM14", "7", "")),
                asset("q", links(true, "", "2026-02-01"), links(true, "r", "last week")),
                "17",
                asset("planned", "{\"aspectType\": \"urn:x#PartAsPlanned\", \"payload\": {}}"));
        assertEquals(new Counts(1, 0, 0, 4), receipt.counts(), receipt.toString());
        assertEquals(
                List.of(Cause.MISSING_VALUE, Cause.MISSING_VALUE, Cause.MISSING_VALUE, Cause.BAD_DATE),
                receipt.firstRejects().stream().map(RejectedLine::cause).toList());
        assertEquals(
                List.of(2L, 3L, 4L, 4L),
                receipt.firstRejects().stream().map(RejectedLine::line).toList());
        var known = new ArrayList<PartKey>();
        works.stores.asBuilt().eachForeign((ForeignPart part) -> known.add(part.key()));
        assertTrue(known.contains(new PartKey("BPNL9", "", "", "a")), known.toString());
        assertTrue(known.contains(new PartKey("", "", "", "p")), known.toString());
    }

    @Test
    void cyclesAndSecondParentsAreRefused() throws IOException {
        var receipt = run(
                asset("a", links(true, "b", "2026-02-01")),
                asset("b", links(true, "c", "2026-02-01")),
                asset("c", links(true, "a", "2026-02-01")),
                asset("d", links(true, "b", "2026-02-02")));
        assertEquals(new Counts(2, 0, 0, 2), receipt.counts());
        assertEquals(
                List.of(Cause.INSIDE_ITSELF, Cause.PART_IN_TWO_PARENTS),
                receipt.firstRejects().stream().map(RejectedLine::cause).toList());
    }

    @Test
    void refusesOtherJson() throws IOException {
        for (var text : List.of(
                "{", "{}", "{\"assets\": {}}", "{\"assets\": []} x", "{\"assets\": [1,]}", "{\"a\":".repeat(2000))) {
            var file = Files.writeString(folder.resolve("bad.json"), text);
            assertThrows(RefusedException.class, () -> works.run(file), text);
        }
    }
}
