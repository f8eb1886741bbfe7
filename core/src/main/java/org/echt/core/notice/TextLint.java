package org.echt.core.notice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.echt.core.wording.Links;
import org.echt.core.wording.Markup;
import org.echt.core.wording.Telephone;
import org.echt.core.wording.Topic;
import org.echt.core.wording.Vocabulary;

/**
 * Reads a recall notice that comes from elsewhere, as plain text or as a web page. What can be told from words is read;
 * what cannot is listed with the reason. Where a text may say in words of its own what our lists do not know, the finding
 * does not block. Takes time linear in the text. One text each; not thread-safe.
 */
public final class TextLint {
    private static final String TEXT = "text";
    private static final Pattern LINE = Pattern.compile("[^\\n\u2029]+");
    private static final Pattern NUMBERED = Pattern.compile("\\b[\\p{Lu}]{1,6}[-/ ]?\\d{2,4}[-/.]\\d{2,6}\\b");
    private static final Pattern EDGES = Pattern.compile("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$");

    private final Markup.Plain plain;
    private final Optional<String> language;
    private final Optional<Vocabulary> words;
    private final Set<Jurisdiction> laws;
    private final int[] lineEnds;
    private final List<Passage> lines = new ArrayList<>();
    private final TreeSet<Finding> found = new TreeSet<>(Linter.ORDER);
    private final Map<Rule, String> unchecked = new EnumMap<>(Rule.class);

    private TextLint(Markup.Plain plain, Optional<String> language, Set<Jurisdiction> laws) {
        this.plain = plain;
        this.language = language;
        this.words = language.flatMap(Vocabulary::of);
        this.laws = new TreeSet<>(laws);
        this.lineEnds = IntStream.range(0, plain.text().length())
                .filter(i -> plain.text().charAt(i) == '\n')
                .toArray();
        var pieces = LINE.matcher(plain.text());
        while (pieces.find()) {
            int start = pieces.start();
            lines.add(new Passage(Passage.Part.OTHER, index -> place(start + index), pieces.group()));
        }
    }

    /**
     * What was read.
     *
     * @param language the tag it was read in; empty where none was given and none recognised
     * @param guessed whether the language was recognised rather than given
     */
    public record Result(Optional<String> language, boolean guessed, Review review) {}

    /**
     * Reads {@code text} as a recall notice.
     *
     * @param text plain text or HTML
     * @param language its tag; empty to have it recognised
     * @param laws whose rules apply
     * @param countries ISO 3166 codes of the countries it is for; empty where they are not known
     */
    public static Result review(String text, Optional<String> language, Set<Jurisdiction> laws, Set<String> countries) {
        var plain = Markup.read(text);
        var recognised = language.or(() -> declared(plain)).or(() -> Vocabulary.guess(plain.text()));
        var lint = new TextLint(plain, recognised, laws);
        lint.read(countries);
        return new Result(
                recognised,
                language.isEmpty() && recognised.isPresent(),
                new Review(List.copyOf(lint.found), new TreeMap<>(lint.unchecked)));
    }

    /** What a page says of itself, if it is a tag. */
    private static Optional<String> declared(Markup.Plain plain) {
        return Optional.of(plain.language()).filter(tag -> tag.matches("[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}"));
    }

    private void read(Set<String> countries) {
        headline();
        links();
        words.ifPresentOrElse(this::readWords, this::sayUnread);
        contact();
        languages(countries);
        number();
        unchecked.put(Rule.R2, "which pictures there are, and what they show, cannot be told from text");
        unchecked.put(Rule.R14, "a text does not tell who wrote and who approved it, nor whether it was changed");
    }

    private void readWords(Vocabulary vocabulary) {
        tone(vocabulary);
        subject(vocabulary);
        stopUse(vocabulary);
        remedies(vocabulary);
        share(vocabulary);
        report(vocabulary);
    }

    private void sayUnread() {
        var reason = language.map(
                        tag -> "there are no word lists for \"" + tag + "\", only for " + Vocabulary.languages())
                .orElse("the language was not recognised; name it");
        for (var rule : List.of(Rule.R3, Rule.R4, Rule.R5, Rule.R6, Rule.R7, Rule.R8, Rule.R11, Rule.R12)) {
            unchecked.put(rule, reason);
        }
        if (language.isEmpty()) {
            unchecked.put(Rule.R1, reason);
        }
    }

    private void headline() {
        if (laws.contains(Jurisdiction.EU)) {
            language.ifPresent(this::headline);
        }
        boolean english =
                language.filter(tag -> Vocabulary.base(tag).equals("en")).isPresent();
        if (laws.contains(Jurisdiction.US) && english && !says(Topic.RECALL)) {
            found.add(Rule.R1.blocks(
                    TEXT,
                    "the word \"recall\" is nowhere in the text",
                    Source.us("(a)") + ": the word \"recall\" in heading and text",
                    "Use it in the heading and in the text."));
        }
    }

    private void headline(String tag) {
        var headline = LegalHeadline.of(tag);
        if (headline.isEmpty()) {
            found.add(CoverageRules.unknownHeadline(TEXT, tag));
        }
        var wording = headline.orElseGet(LegalHeadline::english).wording();
        if (headline.isPresent() && lines.stream().noneMatch(line -> isHeadline(line.words(), wording))) {
            found.add(Rule.R1.blocks(
                    TEXT,
                    "no line consists of the words \"" + wording + "\"",
                    Source.eu36("(a)") + ": a headline consisting of these words",
                    "Put \"" + wording + "\" above the text, on a line of its own."));
        }
    }

    private static boolean isHeadline(String line, String wording) {
        return line.length() < 4 * wording.length()
                && EDGES.matcher(line).replaceAll("").replaceAll("\\s+", " ").equalsIgnoreCase(wording);
    }

    private void links() {
        lines.forEach(line -> found.addAll(Tone.ofAnyLanguage(line)));
        plain.links().forEach(link -> Tone.tracking("link", link).ifPresent(found::add));
    }

    private void tone(Vocabulary vocabulary) {
        var whole = new Passage(Passage.Part.OTHER, this::place, plain.text());
        laws.forEach(law -> found.addAll(Tone.of(law, vocabulary, whole)));
        for (var line : lines) {
            if (vocabulary.says(Topic.HARM, line.words())) {
                vocabulary.find(Topic.SOFT_HAZARD, line.words()).forEach(match -> softHazard(line, match));
            }
        }
        if (!says(Topic.HARM)) {
            found.add(Rule.R5.notes(
                    TEXT,
                    "no word was found that tells what can happen",
                    Source.eu36("(c)") + "; " + Source.us("(f)"),
                    "Say what can happen and to whom."));
        }
    }

    private void softHazard(Passage line, Vocabulary.Match match) {
        found.add(Rule.R5.notes(
                line.places().apply(match.start()),
                "\"" + match.words() + "\" beside a hazard can lower the sense of risk",
                Source.eu36("(c)") + ": nothing that may decrease the sense of risk",
                "Leave it out where it belongs to the hazard."));
    }

    private void subject(Vocabulary vocabulary) {
        boolean identified = lines.stream()
                .map(Passage::words)
                .anyMatch(line -> line.chars().anyMatch(Character::isDigit) && vocabulary.says(Topic.IDENTIFIER, line));
        if (!identified) {
            found.add(Rule.R3.notes(
                    TEXT,
                    "no line was found that names serial numbers, lots, models or dates",
                    Source.eu36("(b)") + "; " + Source.us("(c)"),
                    "Say as text how the units concerned are told."));
        }
        if (!says(Topic.SOLD)) {
            found.add(Rule.R4.notes(
                    TEXT,
                    "nothing was found of when, where and by whom it was sold",
                    Source.eu36("(b)") + "; " + Source.us("(i) and (k)"),
                    "Say it, or that it is not available."));
        }
    }

    private void stopUse(Vocabulary vocabulary) {
        if (!vocabulary.says(Topic.STOP_USE, plain.text())) {
            found.add(Rule.R7.blocks(
                    TEXT,
                    "nothing tells to stop using the product",
                    Source.eu36("(d)") + ": an instruction to stop using it at once",
                    "Begin with it, for example: Stop using this product now."));
        }
    }

    private void remedies(Vocabulary vocabulary) {
        long kinds = List.of(Topic.REPAIR, Topic.REPLACEMENT, Topic.REFUND).stream()
                .filter(this::says)
                .count();
        var why = laws.contains(Jurisdiction.EU) ? Source.eu36("(e)") + " and Article 37(2)" : Source.us("(n)");
        if (kinds == 0) {
            found.add(Rule.R8.blocks(
                    TEXT, "neither repair nor replacement nor refund is told", why, "Say which remedies are offered."));
        } else if (kinds == 1 && laws.contains(Jurisdiction.EU)) {
            found.add(Rule.R8.notes(
                    TEXT,
                    "one remedy was found; a second, or the reason against it, was not",
                    why,
                    "Offer a choice of two, unless a second would be impossible or out of proportion."));
        }
        for (var match : vocabulary.find(Topic.COSTS, plain.text())) {
            found.add(Rule.R8.blocks(
                    place(match.start()),
                    "\"" + match.words() + "\" makes the owner pay",
                    why + "; cost-free by Article 37(1)",
                    "Offer it free of charge, return and shipping included."));
        }
    }

    private void contact() {
        boolean reached =
                !plain.links().isEmpty() || lines.stream().map(Passage::words).anyMatch(this::reaches);
        if (!reached) {
            found.add(Rule.R9.blocks(
                    TEXT,
                    "there is neither a number that is said to be free nor the address of a service",
                    Source.eu36("(f)") + "; " + Source.us("(n)"),
                    "Give a free number and say that it is free, or the address (https://...) of a service."));
        }
    }

    private boolean reaches(String line) {
        return !Links.in(line).isEmpty()
                || ContactRules.isFree(line, words.stream().toList())
                || (!laws.contains(Jurisdiction.EU) && !Telephone.in(line).isEmpty());
    }

    private void share(Vocabulary vocabulary) {
        if (laws.contains(Jurisdiction.EU) && !vocabulary.says(Topic.SHARE, plain.text())) {
            found.add(Rule.R11.notes(
                    TEXT,
                    "nothing was found that asks to pass the notice on",
                    Source.eu36("(g)") + ": if appropriate",
                    "Say it, for example: tell everybody who may have this product."));
        }
    }

    /** The lists of words for this are English. */
    private void report(Vocabulary vocabulary) {
        if (!laws.contains(Jurisdiction.US)) {
            return;
        }
        if (!vocabulary.language().equals("en")) {
            unchecked.put(Rule.R6, "the contents that 16 CFR 1115.27 wants are only known here in English words");
            return;
        }
        if (!says(Topic.INCIDENTS)) {
            found.add(Rule.R6.blocks(
                    TEXT, "no incidents are reported", Source.us("(m)"), "Report them, or: None reported."));
        }
        if (!says(Topic.UNITS)) {
            found.add(Rule.R6.blocks(
                    TEXT, "the number of units is not told", Source.us("(e)"), "Say it: about 48,000 units."));
        }
    }

    private void languages(Set<String> countries) {
        if (countries.isEmpty() || language.isEmpty()) {
            unchecked.put(
                    Rule.R10,
                    language.isEmpty()
                            ? "the language was not recognised"
                            : "no country with affected units was named");
            return;
        }
        for (var country : new TreeSet<>(countries)) {
            var missing = new ArrayList<>(Countries.languages(country));
            missing.remove(Vocabulary.base(language.get()));
            if (Countries.languages(country).isEmpty() || !missing.isEmpty()) {
                found.add(Rule.R10.notes(
                        "countries." + country,
                        missing.isEmpty()
                                ? "the languages of " + country + " are not known here"
                                : "this text is in \"" + language.get() + "\"; " + country + " needs " + missing
                                        + " too",
                        "Regulation (EU) 2023/988, Article 36(2): in the language(s) of the Member State",
                        "See that there is a text in each of them."));
            }
        }
    }

    private void number() {
        if (!NUMBERED.matcher(plain.text()).find()) {
            found.add(Rule.R13.notes(
                    TEXT,
                    "no number was found that the notice can be named by",
                    Source.HOUSE + "a notice is found again by its number",
                    "Give it one, for example R-2026-014."));
        }
        unchecked.put(Rule.R13, "its version and its QR code cannot be told from text; its number was looked for");
    }

    private boolean says(Topic topic) {
        return words.filter(vocabulary -> vocabulary.says(topic, plain.text())).isPresent();
    }

    private String place(int index) {
        int before = Arrays.binarySearch(lineEnds, index);
        return "line " + ((before < 0 ? -before - 1 : before) + 1);
    }
}
