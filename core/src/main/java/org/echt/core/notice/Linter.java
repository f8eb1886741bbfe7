package org.echt.core.notice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Reads a notice as the law does. The two laws conflict, so that each text is read by its own. Words are read in the
 * languages of {@link org.echt.core.wording.Vocabulary}; a text in another language is said to be unread. It finds what
 * breaks a rule, never that a notice is lawful. Stateless, thread-safe.
 */
public final class Linter {
    static final Comparator<Finding> ORDER =
            Comparator.comparing(Finding::rule).thenComparing(Finding::place).thenComparing(Finding::what);

    /** A rule about one text. */
    private interface TextRule {
        void read(TextUnderLaw told, Consumer<Finding> found);
    }

    private static final List<TextRule> OF_EVERY_KIND = List.of(
            CoverageRules::headline,
            SubjectRules::name,
            WarningRules::tone,
            RemedyRules::untilThen,
            ContactRules::contacts);

    private static final List<TextRule> OF_SAFETY = List.of(
            SubjectRules::identifiers,
            SubjectRules::sold,
            WarningRules::hazard,
            WarningRules::report,
            WarningRules::stopUse,
            ContactRules::share);

    private static final List<TextRule> OF_RECALLS = List.of(RemedyRules::told);

    private Linter() {}

    /**
     * Everything wrong with {@code notice}, in the order of rules, then places.
     *
     * @param laws whose rules apply; texts under another law are not read
     * @param countries ISO 3166 codes of the countries with affected units; empty where they are not known
     */
    public static List<Finding> lint(Notice notice, Set<Jurisdiction> laws, Set<String> countries) {
        var found = new TreeSet<>(ORDER);
        CoverageRules.languages(notice, laws, countries, found::add);
        if (notice.kind().isAboutSafety()) {
            PictureRules.pictures(notice, laws, found::add);
        }
        if (notice.kind() == NoticeKind.RECALL) {
            RemedyRules.offered(notice, laws, found::add);
        }
        for (var told : texts(notice, laws)) {
            rules(notice.kind()).forEach(rule -> rule.read(told, found::add));
        }
        return List.copyOf(found);
    }

    /** The same for a notice that is not, or not yet, in the care of a recall desk: with what could not be read. */
    public static Review review(Notice notice, Set<Jurisdiction> laws, Set<String> countries) {
        var unchecked = new EnumMap<Rule, String>(Rule.class);
        if (countries.isEmpty()) {
            unchecked.put(Rule.R10, "no country with affected units was named");
        }
        unchecked.put(Rule.R13, "the pages give every notice its number, version, address to check and QR code");
        unchecked.put(Rule.R14, "a text does not tell who wrote and who approved it");
        return new Review(lint(notice, laws, countries), new TreeMap<>(unchecked));
    }

    private static List<TextRule> rules(NoticeKind kind) {
        var rules = new ArrayList<>(OF_EVERY_KIND);
        if (kind.isAboutSafety()) {
            rules.addAll(OF_SAFETY);
        }
        if (kind == NoticeKind.RECALL) {
            rules.addAll(OF_RECALLS);
        }
        return rules;
    }

    private static List<TextUnderLaw> texts(Notice notice, Set<Jurisdiction> laws) {
        var texts = new ArrayList<TextUnderLaw>();
        for (var law : new TreeSet<>(laws)) {
            SortedMap<String, NoticeText> byLanguage =
                    new TreeMap<>(notice.texts().getOrDefault(law, Map.of()));
            byLanguage.forEach((language, text) -> texts.add(new TextUnderLaw(notice, law, language, text)));
        }
        return texts;
    }
}
