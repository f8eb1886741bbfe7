package org.echt.app.cli;

import org.echt.core.verify.Verdict;

/** How verdicts are worded. Thread-safe. */
public interface Answers {
    /** Version of the texts, recorded with each check. */
    String textVersion();

    /** The whole answer for people, lines ended by {@code \n}. */
    String text(Verdict verdict, String language);

    /** The same answer as one JSON object on one line, as the web interface gives it. */
    String json(Verdict verdict, String language);
}
