package org.echt.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import org.echt.core.access.Right;
import org.echt.core.evidence.DossierVerifier;
import org.echt.core.evidence.Profile;
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
        description = {
            "  echt dossier make 7Q4MXX-J2T9KD-3HV8YC --why \"claim 12/26\" --out dossier.zip",
            "  echt dossier verify dossier.zip --log-key KEY"
        },
        subcommands = {
            DossierMake.class,
            DossierCommands.Copy.class,
            DossierCommands.ListMade.class,
            DossierCommands.Verify.class
        })
final class DossierCommands {
    private DossierCommands() {}

    @Command(
            name = "copy",
            header = "Writes a copy of a dossier that was made, byte for byte as it was made.",
            description = "  echt dossier copy DOS-7K2Q-9XHM --profile other --out dossier.zip")
    static final class Copy extends Action.OnWorkbench {
        @Parameters(paramLabel = "ID", description = "The dossier.")
        String id = "";

        @Option(names = "--profile", paramLabel = "WHO", required = true, description = "own, court or other.")
        Profile profile = Profile.COURT;

        @Option(names = "--out", paramLabel = "FILE", required = true, description = "ZIP to make; never overwritten.")
        Path out = Path.of("");

        Copy(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) throws IOException {
            var act = shell.act(bench, Right.READ_AUDIT, "");
            var target = shell.path(out);
            if (Files.exists(target)) {
                throw PartFile.exists(target);
            }
            var copy = DossierMake.desk(bench)
                    .copy(id, profile, act)
                    .orElseThrow(() ->
                            Complaint.failure("there is no dossier \"" + id + "\"", "List them: echt dossier list"));
            Files.write(target, copy, StandardOpenOption.CREATE_NEW);
            var facts = new LinkedHashMap<String, @Nullable Object>();
            facts.put("dossier", id);
            facts.put("copy", profile.text());
            facts.put("file", out);
            output.facts(facts);
            return Exit.FINE;
        }
    }

    @Command(
            name = "list",
            header = "Lists the dossiers that were made, the newest first.",
            description = {"  echt dossier list", "  echt dossier list --before 2026-11-01 --limit 500     pages on"})
    static final class ListMade extends Action.OnWorkbench {
        @Option(names = "--before", paramLabel = "DATE", description = "Only those made before. Default: all.")
        @Nullable
        Instant before;

        @Option(names = "--limit", paramLabel = "N", description = "At most so many. Default: ${DEFAULT-VALUE}.")
        int limit = 50;

        ListMade(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            Paging.limit(limit);
            var act = shell.act(bench, Right.READ_AUDIT, "");
            var until = before == null ? bench.clock().instant().plusSeconds(1) : before;
            var found = DossierMake.desk(bench).made(until, limit, act);
            var rows = new Output.Rows("dossier", "made", "as_of", "reference");
            found.forEach(made -> rows.add(
                    made.id(), made.madeAt().toString(), made.asOf().toString(), Output.visible(made.reference())));
            output.list(rows);
            if (found.isEmpty()) {
                output.say("None yet. Make one: echt dossier make CODE --why TEXT --out FILE");
            } else if (found.size() == limit) {
                output.say("There may be more: add --before " + found.getLast().madeAt());
            }
            return Exit.FINE;
        }
    }

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
