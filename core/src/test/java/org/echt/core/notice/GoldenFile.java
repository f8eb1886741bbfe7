package org.echt.core.notice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.echt.core.notice.NoticeText.Report;
import org.echt.core.notice.NoticeText.Subject;

/** A golden notice as it stands in its file: sections of keys with lines. The format is in their README. */
final class GoldenFile {
    static final Path FOLDER = Path.of("src/test/resources/org/echt/core/notice/golden");
    private static final String HASH = "0".repeat(64);

    private final String name;
    private final Map<String, Map<String, List<String>>> sections = new LinkedHashMap<>();

    private GoldenFile(String name) {
        this.name = name;
        sections.put("", new LinkedHashMap<>());
    }

    /** Files whose name begins so, in order. */
    static List<Path> files(String beginning) {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith(beginning))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The notice of a file that holds one. */
    static GoldenFile whole(Path file) {
        return parse(String.valueOf(file.getFileName()), lines(file));
    }

    /** The notices of a file that holds changes of others. */
    static List<GoldenFile> patched(Path file) {
        var patched = new ArrayList<GoldenFile>();
        String name = "";
        var block = new ArrayList<String>();
        for (var line : lines(file)) {
            if (line.startsWith("=== ")) {
                addPatched(patched, name, block);
                name = file.getFileName() + ": " + line.substring(4);
                block.clear();
            } else {
                block.add(line);
            }
        }
        addPatched(patched, name, block);
        return patched;
    }

    private static void addPatched(List<GoldenFile> patched, String name, List<String> block) {
        if (!block.isEmpty()) {
            var patch = parse(name, block);
            var base = whole(FOLDER.resolve(patch.only("base") + ".txt"));
            patched.add(base.with(patch));
        }
    }

    private GoldenFile with(GoldenFile patch) {
        var joined = new GoldenFile(patch.name);
        sections.forEach((section, keys) -> joined.sections.put(section, new LinkedHashMap<>(keys)));
        patch.sections.forEach((section, keys) -> {
            if (keys.containsKey("-")) {
                joined.sections.remove(section);
            } else {
                joined.sections
                        .computeIfAbsent(section, _ -> new LinkedHashMap<>())
                        .putAll(keys);
            }
        });
        return joined;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GoldenFile parse(String name, List<String> lines) {
        var golden = new GoldenFile(name);
        var section = golden.sections.get("");
        for (var line : lines) {
            if (line.startsWith("[")) {
                int end = line.indexOf(']');
                section = new LinkedHashMap<>();
                golden.sections.put(line.substring(1, end), section);
                if (line.endsWith("-")) {
                    section.put("-", List.of());
                }
            } else if (!line.isBlank()) {
                int colon = line.indexOf(':');
                var values = Objects.requireNonNull(section)
                        .computeIfAbsent(line.substring(0, colon), _ -> new ArrayList<>());
                if (!line.substring(colon + 1).isBlank()) {
                    values.add(line.substring(colon + 1).strip());
                }
            }
        }
        return golden;
    }

    String name() {
        return name;
    }

    /** Rule and place of each fault, as {@code R5 texts.EU.en.hazard}. */
    Set<String> planted() {
        return new TreeSet<>(list("", "plants"));
    }

    Set<String> countries() {
        return Set.copyOf(words("countries"));
    }

    /** Laws of its texts and of its countries, as the recall desk takes them. */
    Set<Jurisdiction> laws() {
        var laws = EnumSet.copyOf(notice().texts().keySet());
        countries().forEach(country -> Countries.law(country).ifPresent(laws::add));
        return laws;
    }

    Notice notice() {
        var texts = new EnumMap<Jurisdiction, Map<String, NoticeText>>(Jurisdiction.class);
        sections.keySet().stream().filter(section -> !section.isEmpty()).forEach(section -> {
            var law = Jurisdiction.valueOf(section.substring(0, section.indexOf(' ')));
            var language = section.substring(section.indexOf(' ') + 1);
            texts.computeIfAbsent(law, _ -> new TreeMap<>()).put(language, text(section));
        });
        var offered = EnumSet.noneOf(RemedyKind.class);
        words("offered").forEach(kind -> offered.add(RemedyKind.valueOf(kind)));
        var from = only("remedyFrom");
        return new Notice(
                NoticeKind.valueOf(only("kind")),
                Action.valueOf(only("action")),
                from.isEmpty() ? null : LocalDate.parse(from),
                offered,
                only("fewer"),
                list("", "picture").stream().map(GoldenFile::picture).toList(),
                texts);
    }

    private NoticeText text(String section) {
        return new NoticeText(
                new Subject(
                        first(section, "brand"),
                        first(section, "name"),
                        first(section, "identifiers"),
                        first(section, "where"),
                        first(section, "sold")),
                first(section, "instruction"),
                first(section, "hazard"),
                list(section, "step"),
                first(section, "until"),
                list(section, "remedy"),
                list(section, "contact"),
                first(section, "share"),
                new Report(first(section, "units"), first(section, "price"), first(section, "incidents")));
    }

    private static NoticePicture picture(String line) {
        int blank = line.indexOf(' ');
        var words = new TreeMap<String, String>();
        for (var alternative : line.substring(blank + 1).split(" \\| ")) {
            int equals = alternative.indexOf('=');
            words.put(alternative.substring(0, equals).strip(), alternative.substring(equals + 1));
        }
        return new NoticePicture(NoticePicture.Role.valueOf(line.substring(0, blank)), HASH, words);
    }

    private List<String> words(String key) {
        var line = only(key);
        return line.isEmpty() ? List.of() : List.of(line.split(" "));
    }

    private String only(String key) {
        return first("", key);
    }

    private String first(String section, String key) {
        var lines = list(section, key);
        return lines.isEmpty() ? "" : lines.getFirst();
    }

    private List<String> list(String section, String key) {
        return sections.getOrDefault(section, Map.of()).getOrDefault(key, List.of());
    }
}
