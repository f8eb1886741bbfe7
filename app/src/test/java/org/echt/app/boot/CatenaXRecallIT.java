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
import java.util.function.BiConsumer;
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
            }
            walk.link();
            for (var file : FILES) {
                install.run(
                        exit -> exit == 0 || exit == 6,
                        "asbuilt",
                        "import",
                        data(file).toString());
            }
            int asked = 0;
            for (var lot : walk.lots()) {
                asked += assertNamed(
                        install,
                        plant,
                        walk,
                        "contains(lot = \"" + lot + "\")",
                        walk.holding(p -> p.lot().equals(lot)));
            }
            for (var type : walk.typesInside()) {
                asked += assertNamed(
                        install,
                        plant,
                        walk,
                        "contains(product = \"" + type + "\")",
                        walk.holding(p -> p.type().equals(type)));
            }
            System.out.println("CatenaXRecallIT: " + asked + " recalls, each naming the same products as the files");
            assertFalse(asked == 0);
        }
    }

    private static int assertNamed(Install install, Plant plant, Walk walk, String scope, Holding expected)
            throws Exception {
        var preview = Recalls.preview(install, Recalls.draft(install, plant, scope));
        var named = new TreeSet<String>();
        preview.path("other_makers_products")
                .forEach(p -> named.add(p.path("name").asString("") + "|"
                        + p.path("type").asString("") + "|"
                        + p.path("serial").asString("")));
        named.removeIf(name -> !expected.top().contains(name) && walk.isAbove(name, expected));
        assertEquals(expected.top(), named, scope);
        assertEquals(0, preview.path("affected").asLong(-1), "our own units are not concerned");
        return 1;
    }

    private static Path data(String name) {
        return Path.of(System.getProperty("echt.data"), "asbuilt", name);
    }

    /** Everything that holds a part of some kind, by key, and the outermost of it as a preview names it. */
    private record Holding(Set<String> top, Set<String> above) {}

    /** A part as a file describes it. */
    private record Described(String maker, String name, String type, String serial, String lot) {
        String spoken() {
            return name + "|" + type + "|" + serial;
        }

        /** What the part is known by outside its file. */
        String key() {
            return maker + "|" + type + "|" + (serial.isEmpty() ? lot : serial);
        }
    }

    /**
     * Both files as plain JSON, without any of our classes, joined by Catena-X id and by maker, type and serial. The
     * importer joins by id inside one file only: a thing that one file describes and the other merely names by id is
     * named a second time, by that id. It is never left out.
     */
    private static final class Walk {
        private final Map<String, Described> parts = new HashMap<>();
        private final Map<String, Set<String>> parents = new HashMap<>();
        private final Map<String, String> keys = new HashMap<>();
        private final List<JsonNode> assets = new ArrayList<>();

        void read(Path file) {
            JsonMapper.shared().readTree(file).properties().stream()
                    .map(Map.Entry::getValue)
                    .filter(JsonNode::isArray)
                    .forEach(list -> list.forEach(assets::add));
            for (var asset : assets) {
                each(asset, (name, one) -> {
                    if (Set.of("SerialPart", "Batch", "JustInSequencePart").contains(name)) {
                        var described = described(name, one);
                        keys.put(id(asset), described.key());
                        parts.putIfAbsent(described.key(), described);
                    }
                });
            }
        }

        /** Joins what was read; called when all files are. */
        void link() {
            for (var asset : assets) {
                each(asset, (_, one) -> {
                    one.path("childItems").forEach(c -> link(id(asset), id(c)));
                    one.path("parentItems").forEach(p -> link(id(p), id(asset)));
                });
            }
        }

        private static String id(JsonNode node) {
            return node.has("catenaXId")
                    ? node.path("catenaXId").asString("")
                    : node.path("assetMetaInfo").path("catenaXId").asString("");
        }

        /** Every payload of an asset that tells what was built, with its aspect's name. */
        private static void each(JsonNode asset, BiConsumer<String, JsonNode> visitor) {
            var aspects = new HashMap<String, JsonNode>();
            asset.properties().forEach(field -> aspects.put(field.getKey(), field.getValue()));
            asset.path("submodels")
                    .forEach(s -> aspects.put(s.path("aspectType").asString(""), s.path("payload")));
            aspects.forEach((urn, payload) -> {
                var name = urn.substring(urn.indexOf('#') + 1);
                if (urn.contains("#") && !name.contains("AsPlanned")) {
                    for (var one : payload.isArray() ? payload : List.of(payload)) {
                        visitor.accept(name, one);
                    }
                }
            });
        }

        private static Described described(String kind, JsonNode part) {
            var local = new HashMap<String, String>();
            part.path("localIdentifiers")
                    .forEach(l -> local.put(
                            l.path("key").asString(""), l.path("value").asString("")));
            var type = part.path("partTypeInformation");
            var serial = local.getOrDefault("partInstanceId", local.getOrDefault("jisNumber", ""));
            return new Described(
                    local.getOrDefault("manufacturerId", ""),
                    type.path("nameAtManufacturer").asString("").strip(),
                    type.path("manufacturerPartId").asString("").strip(),
                    kind.equals("Batch") ? "" : serial,
                    local.getOrDefault("batchId", ""));
        }

        private void link(String parent, String part) {
            parents.computeIfAbsent(keys.getOrDefault(part, part), _ -> new HashSet<>())
                    .add(keys.getOrDefault(parent, parent));
        }

        Set<String> lots() {
            var lots = new TreeSet<String>();
            parts.values().stream()
                    .map(Described::lot)
                    .filter(l -> !l.isEmpty())
                    .forEach(lots::add);
            return lots;
        }

        Set<String> typesInside() {
            var types = new TreeSet<String>();
            parts.forEach((key, part) -> {
                if (parents.containsKey(key) && !part.type().isEmpty()) {
                    types.add(part.type());
                }
            });
            return types;
        }

        /** What is above any such part; of it, what is below nothing, as a preview names it. */
        Holding holding(Predicate<Described> wanted) {
            var seen = new HashSet<String>();
            var next = new ArrayList<String>();
            parts.forEach((key, part) -> {
                if (wanted.test(part)) {
                    next.addAll(parents.getOrDefault(key, Set.of()));
                }
            });
            var top = new TreeSet<String>();
            while (!next.isEmpty()) {
                var key = next.removeLast();
                if (seen.add(key)) {
                    var above = parents.getOrDefault(key, Set.of());
                    next.addAll(above);
                    var part = parts.get(key);
                    if (above.isEmpty()) {
                        top.add(part == null ? "||" + key : part.spoken());
                    }
                }
            }
            return new Holding(top, seen);
        }

        /** Whether a name stands for a thing above, told by its id alone. */
        boolean isAbove(String named, Holding holding) {
            return named.startsWith("||") && holding.above().contains(keys.getOrDefault(named.substring(2), ""));
        }
    }
}
