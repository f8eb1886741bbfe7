package org.echt.app.answer;

import java.util.ArrayList;
import java.util.List;
import org.echt.app.answer.Answer.Row;
import org.echt.core.canonical.CanonicalJson;
import org.echt.core.canonical.Value;

/** The sentences of an answer with their places, as receipts attest them (spec/receipt.md, "Hashes"). Used once. */
final class Sentences {
    private final List<Value> all = new ArrayList<>();

    private Sentences() {}

    static byte[] canonical(Answer answer) {
        var sentences = new Sentences();
        sentences.head(answer);
        sentences.body(answer);
        return CanonicalJson.write(Value.array(sentences.all));
    }

    private void head(Answer answer) {
        put("badge", answer.badge());
        put("h1", answer.h1());
        put("instruction", answer.instruction());
        lines("lead", answer.lead());
        var suggestion = answer.suggestion();
        if (suggestion != null) {
            put("suggestion", suggestion.printed());
        }
    }

    private void body(Answer answer) {
        int section = 0;
        for (var s : answer.sections()) {
            var place = "section." + ++section;
            put(place, s.title());
            lines(place, s.lines());
        }
        lines("action", answer.actions().stream().map(Answer.Action::label).toList());
        int also = 0;
        for (var box : answer.also()) {
            var place = "also." + ++also;
            put(place, box.title());
            lines(place, box.lines());
            var action = box.action();
            put(place + ".action", action == null ? "" : action.label());
        }
        put("facts", answer.factsTitle());
        rows("fact", answer.facts());
        products(answer.productRecalls());
        put("limits", answer.limitsTitle());
        put("limits.text", answer.limits());
        rows("stamp", answer.stamp());
    }

    /** Without recalls neither title nor lead are shown. */
    private void products(Answer.RecallList list) {
        if (!list.recalls().isEmpty()) {
            put("products", list.title());
            put("products.lead", list.lead());
            lines("products", list.recalls().stream().map(Answer.Action::label).toList());
        }
    }

    private void rows(String place, List<Row> rows) {
        int n = 0;
        for (var row : rows) {
            put(place + "." + ++n, row.label());
            put(place + "." + n + ".value", row.value());
        }
    }

    private void lines(String place, List<String> lines) {
        int n = 0;
        for (var line : lines) {
            put(place + "." + ++n, line);
        }
    }

    private void put(String place, String sentence) {
        if (!sentence.isEmpty()) {
            all.add(Value.array(List.of(Value.text(place), Value.text(sentence))));
        }
    }
}
