package org.echt.app.dossier;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.echt.app.answer.Language;
import org.echt.app.dossier.DossierText.Event;
import org.echt.app.dossier.DossierText.How;
import org.echt.app.dossier.DossierText.Scope;
import org.echt.app.dossier.DossierText.Text;
import org.echt.app.dossier.DossierText.Told;
import org.echt.core.dossier.Facts.Issued;
import org.echt.core.dossier.Question;
import org.echt.core.dossier.ToldText;
import org.echt.core.notice.Jurisdiction;
import org.echt.core.notice.NoticeText;
import org.echt.core.verify.Hindsight.Meaning;
import org.echt.core.verify.Hindsight.Turn;
import org.echt.core.verify.Verdict.Answer;
import org.echt.core.verify.Verdict.Concern;
import org.echt.core.verify.Verdict.Via;
import org.jspecify.annotations.Nullable;

/** What recalls meant for an item, and what was told of them, in the words of one language. One use, one thread. */
final class RecallFacts {
    private final Question question;
    private final Issued facts;
    private final Language language;

    RecallFacts(Question question, Issued facts, Language language) {
        this.question = question;
        this.facts = facts;
        this.language = language;
    }

    DossierText.Recalls recalls() {
        return new DossierText.Recalls(
                facts.recalls().stream().map(this::recall).toList(), facts.otherRecalls());
    }

    private DossierText.Recall recall(Meaning meaning) {
        var notice = meaning.revision().content().notice();
        var concern = meaning.concern();
        var scope = scope(concern);
        return new DossierText.Recall(
                meaning.recall().id(),
                notice.text(Jurisdiction.EU, question.language()).instruction(),
                notice.speaks(Jurisdiction.EU, question.language()) ? question.language() : "en",
                scope,
                scope == Scope.IN ? meaning.since().orElseThrow() : null,
                concern == null ? "" : why(concern),
                meaning.course().stream().map(this::turn).toList(),
                facts.texts(meaning, question).stream().map(RecallFacts::text).toList(),
                told(meaning));
    }

    private static Scope scope(@Nullable Concern concern) {
        if (concern == null) {
            return Scope.OUT;
        }
        return concern.answer() == Answer.AFFECTED || concern.answer() == Answer.REMEDIED ? Scope.IN : Scope.UNKNOWN;
    }

    private String why(Concern concern) {
        var via = via(concern.via());
        var remedied = concern.remediedAt();
        return remedied == null ? via : via + " " + language.say("remedied", "time", language.time(remedied));
    }

    private String via(Via via) {
        return switch (via) {
            case Via.Item() -> language.say("via.item");
            case Via.Part(var kind, var masked, var installed) ->
                language.say("via.part", Map.of("kind", kind, "number", masked, "time", language.time(installed)));
            case Via.Lot(var lot) -> language.say("via.lot", "lot", lot);
            case Via.AllOfProduct() -> language.say("via.all");
            case Via.NoBuildRecord() -> language.say("via.unknown");
        };
    }

    private Event turn(Turn turn) {
        var answer = turn.answer();
        var said = language.say("answer", "answer", answer == null ? "NOT_CONCERNED" : answer.name());
        return new Event(turn.at(), language.say("turn", Map.of("version", turn.version(), "answer", said)));
    }

    private static Text text(ToldText told) {
        return new Text(
                told.version(),
                told.law().name(),
                told.language(),
                told.sha256(),
                "proofs/" + told.entry() + ".entry",
                lines(told.text()));
    }

    private static List<String> lines(NoticeText text) {
        var subject = text.subject();
        return Stream.of(
                        Stream.of(
                                text.instruction(),
                                subject.brand(),
                                subject.name(),
                                subject.identifiers(),
                                subject.where(),
                                subject.sold(),
                                text.hazard()),
                        text.steps().stream(),
                        Stream.of(text.untilThen()),
                        text.remedies().stream(),
                        text.contacts().stream(),
                        Stream.of(
                                text.share(),
                                text.report().units(),
                                text.report().price(),
                                text.report().incidents()))
                .flatMap(lines -> lines)
                .filter(line -> !line.isBlank())
                .toList();
    }

    /** Every check that was answered while the recall concerned the item, and every message. */
    private List<Told> told(Meaning meaning) {
        var told = new ArrayList<Told>();
        for (var scan : facts.past().checks()) {
            meaning.at(scan.at())
                    .filter(turn -> turn.answer() != null)
                    .ifPresent(turn -> told.add(new Told(
                            How.SHOWN,
                            channel(scan.channel().name()),
                            scan.language(),
                            turn.version(),
                            scan.at(),
                            "")));
        }
        for (var message : facts.messages()) {
            Instant sent = message.sentAt();
            if (message.recall().equals(meaning.recall().id())) {
                told.add(new Told(
                        How.SENT,
                        channel(message.channel().name()),
                        "",
                        message.version(),
                        sent == null ? message.at() : sent,
                        language.say("state", "state", message.state().name())));
            }
        }
        told.sort(Comparator.comparing(Told::at));
        return told;
    }

    private String channel(String channel) {
        return language.say("channel", "channel", channel);
    }
}
