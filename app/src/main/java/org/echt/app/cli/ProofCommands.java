package org.echt.app.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.echt.core.access.Act;
import org.echt.core.access.Right;
import org.echt.core.recall.Proof;
import org.echt.core.recall.ProofDesk;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code echt proof}: what customers sent to show that their unit was mended. */
@Command(
        name = "proof",
        header = "Looks at the proofs customers sent, and accepts or refuses them.",
        description = {
            "  echt proof list",
            "  echt proof picture PRF-7Q4M-9XKD --out proof.jpg",
            "  echt proof accept PRF-7Q4M-9XKD"
        },
        subcommands = {
            ProofCommands.ListWaiting.class,
            ProofCommands.Show.class,
            ProofCommands.Picture.class,
            ProofCommands.Accept.class,
            ProofCommands.Refuse.class
        })
final class ProofCommands {
    /** More than somebody looks at in a day. */
    private static final int AT_MOST = 1_000;

    private ProofCommands() {}

    private static ProofDesk desk(Workbench bench, Shell shell) {
        return new ProofDesk(bench.proofs(), bench.recallStore(), bench.clock(), shell.random());
    }

    private static String masked(Workbench bench, Proof proof) {
        return bench.catalogues().fresh().authenticator().codeOf(proof.item()).masked();
    }

    private static Map<String, @Nullable Object> facts(Workbench bench, Proof proof) {
        var facts = new LinkedHashMap<String, @Nullable Object>();
        facts.put("proof", proof.id());
        facts.put("state", Words.lower(proof.state()));
        facts.put("recall", proof.recall());
        facts.put("code", masked(bench, proof));
        facts.put("kind", Words.lower(proof.kind()));
        facts.put("day", proof.day());
        facts.put("at", proof.at());
        var decision = proof.decision();
        facts.put("decided_by", decision == null ? null : decision.by());
        facts.put("decided_at", decision == null ? null : decision.at());
        facts.put("why", decision == null ? null : decision.why());
        return facts;
    }

    @Command(
            name = "list",
            header = "Lists the proofs nobody has looked at, the oldest first.",
            description = "  echt proof list")
    static final class ListWaiting extends Action.OnWorkbench {
        ListWaiting(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            var rows = new Output.Rows("proof", "recall", "code", "kind", "day", "at");
            for (var proof : bench.proofs().waiting(AT_MOST)) {
                rows.add(
                        proof.id(),
                        proof.recall(),
                        masked(bench, proof),
                        Words.lower(proof.kind()),
                        proof.day(),
                        proof.at());
            }
            output.list(rows);
            return Exit.FINE;
        }
    }

    /** A verb on one proof. */
    abstract static class OfOne extends Action.Change {
        @Parameters(paramLabel = "ID", description = "Reference of the proof.")
        String id = "";

        OfOne(Shell shell) {
            super(shell);
        }

        abstract Proof take(ProofDesk desk, Act act);

        abstract String why();

        @Override
        final int run(Workbench bench, Output output) {
            var desk = desk(bench, shell);
            var proof = dryRun ? desk.find(id) : take(desk, shell.act(bench, Right.REVIEW_PROOFS, why()));
            output.facts(facts(bench, proof));
            sayIfDry(output);
            return Exit.FINE;
        }
    }

    @Command(name = "show", header = "Shows a proof.", description = "  echt proof show PRF-7Q4M-9XKD")
    static final class Show extends Action.OnWorkbench {
        @Parameters(paramLabel = "ID", description = "Reference of the proof.")
        String id = "";

        Show(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            output.facts(facts(bench, desk(bench, shell).find(id)));
            return Exit.FINE;
        }
    }

    @Command(
            name = "accept",
            header = "The proof shows the remedy: it is recorded, and the next check says so.",
            description = "  echt proof accept PRF-7Q4M-9XKD")
    static final class Accept extends OfOne {
        @Mixin
        final Reason why = new Reason();

        Accept(Shell shell) {
            super(shell);
        }

        @Override
        Proof take(ProofDesk desk, Act act) {
            return desk.accept(id, act);
        }

        @Override
        String why() {
            return why.text;
        }
    }

    @Command(
            name = "refuse",
            header = "The proof does not show the remedy; nothing changes for the unit. Needs a reason.",
            description = "  echt proof refuse PRF-7Q4M-9XKD --why \"shows another laptop\"")
    static final class Refuse extends OfOne {
        @Mixin
        final Reason.Needed why = new Reason.Needed();

        Refuse(Shell shell) {
            super(shell);
        }

        @Override
        Proof take(ProofDesk desk, Act act) {
            return desk.refuse(id, act);
        }

        @Override
        String why() {
            return why.text;
        }
    }

    @Command(
            name = "picture",
            header = "Writes the picture of a proof to a file.",
            description = "  echt proof picture PRF-7Q4M-9XKD --out proof.jpg")
    static final class Picture extends Action.OnWorkbench {
        @Parameters(paramLabel = "ID", description = "Reference of the proof.")
        String id = "";

        @Option(names = "--out", required = true, paramLabel = "FILE", description = "Never overwritten.")
        Path out = Path.of("");

        Picture(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) throws IOException {
            var proof = desk(bench, shell).find(id);
            var picture = bench.proofs().picture(proof.id()).orElseThrow();
            try {
                Files.write(shell.path(out), picture.bytes(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            } catch (FileAlreadyExistsException _) {
                throw PartFile.exists(out);
            }
            var facts = new LinkedHashMap<String, Object>();
            facts.put("proof", proof.id());
            facts.put("file", out);
            facts.put("type", picture.mediaType());
            facts.put("width", picture.width());
            facts.put("height", picture.height());
            output.facts(facts);
            return Exit.FINE;
        }
    }
}
