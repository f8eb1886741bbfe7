package org.echt.app.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.echt.core.notice.Countries;
import org.echt.core.notice.Finding;
import org.echt.core.notice.Jurisdiction;
import org.echt.core.notice.Linter;
import org.echt.core.notice.Review;
import org.echt.core.notice.Rule;
import org.echt.core.notice.TextLint;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code echt recall lint}: reads a notice as the law does. Opens the stores only for the id of a recall. */
@Command(
        name = "lint",
        header = "Reads a recall notice as the law does: a notice file, any text or web page, or a recall by its id.",
        description = {
            "  echt recall lint examples/notice-battery.json --country DE,AT,US",
            "  echt recall lint notice.html --language de",
            "  echt recall lint notice.txt --jurisdiction eu,us --json",
            "  echt recall lint R-2026-001",
            "",
            "  Exit codes: 0 nothing found, 1 findings the notice must not go out with, 6 only others.",
            "  It finds what breaks a rule; it never says that a notice is lawful."
        })
final class RecallLint extends Action {
    private static final Pattern ID = Pattern.compile("[RD]-\\d{4}-\\d{3,}");
    private static final long LARGEST = 4_000_000;

    @Parameters(paramLabel = "FILE", description = "Notice (JSON), text or HTML; or the id of a recall.")
    String what = "";

    @Option(
            names = "--jurisdiction",
            split = ",",
            paramLabel = "LAW",
            description = "Whose rules: eu, us. Otherwise those of the texts and countries.")
    Set<Jurisdiction> jurisdictions = Set.of();

    @Option(names = "--language", paramLabel = "TAG", description = "Language of a text; recognised otherwise.")
    @Nullable
    String language;

    @Option(
            names = "--country",
            split = ",",
            paramLabel = "CC",
            description = "Countries with affected units, as DE,FR; their languages are asked for.")
    Set<String> countries = Set.of();

    RecallLint(Shell shell) {
        super(shell);
    }

    /** What was read, how, and what came of it. */
    private record Read(String as, @Nullable String language, Set<Jurisdiction> laws, Review review) {}

    @Override
    int run() throws IOException {
        var file = shell.path(Path.of(what));
        var read = ID.matcher(what).matches() && !Files.exists(file) ? recall() : file(file);
        var output = shell.output();
        if (output.isJson()) {
            output.facts(object(read));
        } else {
            print(read, output);
        }
        return read.review().blocks() ? Exit.FAILURE : read.review().findings().isEmpty() ? Exit.FINE : Exit.PARTIAL;
    }

    private Read recall() {
        if (!jurisdictions.isEmpty() || !countries.isEmpty() || language != null) {
            throw Complaint.usage(
                    "recall " + what + " has its own laws, countries and languages",
                    "Leave --jurisdiction, --country and --language out.");
        }
        try (var bench = shell.open()) {
            var findings = bench.recalls().findings(what);
            var unchecked = new TreeMap<>(Map.of(
                    Rule.R10, "read for the countries that the attribute market names",
                    Rule.R13, "its pages give it number, version, address to check and QR code",
                    Rule.R14, "kept by the steps of a recall: nobody publishes what they submitted themselves"));
            var notice = bench.recalls().find(what).latest().content().notice();
            return new Read("recall", null, notice.texts().keySet(), new Review(findings, unchecked));
        }
    }

    private Read file(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw Complaint.usage(
                    what + " has " + Files.size(file) + " bytes; a notice has at most " + LARGEST,
                    "Give the notice alone.");
        }
        var text = text(Files.readAllBytes(file));
        return text.stripLeading().startsWith("{") ? notice(file) : foreign(text);
    }

    /** UTF-8, or the encoding of old Windows files, which every byte sequence is. */
    private static String text(byte[] bytes) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException _) {
            return new String(bytes, Charset.forName("windows-1252"));
        }
    }

    private Read notice(Path file) throws IOException {
        if (language != null) {
            throw Complaint.usage("a notice file names its languages itself", "Leave --language out.");
        }
        var notice = NoticeFile.read(file, PictureShelf.none());
        var laws = laws(notice.texts().keySet());
        return new Read("notice", null, laws, Linter.review(notice, laws, countries()));
    }

    private Read foreign(String text) {
        var laws = laws(countries.isEmpty() ? Set.of(Jurisdiction.EU) : Set.of());
        var result = TextLint.review(text, Optional.ofNullable(language), laws, countries());
        var tag = result.language()
                .map(known -> known + (result.guessed() ? " (recognised)" : ""))
                .orElse("not recognised");
        return new Read("text of a recall", tag, laws, result.review());
    }

    private Set<Jurisdiction> laws(Set<Jurisdiction> own) {
        if (!jurisdictions.isEmpty()) {
            return new TreeSet<>(jurisdictions);
        }
        var laws = EnumSet.noneOf(Jurisdiction.class);
        laws.addAll(own);
        countries().forEach(country -> Countries.law(country).ifPresent(laws::add));
        return laws.isEmpty() ? EnumSet.of(Jurisdiction.EU) : laws;
    }

    private Set<String> countries() {
        var codes = new TreeSet<String>();
        for (var country : countries) {
            var code = country.strip().toUpperCase(Locale.ROOT);
            if (!code.matches("[A-Z]{2}")) {
                throw Complaint.usage(
                        "--country \"" + country + "\" is no country code of two letters",
                        "For example: --country DE,FR");
            }
            codes.add(code);
        }
        return codes;
    }

    private void print(Read read, Output output) {
        output.facts(facts(read));
        if (shell.terminal().outIsTerminal()) {
            byPlace(read).forEach((place, findings) -> {
                output.line("");
                output.line(Output.visible(place));
                findings.forEach(finding -> printed(finding).forEach(line -> output.line(Output.visible(line))));
            });
        } else if (!read.review().findings().isEmpty()) {
            output.line("");
            output.list(rows(read));
        }
        output.line("");
        output.line(
                "checked: " + read.review().checked().stream().map(Rule::name).collect(Collectors.joining(", ")));
        read.review()
                .unchecked()
                .forEach((rule, reason) ->
                        output.line("not checked, or in part: " + rule + " " + rule.title() + ": " + reason));
    }

    private static List<String> printed(Finding finding) {
        return List.of(
                "  " + finding.rule() + (finding.blocks() ? " blocks: " : " note: ") + finding.what(),
                "     why:  " + finding.why(),
                "     mend: " + finding.mend());
    }

    private Map<String, @Nullable Object> facts(Read read) {
        long blocking =
                read.review().findings().stream().filter(Finding::blocks).count();
        var facts = new LinkedHashMap<String, @Nullable Object>();
        facts.put("read", what);
        facts.put("as", read.as());
        if (read.language() != null) {
            facts.put("language", read.language());
        }
        facts.put("laws", read.laws().stream().sorted().map(Words::lower).toList());
        facts.put("blocking", blocking);
        facts.put("notes", read.review().findings().size() - blocking);
        return facts;
    }

    private Map<String, @Nullable Object> object(Read read) {
        var object = facts(read);
        object.put("findings", rows(read).objects());
        object.put("checked", read.review().checked().stream().map(Rule::name).toList());
        var unchecked = new Output.Rows("rule", "reason");
        read.review().unchecked().forEach((rule, reason) -> unchecked.add(rule.name(), reason));
        object.put("unchecked", unchecked.objects());
        return object;
    }

    private static Output.Rows rows(Read read) {
        var rows = new Output.Rows("place", "rule", "blocks", "what", "why", "mend");
        byPlace(read)
                .values()
                .forEach(findings -> findings.forEach(finding -> rows.add(
                        finding.place(),
                        finding.rule().name(),
                        finding.blocks(),
                        finding.what(),
                        finding.why(),
                        finding.mend())));
        return rows;
    }

    /** Lines by number, other places by name. */
    private static Map<String, List<Finding>> byPlace(Read read) {
        var sorted = new ArrayList<>(read.review().findings());
        sorted.sort(Comparator.comparingInt((Finding finding) -> line(finding.place()))
                .thenComparing(Finding::place));
        return sorted.stream().collect(Collectors.groupingBy(Finding::place, LinkedHashMap::new, Collectors.toList()));
    }

    private static int line(String place) {
        return place.startsWith("line ") ? Integer.parseInt(place.substring(5)) : 0;
    }
}
