package org.echt.app.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.echt.core.asbuilt.RejectedLine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
    @Parameters(paramLabel = "FILE", description = "CSV, NDJSON or EPCIS.")
    Path file = Path.of("");

    @Option(
            names = "--rejects",
            paramLabel = "OUT.csv",
            description = "Where to list the rows that are not taken; never overwritten.")
    @Nullable
    Path rejects;

    @Option(
            names = "--encoding",
            paramLabel = "E",
            description = "Encoding of the file, for example windows-1252; found out otherwise.")
    @Nullable
    Charset encoding;

    AsBuiltImport(Shell shell) {
        super(shell);
    }

    /** Thrown out of the import when the process is to end; all that was reported is durable. */
    private static final class Stopped extends RuntimeException {
        Stopped() {
            super("stopped", null, false, false);
        }
    }

    @Override
    int run(Workbench bench, Output output) throws IOException {
        var source = shell.path(file);
        if (!Files.isRegularFile(source)) {
            throw new NoSuchFileException(file.toString());
        }
        var report = new Report();
        try (var list = rejects == null ? null : new RejectList(shell.path(rejects), rejects)) {
            var receipt = run(bench, source, report, list);
            if (!dryRun) {
                bench.imports().rejects(receipt.job().id(), line -> {
                    report.add(line);
                    if (list != null) {
                        list.add(line);
                    }
                });
            }
            say(receipt, report, output);
            return receipt.job().counts().rejected() > 0 ? Exit.PARTIAL : Exit.FINE;
        } catch (Stopped _) {
            output.say("Stopped. "
                    + (dryRun ? "Nothing was changed." : "What was taken in is kept; go on with:\n  " + again()));
            return Exit.PARTIAL;
        }
    }

    private ImportDesk.Receipt run(Workbench bench, Path source, Report report, @Nullable RejectList list)
            throws IOException {
        try (var guard = shell.interrupts().guard();
                var progress = new Progress(shell, "bytes", Files.size(source), 0)) {
            return bench.imports().run(new ImportDesk.Request(source, dryRun, encoding), new ImportDesk.Watcher() {
                @Override
                public void reached(long doneBytes, long bytes, long rows) {
                    progress.reached(doneBytes);
                    if (guard.stopping()) {
                        throw new Stopped();
                    }
                }

                @Override
                public void rejected(RejectedLine line) {
                    if (dryRun) {
                        report.add(line);
                        if (list != null) {
                            list.add(line);
                        }
                    }
                }
            });
        }
    }

    private String again() {
        return "echt" + shell.repeated() + " asbuilt import " + Words.quoted(file.toString())
                + (encoding == null ? "" : " --encoding " + encoding)
                + (rejects == null ? "" : " --rejects " + Words.quoted(rejects.toString()));
    }

    private void say(ImportDesk.Receipt receipt, Report report, Output output) {
        var job = receipt.job();
        var counts = job.counts();
        var facts = new LinkedHashMap<String, @Nullable Object>();
        facts.put("job", dryRun ? null : job.id());
        facts.put("file", file);
        facts.put("imported_before", receipt.before());
        facts.put("rows", counts.rows());
        facts.put("added", counts.added());
        facts.put("closed", counts.closed());
        facts.put("same", counts.same());
        facts.put("rejected", counts.rejected());
        if (output.isJson()) {
            facts.put("causes", report.rows().objects());
            output.facts(facts);
        } else {
            output.facts(facts);
            if (counts.rejected() > 0) {
                output.line("");
                output.list(report.rows());
            }
        }
        if (counts.rejected() > 0 && rejects == null && !dryRun) {
            output.say("Each row that was not taken: echt asbuilt rejects " + job.id());
        }
        sayIfDry(output);
    }

    /** Rejected rows by cause, with the first of each as an example. */
    private static final class Report {
        private final Map<RejectedLine.Cause, RejectedLine> first = new EnumMap<>(RejectedLine.Cause.class);
        private final Map<RejectedLine.Cause, Long> counts = new EnumMap<>(RejectedLine.Cause.class);

        void add(RejectedLine line) {
            first.putIfAbsent(line.cause(), line);
            counts.merge(line.cause(), 1L, Long::sum);
        }

        Output.Rows rows() {
            var rows = new Output.Rows("cause", "count", "first_line", "example");
            counts.entrySet().stream()
                    .sorted(Map.Entry.<RejectedLine.Cause, Long>comparingByValue()
                            .reversed())
                    .forEach(e -> {
                        var example = first.get(e.getKey());
                        rows.add(
                                Words.lower(e.getKey()),
                                e.getValue(),
                                example == null ? null : example.line(),
                                example == null ? null : example.detail());
                    });
            return rows;
        }
    }

    /** The rejected rows as a CSV file. */
    private static final class RejectList implements AutoCloseable {
        private final BufferedWriter out;

        RejectList(Path target, Path named) throws IOException {
            try {
                out = Files.newBufferedWriter(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            } catch (FileAlreadyExistsException _) {
                throw Complaint.conflict(named + " exists and is never overwritten", "Give another --rejects.");
            }
            out.write("line,column,cause,detail\n");
        }

        void add(RejectedLine line) {
            try {
                out.write(line.line() + "," + quoted(line.column()) + "," + Words.lower(line.cause()) + ","
                        + quoted(line.detail()) + "\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String quoted(String text) {
            return text.matches("[^,\"\\r\\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
