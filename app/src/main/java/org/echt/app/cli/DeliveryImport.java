package org.echt.app.cli;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import org.echt.core.access.Act;
import org.echt.core.access.Right;
import org.echt.core.registration.DeliveryDesk.Terms;
import org.echt.core.registration.Intake.Reject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code echt delivery import}: takes in what can be taken and lists every other row with its cause. */
@Command(
        name = "import",
        header = "Takes in a CSV file of deliveries: code (or item), address, language, country. The same file again is"
                + " nothing new.",
        description = {
            "  echt delivery import sold.csv --seller \"Radhaus Jena\" --keep 3650 --dry-run",
            "  echt delivery import sold.csv --seller \"Radhaus Jena\" --keep 3650 --language de --rejects rejects.csv"
        })
final class DeliveryImport extends Action.Change {
    private static final int SHOWN = 20;

    @Parameters(paramLabel = "FILE.csv", description = "With a header; any separator.")
    Path file = Path.of("");

    @Option(
            names = "--seller",
            required = true,
            paramLabel = "NAME",
            description = "Who delivered; buyers are told it.")
    String seller = "";

    @Option(
            names = "--keep",
            required = true,
            paramLabel = "DAYS",
            description = "How long these buyers are told of recalls, from the first import of the file on.")
    long days;

    @Option(names = "--language", paramLabel = "TAG", description = "Language of rows that name none.")
    String language = "";

    @Mixin
    final Rejects rejects = new Rejects();

    @Option(
            names = "--encoding",
            paramLabel = "E",
            description = "Encoding of the file, for example windows-1252; UTF-8 otherwise.")
    @Nullable
    Charset encoding;

    @Mixin
    final Reason why = new Reason();

    DeliveryImport(Shell shell) {
        super(shell);
    }

    @Override
    int run(Workbench bench, Output output) throws IOException {
        var act = shell.act(bench, Right.DELIVER, why.text);
        var desks = ServiceAction.desks(bench);
        if (!Files.isRegularFile(shell.path(file))) {
            throw new NoSuchFileException(file.toString());
        }
        rejects.refuseExisting(shell);
        var receipt = run(desks, act);
        if (receipt.outcome() == DeliveryFiles.Outcome.STOPPED) {
            output.say("Stopped. "
                    + (dryRun ? "Nothing was changed." : "What was taken in is kept; go on with:\n  " + again()));
            return Exit.PARTIAL;
        }
        list(desks, receipt, act, output);
        say(receipt, output);
        return receipt.counts().rejected() > 0 ? Exit.PARTIAL : Exit.FINE;
    }

    private DeliveryFiles.Receipt run(ServiceDesks desks, Act act) throws IOException {
        var source = shell.path(file);
        var request =
                new DeliveryFiles.Request(source, new Terms(seller, Duration.ofDays(days)), language, encoding, dryRun);
        try (var guard = shell.interrupts().guard();
                var progress = new Progress(shell, "bytes", Files.size(source), 0)) {
            return desks.files().run(request, act, done -> {
                progress.reached(done);
                return !guard.stopping();
            });
        }
    }

    private String again() {
        return "echt" + shell.repeated() + " delivery import " + Words.quoted(file.toString()) + " --seller "
                + Words.quoted(seller) + " --keep " + days
                + (language.isEmpty() ? "" : " --language " + Words.quoted(language))
                + (encoding == null ? "" : " --encoding " + encoding)
                + rejects.repeated();
    }

    private void list(ServiceDesks desks, DeliveryFiles.Receipt receipt, Act act, Output output) throws IOException {
        var intake = receipt.intake();
        rejects.list(shell, "line,column,cause", sink -> {
            if (intake == null) {
                receipt.firstRejects().forEach(reject -> add(sink, reject));
            } else {
                desks.deliveries().rejects(intake, act.by(), reject -> add(sink, reject));
            }
        });
        if (intake == null) {
            rejects.sayIfPart(
                    output, receipt.firstRejects().size(), receipt.counts().rejected());
        }
    }

    private static void add(Rejects.Sink sink, Reject reject) {
        sink.add(String.valueOf(reject.line()), reject.column(), reject.cause());
    }

    private void say(DeliveryFiles.Receipt receipt, Output output) {
        var counts = receipt.counts();
        var intake = receipt.intake();
        var facts = new LinkedHashMap<String, @Nullable Object>();
        facts.put("delivery", intake == null ? null : intake.id());
        facts.put("seller", seller);
        facts.put("file", file);
        facts.put("imported_before", receipt.outcome() == DeliveryFiles.Outcome.KNOWN_BEFORE);
        facts.put("kept_until", intake == null ? null : intake.keepUntil());
        facts.put("rows", counts.rows());
        facts.put("added", counts.added());
        facts.put("same", counts.same());
        facts.put("rejected", counts.rejected());
        var rows = new Output.Rows("line", "column", "cause");
        var shown = receipt.firstRejects().stream()
                .limit(output.isPage() ? SHOWN : Integer.MAX_VALUE)
                .toList();
        shown.forEach(r -> rows.add(r.line(), r.column(), r.cause()));
        if (output.isJson()) {
            facts.put("rejects", rows.objects());
            output.facts(facts);
        } else {
            output.facts(facts);
            if (!shown.isEmpty()) {
                output.line("");
                output.list(rows);
            }
        }
        if (shown.size() < counts.rejected() && intake != null) {
            output.say("Each row that was not taken: echt delivery rejects " + intake.id());
        }
        sayIfDry(output);
    }
}
