package org.echt.app.cli;

import java.util.LinkedHashMap;
import org.echt.app.answer.ClaimLetter;
import org.echt.core.access.Right;
import org.echt.core.gs1.Gtin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code echt claim}: what can be said to somebody who makes a claim with a code. Counts as no check. */
@Command(
        name = "claim",
        header = "Says of a code what can be said in a letter, and on what facts it rests.",
        description = {
            "  echt claim 7Q4MXX-J2T9KD-3HV8YC --lang de",
            "  echt claim 7Q4MXX-J2T9KD-3HV8YC --gtin 04012345000016 --lot 26C11 --json",
            "",
            "Answers issued, may-be-copied, not-issued, mistyped or foreign. Looking counts as no check of the code."
        })
final class ClaimCommand extends Action.OnWorkbench {
    @Parameters(paramLabel = "CODE", description = "What stands on the product, a link or a scan.")
    String code = "";

    @Option(names = "--gtin", paramLabel = "GTIN", description = "The product that is claimed.")
    @Nullable
    String gtin;

    @Option(names = "--lot", paramLabel = "L", description = "The production lot that is claimed.")
    @Nullable
    String lot;

    @Option(names = "--lang", paramLabel = "TAG", description = "Language of the letter: en or de. Default: en.")
    String language = "en";

    ClaimCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Workbench bench, Output output) {
        shell.act(bench, Right.READ, "");
        var claim = bench.claims().about(code, product(), lot);
        var letter = ClaimLetter.load();
        var tag = letter.language(language);
        if (!letter.speaks(language)) {
            output.say("There are no letters in \"" + Output.visible(language) + "\" yet; this one is in English.");
        }
        var blocks = letter.blocks(claim, tag);
        if (output.isJson()) {
            var facts = new LinkedHashMap<String, @Nullable Object>();
            facts.put("answer", claim.answer().name());
            facts.put("at", bench.clock().instant().toString());
            facts.put("language", tag);
            facts.put("blocks", blocks.stream().map(ClaimLetter.Block::object).toList());
            output.facts(facts);
            return Exit.FINE;
        }
        output.line("answer: " + Words.lower(claim.answer()));
        for (var block : blocks) {
            output.line("");
            output.line(Output.visible(block.sentence()));
            block.facts()
                    .forEach((name, value) -> output.line("    " + name + ": " + Output.visible(value.toString())));
        }
        return Exit.FINE;
    }

    private @Nullable Gtin product() {
        if (gtin == null) {
            return null;
        }
        try {
            return Gtin.of(gtin);
        } catch (IllegalArgumentException e) {
            throw Complaint.usage("--gtin: " + e.getMessage(), "Leave --gtin out when none is claimed.");
        }
    }
}
