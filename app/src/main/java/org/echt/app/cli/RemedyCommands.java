package org.echt.app.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.echt.core.access.Right;
import org.echt.core.notice.RemedyKind;
import org.echt.core.recall.Remedy;
import org.echt.core.recall.RemedyDesk.Done;
import org.echt.core.recall.Revocation;
import org.echt.core.serial.AuthenticCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code echt remedy}: what was mended. */
@Command(
        name = "remedy",
        header = "Records that a recall's remedy was carried out, and corrects such records.",
        description = {
            "  echt remedy record R-2026-001 7Q4MXX-J2T9KD-3HV8YC",
            "  echt remedy import R-2026-001 mended.csv --dry-run"
        },
        subcommands = {
            RemedyCommands.RecordRemedy.class,
            RemedyImport.class,
            RemedyCommands.RevokeRemedy.class,
            RemedyCommands.ShowRemedies.class
        })
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
            var book = bench.remedies().book(recall, act);
            var when = at == null ? bench.clock().instant() : at;
            var catalogue = bench.catalogues().fresh();
            var items = new ArrayList<AuthenticCode>();
            Codes.withInput(codes, shell.terminal()).forEach(c -> items.add(Codes.authentic(catalogue, c)));
            long recorded = 0;
            for (var item : items) {
                var done = new Done(item.item(), kind, when, note);
                recorded += (dryRun ? book.wouldRecord(done) : book.record(done)) ? 1 : 0;
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

    @Command(
            name = "revoke",
            header = "Takes back a remedy that was recorded in error; needs a reason.",
            description = "  echt remedy revoke R-2026-001 7Q4MXX-J2T9KD-3HV8YC --why \"another laptop\"")
    static final class RevokeRemedy extends Action.Change {
        @Parameters(index = "0", paramLabel = "RECALL", description = "Id of the recall.")
        String recall = "";

        @Parameters(index = "1", paramLabel = "CODE", description = "Serial code.")
        String code = "";

        @Mixin
        final Reason.Needed why = new Reason.Needed();

        RevokeRemedy(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            var act = shell.act(bench, Right.RECORD_REMEDIES, why.text);
            var authentic = Codes.authentic(bench.catalogues().fresh(), code);
            var desk = bench.remedies();
            long item = authentic.item();
            var revoked = (dryRun ? desk.wouldRevoke(recall, item, act) : desk.revoke(recall, item, act))
                    .orElseThrow(() -> none(authentic));
            var facts = new LinkedHashMap<String, Object>();
            facts.put("recall", recall);
            facts.put("code", authentic.code().masked());
            facts.put("revoked", Words.lower(revoked.kind()));
            facts.put("recorded_by", revoked.by());
            output.facts(facts);
            sayIfDry(output);
            return Exit.FINE;
        }

        private Complaint none(AuthenticCode authentic) {
            return Complaint.conflict(
                    "no remedy of " + recall + " stands for " + authentic.code().masked(),
                    "See what was recorded: echt remedy show " + recall + " CODE");
        }
    }

    @Command(
            name = "show",
            header = "Shows every remedy recorded for a unit, and every correction, oldest first.",
            description = "  echt remedy show R-2026-001 7Q4MXX-J2T9KD-3HV8YC")
    static final class ShowRemedies extends Action.OnWorkbench {
        @Parameters(index = "0", paramLabel = "RECALL", description = "Id of the recall.")
        String recall = "";

        @Parameters(index = "1", paramLabel = "CODE", description = "Serial code.")
        String code = "";

        ShowRemedies(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            var authentic = Codes.authentic(bench.catalogues().fresh(), code);
            var rows = new Output.Rows("record", "at", "by", "note");
            for (var entry : bench.remedies().history(recall, authentic.item())) {
                switch (entry) {
                    case Remedy remedy ->
                        rows.add(Words.lower(remedy.kind()), remedy.at().toString(), remedy.by(), remedy.note());
                    case Revocation revocation ->
                        rows.add("revoked", revocation.at().toString(), revocation.by(), revocation.why());
                }
            }
            output.list(rows);
            return Exit.FINE;
        }
    }
}
