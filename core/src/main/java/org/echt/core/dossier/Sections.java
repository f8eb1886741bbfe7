package org.echt.core.dossier;

import java.util.Map;
import org.echt.core.asbuilt.Installation;
import org.echt.core.canonical.ObjectBuilder;
import org.echt.core.canonical.Value;
import org.echt.core.dossier.Facts.Issued;
import org.echt.core.dossier.Facts.NotIssued;
import org.echt.core.dossier.Printer.Draft;
import org.echt.core.evidence.Dossier;
import org.echt.core.evidence.Dossier.Piece;
import org.echt.core.evidence.Section.Kind;
import org.echt.core.issuance.NonIssuance;
import org.echt.core.outreach.Message;
import org.echt.core.scan.Scan;
import org.echt.core.verify.Hindsight;
import org.echt.core.verify.Hindsight.Meaning;

/** The facts of a dossier as the content of its sections (spec/dossier.md, "Contents"). Same facts, same content. */
final class Sections {
    private static final String PROVES =
            "That we issued this code in a batch that was put into the log before its first code left, and that what is said"
                    + " here was fixed when this dossier was logged and has not been changed since.";
    private static final String PROVES_EARLY =
            "That we issued this code in a batch that was put into the log, after its codes may have left, and that what is"
                    + " said here was fixed when this dossier was logged and has not been changed since.";
    private static final String PROVES_NOT =
            "That the item somebody holds is the one the code was printed for: a code can be copied. That a record was true"
                    + " when it was made. Anything after the moment this dossier speaks of.";

    private final Draft draft;
    private final Map<String, Piece> pieces;

    Sections(Draft draft, Map<String, Piece> pieces) {
        this.draft = draft;
        this.pieces = pieces;
    }

    Value.Members of(Kind kind) {
        return switch (draft.facts()) {
            case Issued issued -> of(kind, issued);
            case NotIssued none -> of(kind, none);
        };
    }

    private Value.Members of(Kind kind, Issued facts) {
        return switch (kind) {
            case STATEMENT -> statement(facts);
            case ITEM -> item(facts);
            case ISSUANCE -> issuance(facts);
            case TRIALS -> Value.object().build();
            case BUILD -> build(facts);
            case CHECKS -> checks(facts);
            case RECALLS -> recalls(facts);
            case MESSAGES ->
                Value.object()
                        .put(
                                "messages",
                                facts.messages().stream().map(Sections::message).toList())
                        .put("files", Dossier.files(kind, pieces))
                        .build();
            case COMPARISON -> comparison(facts);
            case STAFF -> staff();
            case CUSTODY -> custody();
        };
    }

    private Value.Members of(Kind kind, NotIssued facts) {
        var statement = facts.statement();
        return switch (kind) {
            case STATEMENT ->
                Value.object()
                        .put("answer", "NOT_ISSUED")
                        .put("asOf", draft.question().asOf().toString())
                        .put("proves", NonIssuance.PROVES)
                        .put("provesNot", NonIssuance.PROVES_NOT)
                        .build();
            case ITEM ->
                claimed(Value.object().put("code", draft.question().code().text()))
                        .build();
            case ISSUANCE ->
                Value.object()
                        .put("keys", statement.tried().size())
                        .put("batches", statement.batches().size())
                        .put("checkpoint", statement.checkpoint().orElse(0))
                        .build();
            case TRIALS ->
                Value.object().put("files", Dossier.files(kind, pieces)).build();
            case CHECKS ->
                Value.object().put("files", Dossier.files(kind, pieces)).build();
            case STAFF -> staff();
            case CUSTODY -> custody();
            case BUILD, RECALLS, MESSAGES, COMPARISON -> Value.object().build();
        };
    }

    private Value.Members statement(Issued facts) {
        var concerned =
                facts.recalls().stream().filter(m -> m.concern() != null).toList();
        return Value.object()
                .put("answer", "ISSUED")
                .put("asOf", draft.question().asOf().toString())
                .put("product", facts.origin().product().name())
                .put("parts", facts.build().parts().size())
                .put("recalls", concerned.stream().map(Sections::named).toList())
                .put("proves", facts.origin().committed().early() ? PROVES_EARLY : PROVES)
                .put("provesNot", PROVES_NOT)
                .build();
    }

    private static Value named(Meaning meaning) {
        return Value.text(meaning.recall().id());
    }

    private Value.Members item(Issued facts) {
        var origin = facts.origin();
        var batch = origin.committed().batch();
        return claimed(Value.object()
                        .put("code", origin.code().code().text())
                        .put("item", String.valueOf(origin.code().item()))
                        .put("gtin", batch.gtin().digits())
                        .put("product", origin.product().name())
                        .put("brand", origin.product().brand())
                        .put("lot", batch.lot())
                        .put("maker", batch.maker())
                        .put("producedOn", batch.producedOn().toString())
                        .put("link", facts.link().name()))
                .build();
    }

    private ObjectBuilder claimed(ObjectBuilder item) {
        var gtin = draft.question().claims().gtin();
        var lot = draft.question().claims().lot();
        if (gtin != null) {
            item.put("claimedGtin", gtin.digits());
        }
        if (lot != null) {
            item.put("claimedLot", lot);
        }
        return item;
    }

    private Value.Members issuance(Issued facts) {
        var origin = facts.origin();
        return Value.object()
                .put("committedAt", origin.committed().at().toString())
                .put("early", origin.committed().early())
                .put("place", origin.place())
                .put("facts", origin.committed().facts())
                .put("index", origin.proof().index())
                .put("files", Dossier.files(Kind.ISSUANCE, pieces))
                .build();
    }

    private Value.Members build(Issued facts) {
        return Value.object()
                .put("isWhole", facts.build().isWhole())
                .put("parts", facts.build().parts().stream().map(Sections::part).toList())
                .build();
    }

    private static Value part(Facts.Part part) {
        var json = Value.object()
                .put("depth", part.depth())
                .put("name", part.name())
                .put("number", part.number())
                .put("lot", part.lot())
                .put("from", part.installation().from().toString());
        if (!part.installation().to().equals(Installation.STILL)) {
            json.put("to", part.installation().to().toString());
        }
        return json.build();
    }

    private Value.Members checks(Issued facts) {
        var state = facts.past().state();
        var json = Value.object()
                .put("count", state.checks())
                .put(
                        "checks",
                        facts.past().checks().stream().map(Sections::check).toList())
                .put(
                        "lives",
                        facts.past().lives().stream()
                                .map(t -> (Value) Value.object()
                                        .put("at", t.at().toString())
                                        .put("life", t.life().name())
                                        .build())
                                .toList())
                .put("files", Dossier.files(Kind.CHECKS, pieces));
        var first = state.firstCheckedAt();
        if (first != null) {
            json.put("first", first.toString());
        }
        return json.build();
    }

    /** Not who: what tells one visitor from another stays with us. */
    private static Value check(Scan scan) {
        return Value.object()
                .put("reference", scan.reference())
                .put("at", scan.at().toString())
                .put("issue", scan.issue())
                .put("safety", scan.safety())
                .put("dataVersion", scan.dataVersion())
                .put("textVersion", scan.textVersion())
                .put("language", scan.language())
                .put("channel", scan.channel().name())
                .build();
    }

    private Value.Members recalls(Issued facts) {
        return Value.object()
                .put("others", facts.otherRecalls())
                .put(
                        "recalls",
                        facts.recalls().stream().map(m -> recall(facts, m)).toList())
                .build();
    }

    private Value recall(Issued facts, Meaning meaning) {
        var revision = meaning.revision();
        var json = Value.object()
                .put("recall", meaning.recall().id())
                .put("version", revision.version())
                .put("state", revision.state().name())
                .put("kind", revision.content().notice().kind().name())
                .put("course", meaning.course().stream().map(Sections::turn).toList())
                .put(
                        "texts",
                        facts.texts(meaning, draft.question()).stream()
                                .map(Sections::text)
                                .toList());
        var concern = meaning.concern();
        if (concern != null) {
            json.put("answer", concern.answer().name())
                    .put("action", concern.action().name());
            var remedied = concern.remediedAt();
            if (remedied != null) {
                json.put("remediedAt", remedied.toString());
            }
        }
        return json.build();
    }

    private static Value turn(Hindsight.Turn turn) {
        var json = Value.object().put("at", turn.at().toString()).put("version", turn.version());
        var answer = turn.answer();
        return json.put("answer", answer == null ? "NOT_CONCERNED" : answer.name())
                .build();
    }

    private static Value text(ToldText told) {
        return Value.object()
                .put("entry", told.entry())
                .put("law", told.law().name())
                .put("language", told.language())
                .put("version", told.version())
                .put("text", told.text().canonical())
                .put("sha256", told.sha256())
                .build();
    }

    private static Value message(Message message) {
        var json = Value.object()
                .put("message", message.id())
                .put("occasion", message.occasion().name())
                .put("recall", message.recall())
                .put("version", message.version())
                .put("channel", message.channel().name())
                .put("state", message.state().name())
                .put("at", message.at().toString());
        var sent = message.sentAt();
        if (sent != null) {
            json.put("sentAt", sent.toString());
        }
        return json.build();
    }

    private static Value.Members comparison(Issued facts) {
        return Value.object()
                .put("use", facts.past().state().use().name())
                .put("link", facts.link().name())
                .build();
    }

    private Value.Members staff() {
        return Value.object()
                .put(
                        "done",
                        draft.facts().entries().stream()
                                .map(entry -> (Value) Value.object()
                                        .put("entry", entry.name())
                                        .put("at", entry.committed().done().at().toString())
                                        .put("by", entry.committed().done().by())
                                        .put("action", entry.committed().done().action())
                                        .put("object", entry.committed().done().object())
                                        .put("why", entry.committed().done().why())
                                        .build())
                                .toList())
                .build();
    }

    private Value.Members custody() {
        return Value.object()
                .put("readAt", draft.facts().readAt().toString())
                .put("madeAt", draft.made().madeAt().toString())
                .put("reference", draft.made().reference())
                .put("logSize", draft.checkpoint().checkpoint().size())
                .put(
                        "before",
                        draft.before().stream().map(m -> Value.text(m.id())).toList())
                .build();
    }
}
