package org.echt.app.answer;

import java.util.List;
import org.echt.app.answer.Answer.Row;

/** Lays an answer out as plain text for a terminal. Stateless, thread-safe. */
public final class AnswerText {
    /** Columns for the names of values; longer names get a line of their own. */
    private static final int LABELS = 30;

    private AnswerText() {}

    /**
     * The answer in lines of at most {@code width} columns (40 or more; longer words stand alone), each ended by a line
     * feed. Headline first; no colour, no control characters.
     */
    public static String of(Answer answer, int width) {
        var out = new TextLines(Math.max(40, width));
        headline(answer, out);
        answer.sections().forEach(section -> out.list(section.title(), section.numbered(), section.lines()));
        for (var box : answer.also()) {
            out.gap().line(mark(box.tone()) + box.title(), "  ");
            box.lines().forEach(line -> out.line("  " + line, "  "));
        }
        rows(answer.factsTitle(), answer.facts(), out);
        var recalls = answer.productRecalls();
        if (!recalls.recalls().isEmpty()) {
            out.list(
                    recalls.title(),
                    false,
                    recalls.recalls().stream().map(Answer.Action::label).toList());
            out.line(recalls.lead(), "");
        }
        out.gap().line(answer.limitsTitle() + ": " + answer.limits(), "");
        rows("", answer.stamp(), out);
        return out.toString();
    }

    private static void headline(Answer answer, TextLines out) {
        if (!answer.badge().isEmpty()) {
            out.line(mark(answer.tone()) + answer.badge(), "");
        }
        out.line(answer.h1(), "");
        out.line(answer.instruction(), "");
        answer.lead().forEach(line -> out.line(line, ""));
        var suggestion = answer.suggestion();
        if (suggestion != null) {
            out.line("  " + suggestion.printed(), "  ");
            var carets = new StringBuilder("  ");
            suggestion
                    .pieces()
                    .forEach(piece -> carets.append(
                            (piece.marked() ? "^" : " ").repeat(piece.text().length())));
            out.line(carets.toString().stripTrailing(), "");
        }
    }

    private static String mark(Tone tone) {
        return switch (tone) {
            case OK -> "[ok] ";
            case RED -> "[!!] ";
            case AMBER -> "[!] ";
            case BLUE -> "[i] ";
            case GREY -> "";
        };
    }

    private static void rows(String title, List<Row> rows, TextLines out) {
        if (rows.isEmpty()) {
            return;
        }
        out.gap().line(title, "");
        int widest = rows.stream().mapToInt(row -> row.label().length()).max().orElse(0);
        var indent = " ".repeat(Math.min(widest, LABELS) + 2);
        for (var row : rows) {
            if (row.label().length() > LABELS) {
                out.line(row.label(), "").line(indent + row.value(), indent);
            } else {
                out.line(row.label() + indent.substring(row.label().length()) + row.value(), indent);
            }
        }
    }
}
