package org.echt.core.receipt;

import java.util.ArrayList;
import java.util.List;
import org.echt.core.notice.Action;
import org.echt.core.scan.ItemState.Use;
import org.echt.core.scan.Life;
import org.echt.core.tlog.MalformedException;
import org.echt.core.verify.Headline;
import org.echt.core.verify.IssueState;
import org.echt.core.verify.Verdict.Answer;
import org.echt.core.verify.Verdict.LinkCheck;

/** Reads the member {@code answer}. */
final class ToldReader {
    private ToldReader() {}

    static Told read(Fields in) throws MalformedException {
        var issue = in.choice("issue", IssueState.values());
        var headline = in.choice("headline", Headline.values());
        var told = issue == IssueState.ISSUED
                ? new Told.OfUnit(
                        headline,
                        in.choice("life", Life.values()),
                        in.choice("link", LinkCheck.values()),
                        in.choice("safety", Answer.values()),
                        in.choice("use", Use.values()),
                        concerns(in.objects("recalls")))
                : new Told.OfNone(issue, headline, mentions(in.objects("productRecalls")));
        in.done();
        return told;
    }

    private static List<Told.Concern> concerns(List<Fields> objects) throws MalformedException {
        var concerns = new ArrayList<Told.Concern>();
        for (var in : objects) {
            concerns.add(new Told.Concern(
                    in.text("recall"),
                    in.number("version"),
                    in.choice("answer", Answer.values()),
                    in.choice("action", Action.values())));
            in.done();
        }
        return concerns;
    }

    private static List<Told.Mention> mentions(List<Fields> objects) throws MalformedException {
        var mentions = new ArrayList<Told.Mention>();
        for (var in : objects) {
            mentions.add(
                    new Told.Mention(in.text("recall"), in.number("version"), in.choice("action", Action.values())));
            in.done();
        }
        return mentions;
    }
}
