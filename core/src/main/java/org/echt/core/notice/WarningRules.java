package org.echt.core.notice;

import java.util.ArrayList;
import java.util.function.Consumer;
import org.echt.core.wording.Topic;
import org.echt.core.wording.Vocabulary;

/** R5 to R7: what can happen, what did, and that nobody goes on using it. */
final class WarningRules {
    /** How many steps belong to the first thing a reader sees. */
    private static final int FIRST_STEPS = 2;

    private WarningRules() {}

    /** R5: there is a hazard. */
    static void hazard(TextUnderLaw told, Consumer<Finding> found) {
        if (told.text().hazard().isBlank()) {
            found.accept(Rule.R5.blocks(
                    told.place("hazard"),
                    "nothing says what can happen",
                    Source.by(told.law(), Source.eu36("(c)") + ": a clear description of the hazard", Source.us("(f)")),
                    "Say what can happen and to whom, for example: the battery can catch fire and burn people."));
        }
    }

    /** R5, R6 and R12: how every part of the text speaks. */
    static void tone(TextUnderLaw told, Consumer<Finding> found) {
        var passages = Passage.of(told);
        passages.forEach(passage -> Tone.ofAnyLanguage(passage).forEach(found));
        told.vocabulary()
                .ifPresentOrElse(
                        words -> passages.forEach(
                                passage -> Tone.of(told.law(), words, passage).forEach(found)),
                        () -> found.accept(unread(told)));
    }

    private static Finding unread(TextUnderLaw told) {
        var rule = told.notice().kind().isAboutSafety() ? Rule.R5 : Rule.R12;
        return rule.notes(
                told.place(),
                "there are no word lists for \"" + told.language() + "\" here: softening words, claims that nothing"
                        + " happened, the stop-use sentence and advertising were not looked for",
                "lists exist for " + Vocabulary.languages(),
                "Have it read by somebody who speaks it.");
    }

    /** R6: what only the law of the United States asks for. */
    static void report(TextUnderLaw told, Consumer<Finding> found) {
        if (told.law() != Jurisdiction.US) {
            return;
        }
        var report = told.text().report();
        if (report.units().isBlank()) {
            found.accept(asked(told, "units", "number of units", "(e)", "About 48,000"));
        }
        if (report.price().isBlank()) {
            found.accept(asked(told, "price", "price", "(l)", "Between $80 and $95"));
        }
        if (report.incidents().isBlank()) {
            var example = "Two reports of fires; one burn to an adult aged 34. Or: None reported";
            found.accept(asked(told, "incidents", "incidents, injuries and deaths reported", "(m)", example));
        }
        if (speaksOfHarmWithoutAge(told)) {
            found.accept(Rule.R6.notes(
                    told.place("report.incidents"),
                    "\"" + report.incidents() + "\" reports injuries or deaths without ages",
                    Source.us("(m)") + ": number and description of injuries and deaths, with ages",
                    "Add the age of each person, or that it is not known."));
        }
    }

    private static Finding asked(TextUnderLaw told, String field, String name, String point, String example) {
        return Rule.R6.blocks(
                told.place("report." + field),
                name + ": not given",
                Source.us(point) + ": " + name,
                "Write it, for example: " + example);
    }

    private static boolean speaksOfHarmWithoutAge(TextUnderLaw told) {
        var incidents = told.text().report().incidents();
        return Vocabulary.base(told.language()).equals("en")
                && told.vocabulary()
                        .filter(words -> words.says(Topic.HARM, incidents)
                                && !words.says(Topic.NO_INCIDENTS, incidents)
                                && !words.says(Topic.AGE, incidents))
                        .isPresent();
    }

    /** R7: the instruction or the first steps tell to stop using it. Not read where there are no word lists. */
    static void stopUse(TextUnderLaw told, Consumer<Finding> found) {
        var first = new ArrayList<String>();
        first.add(told.text().instruction());
        told.text().steps().stream().limit(FIRST_STEPS).forEach(first::add);
        boolean said = told.vocabulary()
                .map(words -> first.stream().anyMatch(text -> words.says(Topic.STOP_USE, text)))
                .orElse(true);
        if (said) {
            return;
        }
        var why = Source.by(
                told.law(), Source.eu36("(d)") + ": an instruction to stop using it at once", Source.us("(d) and (n)"));
        if (told.notice().action() == Action.STOP_USE) {
            found.accept(Rule.R7.blocks(
                    told.place("instruction"),
                    "neither \"" + told.text().instruction() + "\" nor the first steps tell to stop using it",
                    why,
                    "Begin with it, for example: Stop using this product now."));
        } else if (told.notice().kind() == NoticeKind.RECALL) {
            found.accept(Rule.R7.notes(
                    told.place("instruction"),
                    "nothing tells to stop using a unit that turns out to be concerned",
                    why,
                    "Say it in the first step: if its number is in the list, stop using it."));
        }
    }
}
