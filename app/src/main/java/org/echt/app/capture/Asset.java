package org.echt.app.capture;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** One asset of a Catena-X file: its identity and those of its aspects that tell what was built. Not thread-safe. */
final class Asset {
    private final String id;
    private final String owner;
    private final int line;
    private final List<JsonNode> children = new ArrayList<>();
    private final List<JsonNode> parents = new ArrayList<>();
    private @Nullable Aspect kind;
    private JsonNode part = MissingNode.getInstance();

    /** Aspects that make an asset a part as built; the first wins where an asset has several. */
    enum Aspect {
        SERIAL_PART("SerialPart", "partInstanceId"),
        BATCH("Batch", "batchId"),
        JUST_IN_SEQUENCE("JustInSequencePart", "jisNumber");

        private final String aspect;
        /** Local identifier that tells one part of the type from another. */
        final String identifier;

        Aspect(String aspect, String identifier) {
            this.aspect = aspect;
            this.identifier = identifier;
        }
    }

    /**
     * An asset without aspects yet.
     *
     * @param id its Catena-X id, by which links name it; empty where it has none
     * @param owner business partner number of who keeps it, where the file tells
     * @param line line of the file where it begins
     */
    Asset(String id, String owner, int line) {
        this.id = id;
        this.owner = owner;
        this.line = line;
    }

    /** Takes an aspect by its URN; a payload is an object or a list of objects. Aspects not needed are passed over. */
    void aspect(String urn, JsonNode payload) {
        String name = urn.substring(urn.indexOf('#') + 1);
        if (!urn.contains("#")) {
            return;
        }
        for (var one : payload.isArray() ? payload : List.of(payload)) {
            switch (name) {
                case "SingleLevelBomAsBuilt" -> one.path("childItems").forEach(children::add);
                case "SingleLevelUsageAsBuilt" -> one.path("parentItems").forEach(parents::add);
                default -> part(name, one);
            }
        }
    }

    private void part(String name, JsonNode payload) {
        for (var candidate : Aspect.values()) {
            if (candidate.aspect.equals(name) && (kind == null || candidate.compareTo(kind) < 0)) {
                kind = candidate;
                part = payload;
            }
        }
    }

    String id() {
        return id;
    }

    String owner() {
        return owner;
    }

    int line() {
        return line;
    }

    /** What makes it a part; null for an asset that is none. */
    @Nullable
    Aspect kind() {
        return kind;
    }

    /** Links to what is inside, as stated. */
    List<JsonNode> children() {
        return children;
    }

    /** Links to what it is inside of, as stated. */
    List<JsonNode> parents() {
        return parents;
    }

    /** A local identifier of the part; empty where it has none. */
    String local(String key) {
        for (var entry : part.path("localIdentifiers")) {
            if (text(entry, "key").equals(key)) {
                return text(entry, "value");
            }
        }
        return "";
    }

    String type() {
        return text(part.path("partTypeInformation"), "manufacturerPartId");
    }

    String name() {
        return text(part.path("partTypeInformation"), "nameAtManufacturer");
    }

    /** When the part was made, as written; empty where unknown. */
    String made() {
        return text(part.path("manufacturingInformation"), "date");
    }

    /** A text field without surrounding blanks; empty where there is none. */
    static String text(JsonNode node, String field) {
        var value = node.path(field);
        return value.isValueNode() && !value.isNull() ? value.asString("").strip() : "";
    }
}
