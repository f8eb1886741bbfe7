package org.echt.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import org.echt.core.evidence.DossierVerifier;
import org.echt.core.tlog.MalformedException;
import org.echt.core.tlog.VerifierKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code echt dossier}: evidence about one item or code in one file. */
@Command(
        name = "dossier",
        header = "Evidence about one item or code in one file that anybody can verify.",
        description = "  echt dossier verify dossier.zip --log-key KEY",
        subcommands = DossierCommands.Verify.class)
final class DossierCommands {
    private DossierCommands() {}

    @Command(
            name = "verify",
            header =
                    "Verifies a dossier from its bytes alone: no network, no data folder. Names each claim with pass or fail.",
            description = {
                "  echt dossier verify dossier.zip --log-key id.acme.example/log+1a2b3c4d+...",
                "  echt dossier verify dossier.zip --json     goes by the key inside, and says so"
            })
    static final class Verify extends Action {
        @Parameters(paramLabel = "FILE", description = "The dossier.")
        Path file = Path.of("");

        @Option(
                names = "--log-key",
                paramLabel = "KEY",
                description =
                        "The log's verifier key as its owner publishes it. Without it the one in the file is used.")
        @Nullable
        String key;

        Verify(Shell shell) {
            super(shell);
        }

        @Override
        int run() throws IOException {
            var output = shell.output();
            var verified = DossierVerifier.verify(Files.readAllBytes(shell.path(file)), trusted());
            var rows = new Output.Rows("holds", "claim", "detail");
            verified.claims().forEach(c -> rows.add(Words.lower(c.holds()), c.claim(), c.detail()));
            if (output.isJson()) {
                var facts = new LinkedHashMap<String, @Nullable Object>();
                facts.put("dossier", verified.id());
                facts.put("copy", verified.copy());
                facts.put("holds", verified.holds());
                facts.put("claims", rows.objects());
                output.facts(facts);
            } else {
                output.list(rows);
            }
            output.say(
                    verified.holds()
                            ? "Dossier " + verified.id() + ", copy for " + verified.copy()
                                    + ": everything it shows holds. What it does not prove stands in its VERIFY.txt."
                            : "This dossier does NOT hold: see what failed above.");
            return verified.holds() ? Exit.FINE : Exit.FAILURE;
        }

        private @Nullable VerifierKey trusted() {
            try {
                return key == null ? null : VerifierKey.parse(key);
            } catch (MalformedException e) {
                throw Complaint.usage(
                        "--log-key is no verifier key: " + e.getMessage(),
                        "It stands at /log/key of the maker's site.");
            }
        }
    }
}
