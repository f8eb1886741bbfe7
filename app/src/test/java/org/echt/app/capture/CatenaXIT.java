package org.echt.app.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.echt.core.asbuilt.ForeignPart;
import org.echt.core.asbuilt.ImportJob.Counts;
import org.echt.core.asbuilt.PartKey;
import org.echt.core.asbuilt.RejectedLine.Cause;
import org.echt.core.serial.ItemNumber;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Both files of as-built records of an automotive supply chain, taken in whole. */
@Tag("conformance")
class CatenaXIT {
    private static final String MESSAGING = "CX_Testdata_MessagingTest_v0.0.14.json";
    private static final String CML1 = "import-test-data-CML1_v0.0.14.json";

    private final Works works = new Works();

    private static Path data(String name) {
        return Path.of(System.getProperty("echt.data"), "asbuilt", name);
    }

    /** The file walked without any of our classes: ids, links, links found by their names anywhere below an asset. */
    private static final class Walk {
        final Set<String> parts = new HashSet<>();
        final Set<String> batches = new HashSet<>();
        final Map<List<String>, Integer> links = new HashMap<>();

        Walk(String name) {
            var root = JsonMapper.shared().readTree(data(name));
            for (var field : root.properties()) {
                if (field.getValue().isArray()) {
                    field.getValue().forEach(this::asset);
                }
            }
        }

        private void asset(JsonNode asset) {
            String id = asset.has("catenaXId")
                    ? asset.path("catenaXId").asString()
                    : asset.path("assetMetaInfo").path("catenaXId").asString();
            String text = asset.toString();
            if (text.contains("#SerialPart\"") || text.contains("#Batch\"") || text.contains("#JustInSequencePart\"")) {
                parts.add(id);
            }
            if (text.contains("#Batch\"")) {
                batches.add(id);
            }
            if (text.contains("#SingleLevelBomAsBuilt\"")) {
                asset.findValues("childItems").stream()
                        .filter(items -> items.toString().contains("createdOn"))
                        .forEach(items -> items.forEach(
                                item -> link(id, item.path("catenaXId").asString())));
            }
            if (text.contains("#SingleLevelUsageAsBuilt\"")) {
                asset.findValues("parentItems").stream()
                        .filter(items -> items.toString().contains("createdOn"))
                        .forEach(items -> items.forEach(
                                item -> link(item.path("catenaXId").asString(), id)));
            }
        }

        private void link(String parent, String part) {
            links.merge(List.of(parent, part), 1, Integer::sum);
        }

        long topLevel() {
            var top = new HashSet<String>();
            links.keySet().forEach(link -> top.add(link.getFirst()));
            links.keySet().forEach(link -> top.remove(link.getLast()));
            return top.size();
        }

        long elsewhere() {
            var named = new HashSet<String>();
            links.keySet().forEach(named::addAll);
            named.removeAll(parts);
            return named.size();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {MESSAGING, CML1})
    void takesAFileInWhole(String name) throws IOException {
        var walk = new Walk(name);
        for (int rows : new int[] {1, 1000}) {
            var here = new Works();
            var receipt = here.importer.run(data(name), Works.chunks(rows), "erp", Progress.NONE);
            var assets = receipt.assets();
            assertNotNull(assets);
            assertEquals(walk.parts.size(), assets.parts());
            assertEquals(walk.batches.size(), assets.batches());
            assertEquals(walk.links.size(), assets.links());
            assertEquals(walk.links.values().stream().mapToInt(n -> n - 1).sum(), assets.restated());
            assertEquals(walk.topLevel(), assets.topLevel());
            assertEquals(walk.elsewhere(), assets.elsewhere());
            assertEquals(new Counts(walk.links.size(), 0, 0, 0), receipt.counts(), receipt.toString());
            assertEquals(walk.parts.size() + walk.elsewhere(), dictionary(here).size());
        }
    }

    @Test
    void theCountsAreThoseCountedByHand() throws IOException {
        assertEquals(
                new ImportReceipt.Assets(30, 9, 0, 0, 14, 12, 7, 16),
                works.run(data(MESSAGING)).assets());
        assertEquals(
                new ImportReceipt.Assets(15, 4, 0, 6, 10, 0, 6, 8),
                new Works().run(data(CML1)).assets());
    }

    @Test
    void aVehicleHoldsWhatEitherSideTells() throws IOException {
        works.run(data(MESSAGING));
        long vehicle = item(new PartKey("BPNL00000003CML1", "3500076-05", "", "OMAOYGBDTSRCMYSCX"));
        long door = item(new PartKey("BPNL00000003CNKC", "22782277-50", "", "NO-313869652971440618042264"));
        var build = works.stores.asBuilt().builds(new long[] {vehicle}).getFirst();
        assertTrue(build.whole());
        // The vehicle holds the door and, by the module's word alone, the module with its lot of sealant.
        assertEquals(3, build.byParent().size());
        assertTrue(build.foreign().values().stream()
                .anyMatch(part -> part.key().lot().equals("BID12345678")));
        var inside = build.byParent().getOrDefault(vehicle, List.of()).stream()
                .filter(i -> i.part() == door)
                .toList();
        assertEquals("2022-02-03T14:48:54.709Z", inside.getFirst().from().toString());
        assertEquals(
                "a/dev Vehicle Hybrid",
                Objects.requireNonNull(dictionary(works).get(vehicle)).name());
        assertTrue(dictionary(works).values().stream()
                .filter(part -> part.key().isLot())
                .allMatch(part -> ItemNumber.isLot(part.item())));
    }

    /** The second file tells of parts of the first from the other side, with other dates or less knowledge. */
    @Test
    void oneFileAfterTheOther() throws IOException {
        works.run(data(MESSAGING));
        var second = works.run(data(CML1));
        assertEquals(10, second.counts().rows());
        assertEquals(0, second.rejectedBy().getOrDefault(Cause.INSIDE_ITSELF, 0L));
        assertEquals(second.counts().rejected(), second.firstRejects().size());
    }

    private long item(PartKey key) {
        return dictionary(works).values().stream()
                .filter(part -> part.key().equals(key))
                .findFirst()
                .orElseThrow()
                .item();
    }

    private static Map<Long, ForeignPart> dictionary(Works works) {
        var all = new HashMap<Long, ForeignPart>();
        works.stores.asBuilt().eachForeign(part -> all.put(part.item(), part));
        return all;
    }
}
