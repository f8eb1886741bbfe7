package org.echt.core.notice;

import java.util.Optional;
import org.echt.core.wording.Vocabulary;

/**
 * One text of a notice and the law it is read by.
 *
 * @param notice the whole
 * @param law whose rules it follows
 * @param language its tag
 * @param text the words
 */
record TextUnderLaw(Notice notice, Jurisdiction law, String language, NoticeText text) {
    /** For example {@code texts.EU.de.hazard}. */
    String place(String field) {
        return place() + "." + field;
    }

    String place() {
        return "texts." + law + "." + language;
    }

    Optional<Vocabulary> vocabulary() {
        return Vocabulary.of(language);
    }
}
