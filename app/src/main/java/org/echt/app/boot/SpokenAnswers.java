package org.echt.app.boot;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.echt.app.answer.AnswerText;
import org.echt.app.answer.AnswerWriter;
import org.echt.app.answer.Audience;
import org.echt.app.answer.Language;
import org.echt.app.answer.Languages;
import org.echt.app.answer.Receipts;
import org.echt.app.answer.Site;
import org.echt.app.answer.VerifiedWriter;
import org.echt.app.cli.Answers;
import org.echt.core.receipt.Outcome;
import org.echt.core.verify.Verdict;

/** How the command line says a verdict: the same words and the same JSON as the pages. */
record SpokenAnswers(Languages languages, Site site) implements Answers {
    private static final int WIDTH = 78;
    private static final SecureRandom RANDOM = new SecureRandom();

    @Override
    public String textVersion() {
        return languages.textVersion();
    }

    @Override
    public String text(Verdict verdict, String language) {
        return AnswerText.of(AnswerWriter.write(verdict, spoken(language), site), WIDTH);
    }

    @Override
    public String json(Verdict verdict, String asked, String language, Receipts.Signer signer) {
        var receipts = new Receipts(signer, RANDOM, languages.textVersion());
        return new String(
                receipts.json(verdict, asked, new Audience(spoken(language), site.law())), StandardCharsets.UTF_8);
    }

    @Override
    public String verified(Outcome outcome, String code, String language) {
        return VerifiedWriter.write(outcome, code, spoken(language), site).text();
    }

    private Language spoken(String language) {
        return languages.choose("", language);
    }
}
