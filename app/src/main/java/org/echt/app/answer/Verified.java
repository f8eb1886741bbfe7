package org.echt.app.answer;

import java.util.List;
import org.echt.app.answer.Answer.Row;

/**
 * What became of verifying a receipt, in words: on the page and in the terminal the same. Plain text. Immutable.
 *
 * @param tone never OK: a receipt that holds says nothing about the item now
 * @param rows what was answered; empty unless the receipt holds
 * @param limits what it does not prove
 */
public record Verified(Tone tone, String h1, List<String> lead, List<Row> rows, String limits) {
    private static final int WIDTH = 78;

    public Verified {
        lead = List.copyOf(lead);
        rows = List.copyOf(rows);
    }

    /** In lines for a terminal, each ended by a line feed. */
    public String text() {
        var out = new TextLines(WIDTH).line(h1, "");
        lead.forEach(line -> out.line(line, ""));
        out.gap();
        rows.forEach(row -> out.line("- " + row.label() + ": " + row.value(), "  "));
        return out.gap().line(limits, "").toString();
    }
}
