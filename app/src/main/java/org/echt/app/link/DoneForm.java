package org.echt.app.link;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.echt.core.notice.RemedyKind;

/**
 * The form by which a customer says that a unit was mended: what was typed, and what is wrong with it. Public for the
 * templates only. Immutable.
 *
 * @param recall id of the recall
 * @param code as it was typed, as it may be shown
 * @param kind name of a {@link RemedyKind}, or anything that was sent instead
 * @param day as it was typed
 * @param wrong field to the key of the text that says what is wrong with it
 * @param problem key of a text about the whole; empty for none
 */
public record DoneForm(String recall, String code, String kind, String day, Map<String, String> wrong, String problem) {
    public DoneForm {
        wrong = Map.copyOf(wrong);
    }

    static DoneForm empty(String recall, String code) {
        return new DoneForm(recall, Address.shown(code), "", "", Map.of(), "");
    }

    /** What was sent, with what can be seen to be wrong without looking anything up. */
    static DoneForm of(String recall, Map<String, String> fields, boolean hasPicture) {
        var form = new DoneForm(
                recall,
                Address.shown(fields.getOrDefault("code", "")),
                Address.shown(fields.getOrDefault("kind", "")),
                Address.shown(fields.getOrDefault("day", "")),
                Map.of(),
                "");
        var wrong = new LinkedHashMap<String, String>();
        if (form.code.isEmpty()) {
            wrong.put("code", "done.wrong.code");
        }
        if (form.parsedDay().isEmpty()) {
            wrong.put("day", "done.wrong.day");
        }
        if (!hasPicture) {
            wrong.put("proof", "done.wrong.proof");
        }
        return new DoneForm(form.recall, form.code, form.kind, form.day, wrong, "");
    }

    DoneForm wrong(String field, String text) {
        return new DoneForm(recall, code, kind, day, Map.of(field, text), "");
    }

    DoneForm problem(String text) {
        return new DoneForm(recall, code, kind, day, Map.of(), text);
    }

    public boolean isWrong() {
        return !wrong.isEmpty() || !problem.isEmpty();
    }

    public boolean isWrong(String field) {
        return wrong.containsKey(field);
    }

    /** Key of the text that says what is wrong with a field; empty for nothing. */
    public String error(String field) {
        return wrong.getOrDefault(field, "");
    }

    /** Where the form is and is sent to. */
    public String address() {
        return address(recall);
    }

    static String address(String recall) {
        return "/r/" + URLEncoder.encode(recall, StandardCharsets.UTF_8).replace("+", "%20") + "/done";
    }

    /** What was chosen; the first kind where nothing was. */
    public RemedyKind parsedKind() {
        return Stream.of(RemedyKind.values())
                .filter(k -> k.name().equals(kind))
                .findFirst()
                .orElse(RemedyKind.REPAIR);
    }

    Optional<LocalDate> parsedDay() {
        try {
            return Optional.of(LocalDate.parse(day));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
