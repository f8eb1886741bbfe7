package org.echt.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.echt.core.access.Right;
import org.echt.core.dossier.DossierDesk;
import org.echt.core.dossier.Facts;
import org.echt.core.dossier.Question;
import org.echt.core.evidence.Profile;
import org.echt.core.gs1.Gtin;
import org.echt.core.serial.Claims;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code echt dossier make}: evidence about an item or a claimed code, as of a moment. */
@Command(
        name = "make",
        header = "Makes a dossier about a code, issued or not: logged, kept, and written as one copy.",
        description = {
            "  echt dossier make 7Q4MXX-J2T9KD-3HV8YC --why \"claim 12/26\" --profile court --out dossier.zip",
            "  echt dossier make 7Q4MXX-J2T9KD-3HV8YC --why \"claim 12/26\" --as-of 2026-11-01 --lang de --out dossier.zip",
            "  echt dossier make 7Q4MXX-J2T9KD-3HV8YC --why \"claim 12/26\" --lot 26C11 --receipt shown.json --out d.zip",
            "",
            "Copies: own (everything), court (no names of employees), other (nor the build record). Further copies of the",
            "same dossier: echt dossier copy. Looking counts as no check of the code."
        })
final class DossierMake extends Action.Change {
    @Parameters(paramLabel = "CODE", description = "What stands on the product, a link or a scan.")
    String code = "";

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "ZIP to make; never overwritten.")
    Path out = Path.of("");

    @Option(
            names = "--profile",
            paramLabel = "WHO",
            description = "For whom the copy is: own, court or other. Default: ${DEFAULT-VALUE}.")
    Profile profile = Profile.COURT;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "The moment it speaks of; a day counts from its beginning, 00:00 UTC. Default: now.")
    @Nullable
    Instant asOf;

    @Option(names = "--lang", paramLabel = "TAG", description = "Language of its pages: en or de. Default: en.")
    String language = "en";

    @Option(names = "--gtin", paramLabel = "GTIN", description = "The product that is claimed.")
    @Nullable
    Gtin gtin;

    @Option(names = "--lot", paramLabel = "L", description = "The production lot that is claimed.")
    @Nullable
    String lot;

    @Option(
            names = "--reference",
            paramLabel = "TEXT",
            description = "How the case is called. Stands in every copy: name nobody.")
    String reference = "";

    @Option(
            names = "--receipt",
            paramLabel = "FILE",
            description = "A receipt somebody shows, to be carried along; may be given again.")
    List<Path> receipts = new ArrayList<>();

    @Mixin
    final Reason.Needed why = new Reason.Needed();

    DossierMake(Shell shell) {
        super(shell);
    }

    @Override
    int run(Workbench bench, Output output) throws IOException {
        var act = shell.act(bench, Right.READ_AUDIT, why.text);
        var target = shell.path(out);
        if (Files.exists(target)) {
            throw PartFile.exists(target);
        }
        var desk = desk(bench);
        var question = question(bench);
        if (dryRun) {
            rehearsed(desk.rehearse(question, act), output);
            return Exit.FINE;
        }
        output.say("Reading the records, printing and logging; this takes some seconds.");
        var made = desk.make(question, act);
        Files.write(target, desk.copy(made.id(), profile, act).orElseThrow(), StandardOpenOption.CREATE_NEW);
        var facts = new LinkedHashMap<String, @Nullable Object>();
        facts.put("dossier", made.id());
        facts.put("copy", profile.text());
        facts.put("as_of", made.asOf().toString());
        facts.put("made", made.madeAt().toString());
        facts.put("file", out);
        output.facts(facts);
        output.say("Verify it anywhere: echt dossier verify " + Words.quoted(out.toString()) + " --log-key "
                + LogCommands.desk(bench).key().vkey());
        return Exit.FINE;
    }

    static DossierDesk desk(Workbench bench) {
        return bench.dossiers()
                .orElseThrow(
                        () -> Complaint.failure("there is no key to sign the log with", "Make one: echt key init"));
    }

    private void rehearsed(Facts facts, Output output) {
        var rows = new LinkedHashMap<String, @Nullable Object>();
        switch (facts) {
            case Facts.Issued issued -> {
                rows.put("answer", "issued");
                rows.put("product", issued.origin().product().name());
                rows.put("batch", issued.origin().committed().batch().number());
                rows.put("parts", issued.build().parts().size());
                rows.put("checks", issued.past().state().checks());
                rows.put(
                        "recalls",
                        issued.recalls().stream()
                                .filter(m -> m.concern() != null)
                                .count());
                rows.put("messages", issued.messages().size());
            }
            case Facts.NotIssued none -> {
                rows.put("answer", "not issued");
                rows.put("keys", none.statement().tried().size());
                rows.put("batches", none.statement().batches().size());
            }
        }
        rows.put("log_entries", facts.entries().size());
        output.facts(rows);
        sayIfDry(output);
    }

    private Question question(Workbench bench) throws IOException {
        var moment = asOf == null ? bench.clock().instant() : asOf;
        var shown = new ArrayList<String>();
        for (var file : receipts) {
            shown.add(receipt(file));
        }
        var read = Codes.read(code);
        return new Question(
                read.code(), new Claims(gtin, lot).or(read.claims()), moment, language, reference.strip(), shown);
    }

    private String receipt(Path file) throws IOException {
        try {
            return Files.readString(shell.path(file), StandardCharsets.UTF_8);
        } catch (NoSuchFileException _) {
            throw Complaint.failure("there is no file " + file, "Give the receipt as the customer has it.");
        }
    }
}
