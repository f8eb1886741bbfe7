package org.echt.core.notice;

import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.echt.core.notice.NoticeText.Subject;
import org.echt.core.wording.Topic;

/** R3 and R4: which product, which units, and where they came from, as text. */
final class SubjectRules {
    /** Written where somebody had nothing to write. */
    private static final Set<String> FILLERS =
            Set.of("n/a", "na", "n.a.", "-", "–", "—", "?", "unknown", "none", "not known", "tbd", "tba", "x");

    private SubjectRules() {}

    /** R3, of every kind of notice. */
    static void name(TextUnderLaw told, Consumer<Finding> found) {
        var subject = told.text().subject();
        var why = Source.by(told.law(), Source.eu36("(b)") + ": name and brand of the product", Source.us("(c)"));
        missing(told, "subject.brand", subject.brand(), "no brand is named", why, found);
        missing(told, "subject.name", subject.name(), "no product is named", why, found);
    }

    /** R3: how the units concerned are told apart. */
    static void identifiers(TextUnderLaw told, Consumer<Finding> found) {
        var subject = told.text().subject();
        var why = Source.by(
                told.law(),
                Source.eu36("(b)") + ": identifiers such as batch or serial numbers, as text and not in pictures alone",
                Source.us("(c)") + ": model and serial numbers, date codes and where they stand");
        missing(
                told,
                "subject.identifiers",
                subject.identifiers(),
                "nothing says which units are concerned",
                why,
                found);
        if (isOnlyPicture(told, subject.identifiers())) {
            found.accept(Rule.R3.blocks(
                    told.place("subject.identifiers"),
                    "\"" + subject.identifiers() + "\" points to a picture instead of saying it",
                    why,
                    "Write the lots, serial numbers or dates out, ranges as \"K7 to K9\"."));
        }
        if (subject.where().isBlank()) {
            found.accept(Rule.R3.notes(
                    told.place("subject.where"),
                    "nothing says in words where on the product the identifiers are found",
                    why,
                    "Say it, for example: on the label under the battery."));
        }
    }

    private static boolean isOnlyPicture(TextUnderLaw told, String identifiers) {
        return identifiers.chars().noneMatch(Character::isDigit)
                && told.vocabulary()
                        .filter(words -> words.says(Topic.SEE_PICTURE, identifiers))
                        .isPresent();
    }

    /** R4: sold when, where and by whom, or that it is not available. */
    static void sold(TextUnderLaw told, Consumer<Finding> found) {
        var sold = told.text().subject().sold().strip();
        var why = Source.by(
                told.law(),
                Source.eu36("(b)") + ": when, where and by whom it was sold, if available",
                Source.us("(i)") + " and (k): significant retailers, dates of manufacture and sale");
        var mend = "Say when, where and by whom, or exactly \"" + Subject.NOT_AVAILABLE + "\" where nobody knows.";
        if (sold.equals(Subject.NOT_AVAILABLE)) {
            return;
        }
        if (sold.isEmpty()) {
            found.accept(Rule.R4.blocks(
                    told.place("subject.sold"), "nothing says when, where and by whom it was sold", why, mend));
        } else if (isFiller(sold)) {
            found.accept(
                    Rule.R4.blocks(told.place("subject.sold"), "\"" + sold + "\" says nothing of its sale", why, mend));
        } else if (sold.chars().noneMatch(Character::isDigit)) {
            found.accept(Rule.R4.notes(told.place("subject.sold"), "no date says when it was sold", why, mend));
        }
    }

    private static boolean isFiller(String sold) {
        var plain = sold.toLowerCase(Locale.ROOT);
        return FILLERS.contains(plain) || plain.replaceAll("[ .]+$", "").equals(Subject.NOT_AVAILABLE);
    }

    private static void missing(
            TextUnderLaw told, String field, String value, String what, String why, Consumer<Finding> found) {
        if (value.isBlank()) {
            found.accept(Rule.R3.blocks(told.place(field), what, why, "Name it as it stands on the product."));
        }
    }
}
