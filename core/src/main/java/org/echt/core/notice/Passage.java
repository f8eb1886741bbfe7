package org.echt.core.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A piece of a notice as a reader meets it.
 *
 * @param part what it is there for
 * @param places where the letter at an index stands, as findings name it
 * @param words what it says
 */
record Passage(Part part, IntFunction<String> places, String words) {
    /** A passage that is one place. */
    Passage(Part part, String place, String words) {
        this(part, _ -> place, words);
    }

    /** Where it begins. */
    String place() {
        return places.apply(0);
    }

    /** What a passage is there for. */
    enum Part {
        /** Brand or product name: a name may be any word. */
        NAME,
        HAZARD,
        INCIDENTS,
        OTHER
    }

    /** Everything a text says, in the order it is read, the empty parts left out. */
    static List<Passage> of(TextUnderLaw told) {
        var text = told.text();
        var subject = text.subject();
        var all = new ArrayList<Passage>();
        all.add(new Passage(Part.NAME, told.place("subject.brand"), subject.brand()));
        all.add(new Passage(Part.NAME, told.place("subject.name"), subject.name()));
        all.add(new Passage(Part.OTHER, told.place("subject.identifiers"), subject.identifiers()));
        all.add(new Passage(Part.OTHER, told.place("subject.where"), subject.where()));
        all.add(new Passage(Part.OTHER, told.place("subject.sold"), subject.sold()));
        all.add(new Passage(Part.OTHER, told.place("instruction"), text.instruction()));
        all.add(new Passage(Part.HAZARD, told.place("hazard"), text.hazard()));
        addAll(all, told, "steps", text.steps());
        all.add(new Passage(Part.OTHER, told.place("untilThen"), text.untilThen()));
        addAll(all, told, "remedies", text.remedies());
        addAll(all, told, "contacts", text.contacts());
        all.add(new Passage(Part.OTHER, told.place("share"), text.share()));
        all.add(new Passage(
                Part.OTHER, told.place("report.units"), text.report().units()));
        all.add(new Passage(
                Part.OTHER, told.place("report.price"), text.report().price()));
        all.add(new Passage(
                Part.INCIDENTS, told.place("report.incidents"), text.report().incidents()));
        all.removeIf(passage -> passage.words().isBlank());
        return all;
    }

    private static void addAll(List<Passage> all, TextUnderLaw told, String field, List<String> texts) {
        for (int i = 0; i < texts.size(); i++) {
            all.add(new Passage(Part.OTHER, told.place(field + "[" + i + "]"), texts.get(i)));
        }
    }
}
