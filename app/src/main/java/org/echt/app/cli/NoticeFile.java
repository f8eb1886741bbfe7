package org.echt.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.echt.core.attribute.Scope;
import org.echt.core.recall.Content;
import org.echt.core.recall.Content.Action;
import org.echt.core.recall.Content.NoticeText;
import org.echt.core.recall.Content.UnknownBuild;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The texts of a recall as a JSON file (examples/notice-battery.json). Strict: an unknown or doubled field, a missing one
 * or a wrong type is refused with its path, because a field that is silently dropped is a warning nobody reads.
 */
final class NoticeFile {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final String EXAMPLE = "Example: examples/notice-battery.json";
    private static final Set<String> FIELDS = Set.of("action", "unknownBuild", "unknownReason", "remedyFrom", "texts");
    private static final Set<String> TEXT_FIELDS =
            Set.of("instruction", "hazard", "steps", "untilThen", "remedies", "contacts");

    private final Path file;

    private NoticeFile(Path file) {
        this.file = file;
    }

    /** Reads the file and joins it with a scope. */
    static Content read(Path file, Scope scope) throws IOException {
        return new NoticeFile(file).content(scope);
    }

    private Content content(Scope scope) throws IOException {
        var root = root();
        onlyFields(root, "", FIELDS);
        var languages = object(root, "", "texts");
        var texts = new LinkedHashMap<String, NoticeText>();
        for (var entry : languages.properties()) {
            if (!entry.getKey().matches("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")) {
                throw wrong("texts." + entry.getKey(), "is not a language tag like en or pt-BR");
            }
            texts.put(entry.getKey(), text(entry.getValue(), "texts." + entry.getKey()));
        }
        try {
            return new Content(
                    scope,
                    choice(root, "action", Action.values(), null),
                    choice(root, "unknownBuild", UnknownBuild.values(), UnknownBuild.CHECK),
                    string(root, "", "unknownReason", ""),
                    day(root),
                    texts);
        } catch (IllegalArgumentException e) {
            throw Complaint.usage(name() + ": " + e.getMessage(), EXAMPLE);
        }
    }

    private JsonNode root() throws IOException {
        try {
            var root = JSON.readTree(Files.readString(file));
            if (root.isObject()) {
                return root;
            }
            throw Complaint.usage(name() + " does not hold a JSON object", EXAMPLE);
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw Complaint.usage(
                    name() + ":" + at.getLineNr() + ":" + at.getColumnNr() + ": " + e.getOriginalMessage(), EXAMPLE);
        }
    }

    private NoticeText text(JsonNode node, String path) {
        if (!node.isObject()) {
            throw wrong(path, "is not an object");
        }
        onlyFields(node, path, TEXT_FIELDS);
        try {
            return new NoticeText(
                    string(node, path, "instruction", null),
                    string(node, path, "hazard", null),
                    strings(node, path, "steps"),
                    string(node, path, "untilThen", ""),
                    strings(node, path, "remedies"),
                    strings(node, path, "contacts"));
        } catch (IllegalArgumentException e) {
            throw wrong(path, "is incomplete: " + e.getMessage());
        }
    }

    private void onlyFields(JsonNode node, String path, Set<String> known) {
        for (var name : node.propertyNames()) {
            if (!known.contains(name)) {
                throw wrong(join(path, name), "is unknown. " + Words.maybe(name, new TreeSet<>(known)));
            }
        }
    }

    private JsonNode object(JsonNode node, String path, String name) {
        var value = node.get(name);
        if (value == null || !value.isObject()) {
            throw wrong(join(path, name), "is missing or not an object");
        }
        return value;
    }

    private String string(JsonNode node, String path, String name, @Nullable String fallback) {
        var value = node.get(name);
        if ((value == null || value.isNull()) && fallback != null) {
            return fallback;
        }
        if (value == null || !value.isString()) {
            throw wrong(join(path, name), "is missing or not a text");
        }
        return value.stringValue();
    }

    private List<String> strings(JsonNode node, String path, String name) {
        var value = node.get(name);
        if (value == null || value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            throw wrong(join(path, name), "is not a list");
        }
        var texts = new ArrayList<String>();
        for (var element : value.values()) {
            if (!element.isString() || element.stringValue().isBlank()) {
                throw wrong(join(path, name) + "[" + texts.size() + "]", "is not a text, or an empty one");
            }
            texts.add(element.stringValue());
        }
        return texts;
    }

    private <E extends Enum<E>> E choice(JsonNode node, String name, E[] values, @Nullable E fallback) {
        var text = string(node, "", name, fallback == null ? null : fallback.name());
        for (var value : values) {
            if (value.name().equals(text)) {
                return value;
            }
        }
        throw wrong(name, "is \"" + text + "\", none of " + List.of(values));
    }

    private @Nullable LocalDate day(JsonNode node) {
        var text = string(node, "", "remedyFrom", "");
        try {
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeException _) {
            throw wrong("remedyFrom", "is \"" + text + "\", not a date like 2026-11-04");
        }
    }

    private Complaint wrong(String path, String problem) {
        return Complaint.usage(name() + ": " + path + " " + problem, EXAMPLE);
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private String name() {
        return String.valueOf(file.getFileName());
    }
}
