package org.echt.app.cli;

import org.echt.app.answer.Receipts;
import org.echt.core.receipt.Outcome;
import org.echt.core.verify.Verdict;

/** How verdicts are worded. Thread-safe. */
public interface Answers {
    /** Version of the texts, recorded with each check. */
    String textVersion();

    /** The whole answer for people, lines ended by {@code \n}. */
    String text(Verdict verdict, String language);

    /**
     * The same answer as one JSON object on one line, as the web interface gives it, with its receipt.
     *
     * @param asked what was asked, as it came
     */
    String json(Verdict verdict, String asked, String language, Receipts.Signer signer);

    /**
     * What became of verifying a receipt, for people, lines ended by {@code \n}.
     *
     * @param code what the receipt may be about; blank for none
     */
    String verified(Outcome outcome, String code, String language);
}
