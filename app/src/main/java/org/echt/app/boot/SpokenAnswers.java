package org.echt.app.boot;

import java.nio.charset.StandardCharsets;
import org.echt.app.answer.AnswerJson;
import org.echt.app.answer.AnswerText;
import org.echt.app.answer.AnswerWriter;
import org.echt.app.answer.Audience;
import org.echt.app.answer.Language;
import org.echt.app.answer.Languages;
import org.echt.app.answer.Site;
import org.echt.app.cli.Answers;
import org.echt.core.verify.Verdict;

/** How the command line says a verdict: the same words and the same JSON as the pages. */
record SpokenAnswers(Languages languages, Site site) implements Answers {
    private static final int WIDTH = 78;

    @Override
    public String textVersion() {
        return languages.textVersion();
    }

    @Override
    public String text(Verdict verdict, String language) {
        return AnswerText.of(AnswerWriter.write(verdict, spoken(language), site), WIDTH);
    }

    @Override
    public String json(Verdict verdict, String language) {
        return new String(
                AnswerJson.write(verdict, new Audience(spoken(language), site.law()), languages.textVersion()),
                StandardCharsets.UTF_8);
    }

    private Language spoken(String language) {
        return languages.choose("", language);
    }
}
