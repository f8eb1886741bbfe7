package org.echt.core.notice;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.echt.core.wording.Topic;
import org.echt.core.wording.Vocabulary;

/** R1 and R10: the headline, and a text for everybody who may have a unit. */
final class CoverageRules {
    private CoverageRules() {}

    /** R1: the page shows the headline; here it is known in the language of the text, or that is said. */
    static void headline(TextUnderLaw told, Consumer<Finding> found) {
        boolean recall = told.notice().kind() == NoticeKind.RECALL;
        switch (told.law()) {
            case EU -> {
                if (recall && LegalHeadline.of(told.language()).isEmpty()) {
                    found.accept(unknownHeadline(told.place(), told.language()));
                }
            }
            case US -> {
                if (recall && isEnglish(told) && !callsItRecall(told)) {
                    found.accept(Rule.R1.blocks(
                            told.place(),
                            "the word \"recall\" is nowhere in the text",
                            Source.us("(a)") + ": the word \"recall\" in heading and text",
                            "Use it, for example in a step: Contact Acme about this recall."));
                }
            }
        }
        if (!recall && usesHeadline(told)) {
            found.accept(Rule.R1.blocks(
                    told.place("instruction"),
                    "\"" + told.text().instruction() + "\" uses the headline of a recall in a notice of kind "
                            + told.notice().kind(),
                    Source.eu36("(a)") + " and Article 35: the headline belongs to recalls",
                    "Say it in other words, or make it a RECALL."));
        }
    }

    static Finding unknownHeadline(String place, String language) {
        return Rule.R1.notes(
                place,
                "the official headline in \"" + language + "\" is not known here; the English headline stands",
                Source.eu36("(a)") + ": a headline consisting of the official words",
                "Look the wording up in the official text of the Regulation and add it to the table of headlines.");
    }

    private static boolean isEnglish(TextUnderLaw told) {
        return Vocabulary.base(told.language()).equals("en");
    }

    private static boolean callsItRecall(TextUnderLaw told) {
        return told.vocabulary()
                .filter(words -> Passage.of(told).stream().anyMatch(p -> words.says(Topic.RECALL, p.words())))
                .isPresent();
    }

    private static boolean usesHeadline(TextUnderLaw told) {
        return LegalHeadline.of(told.language())
                .filter(headline -> told.text()
                        .instruction()
                        .toLowerCase(Locale.ROOT)
                        .contains(headline.wording().toLowerCase(Locale.ROOT)))
                .isPresent();
    }

    /** R10: every law that applies has a text, and every country its languages. */
    static void languages(Notice notice, Set<Jurisdiction> laws, Set<String> countries, Consumer<Finding> found) {
        for (var law : laws) {
            if (notice.languages(law).isEmpty()) {
                found.accept(Rule.R10.blocks(
                        "texts." + law,
                        "the law of " + law + " applies, and there is no text under it",
                        "the laws conflict, so that each needs a text of its own",
                        "Add texts." + law + " with a text in each language of its countries."));
            }
        }
        new TreeSet<>(countries).forEach(country -> country(notice, laws, country, found));
    }

    private static void country(Notice notice, Set<Jurisdiction> laws, String country, Consumer<Finding> found) {
        var needed = Countries.languages(country);
        if (needed.isEmpty()) {
            found.accept(Rule.R10.notes(
                    "countries." + country,
                    "units are in " + country + ", whose languages are not known here",
                    "house rule: everybody who may have a unit is told in their language",
                    "See to its languages and its law by hand."));
            return;
        }
        var law = Countries.law(country);
        var texts = new TreeSet<String>();
        (law.isPresent() ? Set.of(law.get()) : laws).forEach(l -> texts.addAll(notice.languages(l)));
        for (var language : needed) {
            if (!covers(texts, language)) {
                found.accept(Rule.R10.blocks(
                        "texts." + law.map(Jurisdiction::name).orElse("*") + "." + language,
                        "units are in " + country + ", and there is no text in \"" + language + "\"",
                        Source.by(
                                law.orElse(Jurisdiction.EU),
                                "Regulation (EU) 2023/988, Article 36(2): in the language(s) of the Member State",
                                "16 CFR 1115.26"),
                        "Add the text in this language."));
            }
        }
    }

    static boolean covers(Collection<String> tags, String language) {
        return tags.stream().anyMatch(tag -> Vocabulary.base(tag).equals(language));
    }
}
