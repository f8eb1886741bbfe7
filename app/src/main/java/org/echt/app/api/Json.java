package org.echt.app.api;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.json.JsonMapper;

/** Objects of texts, read strictly: what is unknown, doubled or of another type is refused with its name. */
final class Json {
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    /** An object to be filled in order. */
    static Map<String, @Nullable Object> object() {
        return new LinkedHashMap<>();
    }

    /** A constant as it stands in addresses. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Reads one object whose values are texts.
     *
     * @param known its fields
     * @throws RefusedException (BAD_REQUEST) for anything else
     */
    static Map<String, String> texts(String json, Set<String> known) {
        var texts = new LinkedHashMap<String, String>();
        try {
            var root = STRICT.readTree(json);
            if (!root.isObject()) {
                throw bad("the body is not a JSON object");
            }
            for (var field : root.properties()) {
                if (!known.contains(field.getKey())) {
                    throw bad("the field \"" + shortened(field.getKey()) + "\" is none of " + sorted(known));
                }
                if (!field.getValue().isString()) {
                    throw bad("the field " + field.getKey() + " is not a text");
                }
                texts.put(field.getKey(), field.getValue().stringValue());
            }
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw bad("no JSON at line " + at.getLineNr() + ", column " + at.getColumnNr());
        }
        return texts;
    }

    /**
     * A field that must be there.
     *
     * @throws RefusedException (BAD_REQUEST) when it is missing or blank
     */
    static String required(Map<String, String> fields, String name) {
        var value = fields.getOrDefault(name, "");
        if (value.isBlank()) {
            throw bad("the field " + name + " is missing or empty");
        }
        return value;
    }

    private static RefusedException bad(String message) {
        return new RefusedException(Fault.BAD_REQUEST, message);
    }

    private static String sorted(Set<String> known) {
        return String.join(", ", known.stream().sorted().toList());
    }

    private static String shortened(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
