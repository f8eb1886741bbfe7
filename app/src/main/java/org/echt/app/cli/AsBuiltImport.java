package org.echt.app.cli;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.echt.core.access.Right;
import org.echt.core.asbuilt.RejectedLine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code echt asbuilt import}: takes in what can be taken and lists the rest by cause. */
@Command(
        name = "import",
        header = "Imports an as-built file; the same content again is nothing new.",
        description = {
            "  echt asbuilt import builds.csv --dry-run",
            "  echt asbuilt import builds.csv --rejects rejects.csv",
            "  echt asbuilt import alt.csv --encoding windows-1252"
        })
final class AsBuiltImport extends Action.Change {
    @Parameters(paramLabel = "FILE", description = "CSV or Catena-X.")
    Path file = Path.of("");

    @Mixin
    final Rejects rejects = new Rejects();

    @Option(
            names = "--encoding",
            paramLabel = "E",
            description = "Encoding of the file, for example windows-1252; UTF-8 otherwise.")
    @Nullable
    Charset encoding;

    AsBuiltImport(Shell shell) {
        super(shell);
    }

    @Override
    int run(Workbench bench, Output output) throws IOException {
        var by = shell.act(bench, Right.PRODUCE, "").name();
        var source = shell.path(file);
        if (!Files.isRegularFile(source)) {
            throw new NoSuchFileException(file.toString());
        }
        rejects.refuseExisting(shell);
        var receipt = run(bench, source, by);
        if (receipt.outcome() == ImportDesk.Outcome.STOPPED) {
            output.say("Stopped. "
                    + (dryRun ? "Nothing was changed." : "What was taken in is kept; go on with:\n  " + again()));
            return Exit.PARTIAL;
        }
        list(bench, receipt, output);
        say(receipt, output);
        return receipt.counts().rejected() > 0 ? Exit.PARTIAL : Exit.FINE;
    }

    private ImportDesk.Receipt run(Workbench bench, Path source, String by) throws IOException {
        try (var guard = shell.interrupts().guard();
                var progress = new Progress(shell, "bytes", Files.size(source), 0)) {
            return bench.imports().run(new ImportDesk.Request(source, dryRun, encoding, by), (doneBytes, _, _) -> {
                progress.reached(doneBytes);
                return !guard.stopping();
            });
        }
    }

    /** A dry run has no job to ask for all its rejected rows. */
    private void list(Workbench bench, ImportDesk.Receipt receipt, Output output) throws IOException {
        rejects.list(shell, "line,column,cause,detail", sink -> {
            if (dryRun) {
                receipt.firstRejects().forEach(line -> add(sink, line));
            } else {
                bench.imports().rejects(receipt.job(), line -> add(sink, line));
            }
        });
        if (dryRun) {
            rejects.sayIfPart(
                    output, receipt.firstRejects().size(), receipt.counts().rejected());
        }
    }

    private static void add(Rejects.Sink sink, RejectedLine line) {
        sink.add(String.valueOf(line.line()), line.column(), Words.lower(line.cause()), line.detail());
    }

    private String again() {
        return "echt" + shell.repeated() + " asbuilt import " + Words.quoted(file.toString())
                + (encoding == null ? "" : " --encoding " + encoding)
                + rejects.repeated();
    }

    private void say(ImportDesk.Receipt receipt, Output output) {
        var counts = receipt.counts();
        var facts = new LinkedHashMap<String, @Nullable Object>();
        facts.put("job", dryRun ? null : receipt.job());
        facts.put("file", file);
        facts.put("imported_before", receipt.outcome() == ImportDesk.Outcome.KNOWN_BEFORE);
        facts.put("rows", counts.rows());
        facts.put("added", counts.added());
        facts.put("closed", counts.closed());
        facts.put("same", counts.same());
        facts.put("rejected", counts.rejected());
        if (output.isJson()) {
            facts.put("causes", causes(receipt).objects());
            facts.put("notes", receipt.notes());
            output.facts(facts);
        } else {
            output.facts(facts);
            if (counts.rejected() > 0) {
                output.line("");
                output.list(causes(receipt));
            }
            receipt.notes().forEach(output::say);
        }
        if (counts.rejected() > 0 && rejects.file == null && !dryRun) {
            output.say("Each row that was not taken: echt asbuilt rejects " + receipt.job());
        }
        sayIfDry(output);
    }

    /** Rejected rows by cause, the most frequent first, each with its first row where that is known. */
    private static Output.Rows causes(ImportDesk.Receipt receipt) {
        var rows = new Output.Rows("cause", "count", "first_line", "example");
        receipt.rejectedBy().entrySet().stream()
                .sorted(Map.Entry.<RejectedLine.Cause, Long>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry::getKey))
                .forEach(e -> {
                    var example = receipt.firstRejects().stream()
                            .filter(l -> l.cause() == e.getKey())
                            .findFirst();
                    rows.add(
                            Words.lower(e.getKey()),
                            e.getValue(),
                            example.map(RejectedLine::line).orElse(null),
                            example.map(RejectedLine::detail).orElse(null));
                });
        return rows;
    }
}
