package org.echt.bench;

import java.util.List;

/**
 * One line of the table.
 *
 * @param id number of the target, for example {@code T1}; empty for a figure without one
 * @param command that measured it
 * @param work what was done
 * @param figure how fast, or how much
 * @param baseline what was done beside it, and how fast
 * @param ratio figure to baseline
 * @param target what was wanted; empty for none
 * @param met whether it was reached; without meaning where there is no target
 */
record Figure(
        String id,
        String command,
        String work,
        String figure,
        String baseline,
        String ratio,
        String target,
        boolean met) {

    /** All lines as a Markdown table. */
    static String table(List<Figure> figures) {
        var text = new StringBuilder();
        text.append("| # | command | work | figure | baseline, same run | ratio | target | |\n");
        text.append("|---|---|---|---|---|---|---|---|\n");
        figures.forEach(figure -> text.append(figure.line()));
        return text.toString();
    }

    private String line() {
        var verdict = target.isEmpty() ? "" : met ? "met" : "**missed**";
        return String.join(
                        " | ",
                        "| " + id,
                        "`bench/run " + command + "`",
                        work,
                        figure,
                        baseline,
                        ratio,
                        target,
                        verdict + " |")
                + "\n";
    }
}
