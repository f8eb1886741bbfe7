package org.echt.app.cli;

import java.util.ArrayList;
import java.util.List;

/** Findings as they come: for people a line each, at once, and below it what helps. */
final class Findings {
    private final Output output;
    private final List<Finding> all = new ArrayList<>();

    Findings(Output output) {
        this.output = output;
    }

    void add(Finding finding) {
        all.add(finding);
        if (output.isJson()) {
            return;
        }
        if (!output.isPage()) {
            output.row(finding.check(), Words.lower(finding.state()), finding.what(), finding.next());
            return;
        }
        output.line("%-8s %-14s %s"
                .formatted(Words.lower(finding.state()), finding.check(), Output.visible(finding.what())));
        if (!finding.next().isEmpty()) {
            output.line("%-8s %-14s -> %s".formatted("", "", Output.visible(finding.next())));
        }
    }

    /** As rows, for JSON. */
    Output.Rows rows() {
        var rows = new Output.Rows("check", "state", "what", "next");
        all.forEach(f -> rows.add(f.check(), Words.lower(f.state()), f.what(), f.next()));
        return rows;
    }

    long count(Finding.State state) {
        return all.stream().filter(f -> f.state() == state).count();
    }

    boolean isGood() {
        return count(Finding.State.WRONG) == 0;
    }
}
