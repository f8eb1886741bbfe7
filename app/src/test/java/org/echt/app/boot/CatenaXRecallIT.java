package org.echt.app.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.echt.app.store.embedded.EmbeddedPostgres;
import org.echt.app.store.embedded.Settings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * From a supply chain's own files to every vehicle that a recall of one lot reaches, by the command line alone, held against
 * the same answer found by walking the files by hand.
 */
@Tag("conformance")
class CatenaXRecallIT {
    private static final List<String> FILES =
            List.of("CX_Testdata_MessagingTest_v0.0.14.json", "import-test-data-CML1_v0.0.14.json");

    @Test
    void everyTopLevelProductIsNamed() throws Exception {
        try (var install = Install.withKeys();
                var _ = EmbeddedPostgres.open(install.data(), Settings.defaults())) {
            var plant = Plant.build(install);
            var walk = new Walk();
            for (var file : FILES) {
                walk.read(data(file));
                install.run(exit -> exit == 0 || exit == 6, "asbuilt", "import", data(file).toString());
            }
            int asked = 0;
            for (var lot : walk.lots()) {
                asked += assertNamed(install, plant, "contains(lot = \"" + lot + "\")", walk.holding(p -> p.isLot(lot)));
            }
            for (var type : walk.typesInside()) {
                asked += assertNamed(
                        install, plant, "contains(product = \"" + type + "\")", walk.holding(p -> p.type.equals(type)));
            }
            System.out.println("CatenaXRecallIT: " + asked + " recalls, each naming the same products as the files");
            assertFalse(asked == 0);
        }
    }

    private static int assertNamed(Install install, Plant plant, String scope, Set<String> expected) throws Exception {
        var preview = Recalls.preview(install, Recalls.draft(install, plant, scope));
        var named = new TreeSet<String>();
        preview.path("other_makers_products")
                .forEach(p -> named.add(p.path("name").asString("") + "|"
                        + p.path("type").asString("") + "|"
                        + p.path("serial").asString("")));
        assertEquals(expected, named, scope);
        assertEquals(0, preview.path("affected").asLong(-1), "our own units are not concerned");
        return 1;
    }

    private static Path data(String name) {
        return Path.of(System.getProperty("echt.data"), "asbuilt", name);
    }

    /** A part as a file describes it. */
    private record Described(String name, String type, String serial, String lot) {
        boolean isLot(String wanted) {
            return lot.equals(wanted);
        }

        String spoken() {
            return name + "|" + type + "|" + serial;
        }
    }

    /** Both files as plain JSON, by Catena-X id, without any of our classes. */
    private static final class Walk {
        private final Map<String, Described> parts = new HashMap<>();
        private final Map<String, Set<String>> parents = new HashMap<>();

        void read(Path file) {
            var root = JsonMapper.shared().readTree(file);
            root.properties().stream()
                    .map(Map.Entry::getValue)
                    .filter(JsonNode::isArray)
                    .forEach(assets -> assets.forEach(this::asset));
        }

        private void asset(JsonNode asset) {
            var id = asset.has("catenaXId")
                    ? asset.path("catenaXId").asString("")
                    : asset.path("assetMetaInfo").path("catenaXId").asString("");
            for (var aspect : aspects(asset).entrySet()) {
                aspect(id, aspect.getKey(), aspect.getValue());
            }
        }

        private static Map<String, JsonNode> aspects(JsonNode asset) {
            var found = new HashMap<String, JsonNode>();
            asset.properties().forEach(field -> found.put(field.getKey(), field.getValue()));
            asset.path("submodels")
                    .forEach(s -> found.put(s.path("aspectType").asString(""), s.path("payload")));
            return found;
        }

        private void aspect(String id, String urn, JsonNode payload) {
            var name = urn.substring(urn.indexOf('#') + 1);
            for (var one : payload.isArray() ? payload : List.of(payload)) {
                switch (urn.contains("#") ? name : "") {
                    case "SerialPart", "Batch", "JustInSequencePart" -> parts.put(id, described(name, one));
                    case "SingleLevelBomAsBuilt" ->
                        one.path("childItems").forEach(c -> link(id, c.path("catenaXId").asString("")));
                    case "SingleLevelUsageAsBuilt" ->
                        one.path("parentItems").forEach(p -> link(p.path("catenaXId").asString(""), id));
                    default -> {}
                }
            }
        }

        private static Described described(String kind, JsonNode part) {
            var local = new HashMap<String, String>();
            part.path("localIdentifiers")
                    .forEach(l -> local.put(
                            l.path("key").asString(""), l.path("value").asString("")));
            var type = part.path("partTypeInformation");
            var serial = local.getOrDefault("partInstanceId", local.getOrDefault("jisNumber", ""));
            return new Described(
                    type.path("nameAtManufacturer").asString("").strip(),
                    type.path("manufacturerPartId").asString("").strip(),
                    kind.equals("Batch") ? "" : serial,
                    local.getOrDefault("batchId", ""));
        }

        private void link(String parent, String part) {
            parents.computeIfAbsent(part, _ -> new HashSet<>()).add(parent);
        }

        Set<String> lots() {
            var lots = new TreeSet<String>();
            parts.values().stream().map(Described::lot).filter(l -> !l.isEmpty()).forEach(lots::add);
            return lots;
        }

        Set<String> typesInside() {
            var types = new TreeSet<String>();
            parents.keySet().stream()
                    .map(parts::get)
                    .filter(p -> p != null && !p.type().isEmpty())
                    .forEach(p -> types.add(p.type()));
            return types;
        }

        /** What is above any such part and below nothing. */
        Set<String> holding(Predicate<Described> wanted) {
            var seen = new HashSet<String>();
            var next = new ArrayList<String>();
            parts.forEach((id, part) -> {
                if (wanted.test(part)) {
                    next.addAll(parents.getOrDefault(id, Set.of()));
                }
            });
            var top = new TreeSet<String>();
            while (!next.isEmpty()) {
                var id = next.removeLast();
                if (seen.add(id)) {
                    var above = parents.getOrDefault(id, Set.of());
                    next.addAll(above);
                    var part = parts.get(id);
                    if (above.isEmpty()) {
                        top.add(part == null ? "||" + id : part.spoken());
                    }
                }
            }
            return top;
        }
    }
}
