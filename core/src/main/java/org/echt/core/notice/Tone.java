package org.echt.core.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.echt.core.wording.Links;
import org.echt.core.wording.Topic;
import org.echt.core.wording.Vocabulary;

/** How a passage speaks: nothing that soothes, denies, sells or follows people around. For notices and for foreign texts. */
final class Tone {
    private static final String PLAIN_WARNING =
            Source.HOUSE + "a warning that sells or shouts is read as advertising, and not read";
    private static final String NO_TRACKING = Source.HOUSE
            + "what people do about a warning is used for nothing else (Regulation (EU) 2023/988, Article 35)";

    private Tone() {}

    /** R5, R6 and R12 on one passage, as far as words of a known language tell. */
    static List<Finding> of(Jurisdiction law, Vocabulary vocabulary, Passage passage) {
        var found = new ArrayList<Finding>();
        if (passage.part() != Passage.Part.NAME) {
            softening(law, vocabulary, passage, found);
            denial(law, vocabulary, passage, found);
            selling(vocabulary, passage, found);
        }
        return found;
    }

    /** R12 on one passage in any language. */
    static List<Finding> ofAnyLanguage(Passage passage) {
        var found = new ArrayList<Finding>();
        for (var link : Links.in(passage.words())) {
            tracking(passage.place(), link).ifPresent(found::add);
        }
        if (isShouted(passage.words())) {
            found.add(Rule.R12.notes(
                    passage.place(),
                    "more than one exclamation mark",
                    PLAIN_WARNING,
                    "End each sentence with a full stop; keep one exclamation mark at most."));
        }
        return found;
    }

    /** R12 on one address. */
    static Optional<Finding> tracking(String place, String link) {
        return Links.tracking(link)
                .map(what -> Rule.R12.blocks(
                        place,
                        "\"" + link + "\" follows people: " + what,
                        NO_TRACKING,
                        "Give the plain address of the page itself, without it."));
    }

    /** The law of the United States names no words; there a softening one is only pointed out. */
    private static void softening(Jurisdiction law, Vocabulary words, Passage passage, List<Finding> found) {
        var why = Source.by(
                law,
                Source.eu36("(c)") + ": nothing that may decrease the sense of risk",
                Source.us("(f)") + ": the hazard, clearly; the law names no words");
        for (var match : soft(words, passage)) {
            var place = passage.places().apply(match.start());
            var mend = "Leave it out. Say what can happen and to whom, without how often.";
            var what = "\"" + match.words() + "\" lowers the sense of risk";
            found.add(
                    law == Jurisdiction.EU
                            ? Rule.R5.blocks(place, what, why, mend)
                            : Rule.R5.notes(place, what, why, mend));
        }
    }

    private static List<Vocabulary.Match> soft(Vocabulary words, Passage passage) {
        var matches = new ArrayList<>(words.find(Topic.SOFTENING, passage.words()));
        if (passage.part() == Passage.Part.HAZARD) {
            for (var match : words.find(Topic.SOFT_HAZARD, passage.words())) {
                int end = match.start() + match.words().length();
                if (matches.stream()
                        .noneMatch(m -> m.start() < end
                                && match.start() < m.start() + m.words().length())) {
                    matches.add(match);
                }
            }
        }
        return matches;
    }

    /** The law of the United States asks for it. */
    private static void denial(Jurisdiction law, Vocabulary words, Passage passage, List<Finding> found) {
        if (law == Jurisdiction.US) {
            return;
        }
        for (var match : words.find(Topic.NO_INCIDENTS, passage.words())) {
            found.add(Rule.R6.blocks(
                    passage.places().apply(match.start()),
                    "\"" + match.words() + "\" says that nothing has happened yet",
                    Source.eu36("(c)") + ": not by indicating that there have been no reported accidents",
                    "Leave it out under the law of the Union. The law of the United States wants it: say it there."));
        }
    }

    private static void selling(Vocabulary words, Passage passage, List<Finding> found) {
        for (var match : words.find(Topic.SELLING, passage.words())) {
            found.add(Rule.R12.blocks(
                    passage.places().apply(match.start()),
                    "\"" + match.words() + "\" advertises",
                    PLAIN_WARNING,
                    "Leave it out. A notice says what is wrong, what to do and what is offered for it."));
        }
    }

    private static boolean isShouted(String words) {
        return words.chars().filter(c -> c == '!').count() > 1;
    }
}
