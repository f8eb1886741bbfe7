package org.echt.app.store.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writing and reading of the JSON columns. */
final class Json {
    /** PostgreSQL's own limit of one value: sets of listed items may be long. */
    private static final int LONGEST_TEXT = 1 << 30;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(LONGEST_TEXT)
                            .build())
                    .build())
            .build();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static <T> ArrayNode array(List<T> values, Function<T, JsonNode> writer) {
        var array = array();
        values.forEach(value -> array.add(writer.apply(value)));
        return array;
    }

    static ArrayNode texts(List<String> values) {
        return array(values, JsonNodeFactory.instance::stringNode);
    }

    static String write(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    static JsonNode read(String text) {
        return MAPPER.readTree(text);
    }

    static <T> List<T> list(JsonNode array, Function<JsonNode, T> reader) {
        var list = new ArrayList<T>(array.size());
        array.forEach(node -> list.add(reader.apply(node)));
        return list;
    }

    static List<String> texts(JsonNode array) {
        return list(array, JsonNode::stringValue);
    }

    static String text(JsonNode object, String name) {
        return object.required(name).stringValue();
    }

    static @Nullable String textOrNull(JsonNode object, String name) {
        var node = object.get(name);
        return node == null || node.isNull() ? null : node.stringValue();
    }

    static ObjectNode counts(SortedMap<String, Long> counts) {
        var object = object();
        counts.forEach(object::put);
        return object;
    }

    static SortedMap<String, Long> counts(JsonNode object) {
        var counts = new TreeMap<String, Long>();
        object.properties()
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue().longValue()));
        return counts;
    }
}
