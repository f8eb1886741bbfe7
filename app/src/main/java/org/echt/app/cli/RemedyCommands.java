package org.echt.app.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.echt.core.access.Right;
import org.echt.core.notice.RemedyKind;
import org.echt.core.recall.Remedy;
import org.echt.core.serial.AuthenticCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code echt remedy}: what was mended. */
@Command(
        name = "remedy",
        header = "Records that a recall's remedy was carried out.",
        description = "  echt remedy record R-2026-001 7Q4MXX-J2T9KD-3HV8YC",
        subcommands = RemedyCommands.RecordRemedy.class)
final class RemedyCommands {
    private RemedyCommands() {}

    @Command(
            name = "record",
            header = "Records the remedy of a unit, or of the part that was mended or replaced in it.",
            description = {
                "  echt remedy record R-2026-001 7Q4MXX-J2T9KD-3HV8YC",
                "  echt remedy record R-2026-001 --at 2026-11-04 - < mended.txt"
            })
    static final class RecordRemedy extends Action.Change {
        @Parameters(index = "0", paramLabel = "RECALL", description = "Id of the recall.")
        String recall = "";

        @Parameters(
                index = "1..*",
                arity = "1..*",
                paramLabel = "CODE",
                description = "Serial codes; - for lines of stdin.")
        List<String> codes = List.of();

        @Option(
                names = "--kind",
                paramLabel = "KIND",
                description = "repair, replacement, refund or disposal. Default: repair.")
        RemedyKind kind = RemedyKind.REPAIR;

        @Option(names = "--note", paramLabel = "TEXT", description = "Order number or proof, for the audit.")
        String note = "";

        @Option(names = "--at", paramLabel = "DATE", description = "When it was done; now otherwise.")
        @Nullable
        Instant at;

        RecordRemedy(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) throws IOException {
            var act = shell.act(bench, Right.RECORD_REMEDIES, note);
            var known = bench.recalls().find(recall);
            if (known.inForce().isEmpty()) {
                throw Complaint.conflict(
                        "recall " + recall + " was never published, so it has no remedy",
                        "Look at it: echt recall status " + recall);
            }
            var now = bench.clock().instant();
            var when = at == null ? now : at;
            if (when.isAfter(now)) {
                throw Complaint.usage("--at " + when + " is in the future", "Give the day on which it was done.");
            }
            var catalogue = bench.catalogues().fresh();
            var items = new ArrayList<AuthenticCode>();
            Codes.withInput(codes, shell.terminal()).forEach(c -> items.add(Codes.authentic(catalogue, c)));
            long recorded = 0;
            for (var item : items) {
                recorded += dryRun
                                || bench.recallStore()
                                        .record(new Remedy(recall, item.item(), kind, when, act.name(), note))
                        ? 1
                        : 0;
            }
            var facts = new LinkedHashMap<String, Object>();
            facts.put("recall", recall);
            facts.put("recorded", recorded);
            facts.put("before", items.size() - recorded);
            facts.put("at", when);
            output.facts(facts);
            sayIfDry(output);
            return Exit.FINE;
        }
    }
}
