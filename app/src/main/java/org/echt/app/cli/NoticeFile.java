package org.echt.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.echt.core.attribute.Scope;
import org.echt.core.notice.Action;
import org.echt.core.notice.Jurisdiction;
import org.echt.core.notice.Notice;
import org.echt.core.notice.NoticeKind;
import org.echt.core.notice.NoticePicture;
import org.echt.core.notice.NoticeText;
import org.echt.core.notice.NoticeText.Report;
import org.echt.core.notice.NoticeText.Subject;
import org.echt.core.notice.RemedyKind;
import org.echt.core.recall.Content;
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
    private static final Set<String> FIELDS = Set.of(
            "kind",
            "action",
            "unknownBuild",
            "unknownReason",
            "remedyFrom",
            "offered",
            "fewerRemedies",
            "pictures",
            "texts");
    private static final Set<String> PICTURE_FIELDS = Set.of("role", "file", "hash", "alternatives");
    private static final Set<String> TEXT_FIELDS =
            Set.of("subject", "instruction", "hazard", "steps", "untilThen", "remedies", "contacts", "share", "report");
    private static final Set<String> SUBJECT_FIELDS = Set.of("brand", "name", "identifiers", "where", "sold");
    private static final Set<String> REPORT_FIELDS = Set.of("units", "price", "incidents");

    private final Path file;
    private final PictureShelf shelf;

    private NoticeFile(Path file, PictureShelf shelf) {
        this.file = file;
        this.shelf = shelf;
    }

    /** Reads the file and joins it with a scope; its pictures go through {@code shelf}. */
    static Content read(Path file, Scope scope, PictureShelf shelf) throws IOException {
        return new NoticeFile(file, shelf).content(scope);
    }

    /** Reads the notice alone. */
    static Notice read(Path file, PictureShelf shelf) throws IOException {
        var notice = new NoticeFile(file, shelf);
        return notice.notice(notice.root());
    }

    private Content content(Scope scope) throws IOException {
        var root = root();
        var notice = notice(root);
        try {
            return new Content(
                    scope,
                    choice(root, "", "unknownBuild", UnknownBuild.values(), UnknownBuild.UNDECIDED),
                    string(root, "", "unknownReason", ""),
                    notice);
        } catch (IllegalArgumentException e) {
            throw Complaint.usage(name() + ": " + e.getMessage(), EXAMPLE);
        }
    }

    private Notice notice(JsonNode root) throws IOException {
        onlyFields(root, "", FIELDS);
        var offered = EnumSet.noneOf(RemedyKind.class);
        for (var kind : strings(root, "", "offered")) {
            offered.add(named(kind, "offered", RemedyKind.values()));
        }
        var texts = new EnumMap<Jurisdiction, Map<String, NoticeText>>(Jurisdiction.class);
        for (var law : object(root, "", "texts").properties()) {
            texts.put(
                    named(law.getKey(), "texts", Jurisdiction.values()),
                    texts(law.getValue(), "texts." + law.getKey()));
        }
        try {
            return new Notice(
                    choice(root, "", "kind", NoticeKind.values(), null),
                    choice(root, "", "action", Action.values(), null),
                    day(root),
                    offered,
                    string(root, "", "fewerRemedies", ""),
                    pictures(root),
                    texts);
        } catch (IllegalArgumentException e) {
            throw Complaint.usage(name() + ": " + e.getMessage(), EXAMPLE);
        }
    }

    private Map<String, NoticeText> texts(JsonNode node, String path) {
        if (!node.isObject()) {
            throw wrong(path, "is not an object with a text for each language");
        }
        var texts = new LinkedHashMap<String, NoticeText>();
        for (var entry : node.properties()) {
            if (!entry.getKey().matches("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")) {
                throw wrong(join(path, entry.getKey()), "is not a language tag like en or pt-BR");
            }
            texts.put(entry.getKey(), text(entry.getValue(), join(path, entry.getKey())));
        }
        return texts;
    }

    private List<NoticePicture> pictures(JsonNode root) throws IOException {
        var node = root.get("pictures");
        if (node == null || node.isNull()) {
            return List.of();
        }
        if (!node.isArray()) {
            throw wrong("pictures", "is not a list");
        }
        var pictures = new ArrayList<NoticePicture>();
        for (var picture : node.values()) {
            pictures.add(picture(picture, "pictures[" + pictures.size() + "]"));
        }
        return pictures;
    }

    private NoticePicture picture(JsonNode node, String path) throws IOException {
        if (!node.isObject()) {
            throw wrong(path, "is not an object");
        }
        onlyFields(node, path, PICTURE_FIELDS);
        var words = new LinkedHashMap<String, String>();
        for (var entry : object(node, path, "alternatives").properties()) {
            words.put(
                    entry.getKey(),
                    string(node.required("alternatives"), join(path, "alternatives"), entry.getKey(), null));
        }
        try {
            return new NoticePicture(
                    choice(node, path, "role", NoticePicture.Role.values(), null), hash(node, path), words);
        } catch (IllegalArgumentException e) {
            throw wrong(path, "is wrong: " + e.getMessage());
        }
    }

    /** A picture is named by its file, beside the notice's, or by the hash of one that is kept already. */
    private String hash(JsonNode node, String path) throws IOException {
        var named = string(node, path, "file", "");
        var hash = string(node, path, "hash", "");
        if (named.isEmpty() == hash.isEmpty()) {
            throw wrong(path, "needs either file or hash");
        }
        return named.isEmpty() ? shelf.kept(hash) : shelf.taken(file.resolveSibling(named));
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
                    subject(node, path),
                    string(node, path, "instruction", null),
                    string(node, path, "hazard", ""),
                    strings(node, path, "steps"),
                    string(node, path, "untilThen", ""),
                    strings(node, path, "remedies"),
                    strings(node, path, "contacts"),
                    string(node, path, "share", ""),
                    report(node, path));
        } catch (IllegalArgumentException e) {
            throw wrong(path, "is incomplete: " + e.getMessage());
        }
    }

    private Subject subject(JsonNode text, String path) {
        if (text.get("subject") == null) {
            return Subject.NONE;
        }
        var place = join(path, "subject");
        var node = object(text, path, "subject");
        onlyFields(node, place, SUBJECT_FIELDS);
        return new Subject(
                string(node, place, "brand", ""),
                string(node, place, "name", ""),
                string(node, place, "identifiers", ""),
                string(node, place, "where", ""),
                string(node, place, "sold", ""));
    }

    private Report report(JsonNode text, String path) {
        if (text.get("report") == null) {
            return Report.NONE;
        }
        var place = join(path, "report");
        var node = object(text, path, "report");
        onlyFields(node, place, REPORT_FIELDS);
        return new Report(
                string(node, place, "units", ""),
                string(node, place, "price", ""),
                string(node, place, "incidents", ""));
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

    private <E extends Enum<E>> E choice(JsonNode node, String path, String name, E[] values, @Nullable E fallback) {
        return named(string(node, path, name, fallback == null ? null : fallback.name()), join(path, name), values);
    }

    private <E extends Enum<E>> E named(String text, String path, E[] values) {
        for (var value : values) {
            if (value.name().equals(text)) {
                return value;
            }
        }
        throw wrong(path, "is \"" + text + "\", none of " + List.of(values));
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
