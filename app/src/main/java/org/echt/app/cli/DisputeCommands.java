package org.echt.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.echt.core.access.Act;
import org.echt.core.access.Right;
import org.echt.core.notice.StoredPicture;
import org.echt.core.registration.Dispute;
import org.echt.core.registration.DisputeDesk.Case;
import org.echt.core.registration.DisputeDesk.Side;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code echt dispute}: two who claim one item. */
@Command(
        name = "dispute",
        header = "Decides who owns an item that two claim, by what both sides sent.",
        description = {
            "  echt dispute list",
            "  echt dispute show DSP-7Q4M-9XKD",
            "  echt dispute evidence DSP-7Q4M-9XKD --into evidence/",
            "  echt dispute decide DSP-7Q4M-9XKD --for 12 --reason \"the receipt names the code\""
        },
        subcommands = {
            DisputeCommands.ListOpen.class,
            DisputeCommands.Show.class,
            DisputeCommands.ShowEvidence.class,
            DisputeCommands.Decide.class
        })
final class DisputeCommands {
    private DisputeCommands() {}

    private static String masked(Workbench bench, long item) {
        return bench.catalogues().fresh().authenticator().codeOf(item).masked();
    }

    private static Map<String, @Nullable Object> facts(Workbench bench, Dispute dispute) {
        var facts = new LinkedHashMap<String, @Nullable Object>();
        var decision = dispute.decision();
        facts.put("dispute", dispute.id());
        facts.put("state", decision == null ? "open" : "decided");
        facts.put("code", masked(bench, dispute.item()));
        facts.put("item", dispute.item());
        facts.put("opened_at", dispute.openedAt());
        facts.put("for", decision == null ? null : decision.winner() == 0 ? "nobody" : "claim " + decision.winner());
        facts.put("decided_by", decision == null ? null : decision.by());
        facts.put("decided_at", decision == null ? null : decision.at());
        facts.put("why", decision == null ? null : decision.why());
        return facts;
    }

    @Command(
            name = "list",
            header = "Lists the open disputes, the oldest first.",
            description = {"  echt dispute list", "  echt dispute list --after DSP-7Q4M-9XKD     the ones behind it"})
    static final class ListOpen extends Action.OnWorkbench {
        @Option(names = "--limit", paramLabel = "N", description = "At most so many. Default: ${DEFAULT-VALUE}.")
        int limit = 50;

        @Option(names = "--after", paramLabel = "ID", description = "Only those behind this one, to page on.")
        String after = "";

        ListOpen(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            int most = Paging.limit(limit);
            var act = shell.act(bench, Right.DECIDE_DISPUTES, "");
            var open = ServiceAction.desks(bench).disputes().open(act.by(), after, most);
            var rows = new Output.Rows("dispute", "code", "item", "opened_at");
            open.forEach(d -> rows.add(d.id(), masked(bench, d.item()), d.item(), d.openedAt()));
            output.list(rows);
            if (open.size() == most) {
                output.say("There may be more: add --after " + open.getLast().id());
            }
            return Exit.FINE;
        }
    }

    /** A verb on one dispute. */
    abstract static class OfOne extends Action.OnWorkbench {
        @Parameters(paramLabel = "ID", description = "Reference of the dispute.")
        String id = "";

        OfOne(Shell shell) {
            super(shell);
        }

        abstract int run(Workbench bench, Case found, Output output) throws IOException;

        @Override
        final int run(Workbench bench, Output output) throws IOException {
            var act = shell.act(bench, Right.DECIDE_DISPUTES, "");
            return run(bench, ServiceAction.desks(bench).disputes().find(id, act.by()), output);
        }
    }

    @Command(
            name = "show",
            header = "Shows a dispute and its sides: who decides needs what they show, not who they are.",
            description = {
                "  echt dispute show DSP-7Q4M-9XKD",
                "  echt dispute show DSP-7Q4M-9XKD --reveal --reason \"asked to be called back\""
            })
    static final class Show extends OfOne {
        @Option(names = "--reveal", description = "Show where both sides are reached; told to the audit log.")
        boolean reveal;

        @Mixin
        final Reason why = new Reason();

        Show(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Case found, Output output) {
            var rows = reveal
                    ? new Output.Rows("claim", "claimed_at", "proof", "state", "sent", "person", "address")
                    : new Output.Rows("claim", "claimed_at", "proof", "state", "sent", "person");
            if (reveal) {
                var act = shell.act(bench, Right.MANAGE_PERSONS, why.text);
                found.sides().forEach(side -> add(rows, side, address(bench, side, act)));
            } else {
                found.sides().forEach(side -> add(rows, side));
            }
            var facts = facts(bench, found.dispute());
            if (output.isJson()) {
                facts.put("sides", rows.objects());
                output.facts(facts);
            } else {
                output.facts(facts);
                output.line("");
                output.list(rows);
            }
            return Exit.FINE;
        }

        private static String address(Workbench bench, Side side, Act act) {
            return ServiceAction.desks(bench)
                    .persons()
                    .reveal(side.registration(), act)
                    .value();
        }

        private static void add(Output.Rows rows, Side side, Object... more) {
            var values = new ArrayList<@Nullable Object>();
            values.add(side.registration());
            values.add(side.at());
            values.add(Words.lower(side.proof()));
            values.add(Words.lower(side.state()));
            values.add(side.said().size());
            values.add(side.person());
            values.addAll(List.of(more));
            rows.add(values.toArray());
        }
    }

    @Command(
            name = "evidence",
            header = "Shows what both sides sent; pictures go into a folder.",
            description = {
                "  echt dispute evidence DSP-7Q4M-9XKD",
                "  echt dispute evidence DSP-7Q4M-9XKD --into evidence/"
            })
    static final class ShowEvidence extends OfOne {
        @Option(
                names = "--into",
                paramLabel = "DIR",
                description = "Where to write the pictures, readable by nobody else; made if it is not there.")
        @Nullable
        Path into;

        ShowEvidence(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Case found, Output output) throws IOException {
            var rows = new Output.Rows("claim", "at", "text", "picture");
            int pictures = 0;
            for (var side : found.sides()) {
                int number = 0;
                for (var said : side.said()) {
                    number++;
                    var picture = said.picture();
                    pictures += picture == null ? 0 : 1;
                    rows.add(
                            side.registration(),
                            said.at(),
                            said.statement(),
                            picture == null ? null : put(picture, side.registration() + "-" + number));
                }
            }
            output.list(rows);
            if (pictures > 0 && into == null) {
                output.say(Words.count(pictures, "picture") + ": add --into DIR to have them written there.");
            }
            return Exit.FINE;
        }

        private String put(StoredPicture picture, String name) throws IOException {
            var ending = picture.mediaType().equals("image/png") ? ".png" : ".jpg";
            var file = id + "-claim-" + name + ending;
            var folder = into;
            if (folder == null) {
                return picture.mediaType();
            }
            Files.createDirectories(shell.path(folder));
            ServiceAction.write(shell.path(folder).resolve(file), picture.bytes());
            return folder.resolve(file).toString();
        }
    }

    @Command(
            name = "decide",
            header = "Decides for one side; the other's claim ends, and both are told. Needs a reason.",
            description = {
                "  echt dispute decide DSP-7Q4M-9XKD --for 12 --reason \"the receipt names the code\"",
                "  echt dispute decide DSP-7Q4M-9XKD --for nobody --reason \"neither shows anything\" --dry-run"
            })
    static final class Decide extends Action.Change {
        @Parameters(paramLabel = "ID", description = "Reference of the dispute.")
        String id = "";

        @Option(
                names = "--for",
                required = true,
                paramLabel = "CLAIM",
                description = "Number of the claim that stands, or nobody.")
        String winner = "";

        @Mixin
        final Reason.Needed why = new Reason.Needed();

        Decide(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            var act = shell.act(bench, Right.DECIDE_DISPUTES, why.text);
            var desk = ServiceAction.desks(bench).disputes();
            long claim = claim();
            var dispute = dryRun ? desk.rehearse(id, claim, act) : desk.decide(id, claim, act);
            var facts = facts(bench, dispute);
            if (dryRun) {
                facts.put("for", claim == 0 ? "nobody" : "claim " + claim);
            }
            output.facts(facts);
            sayIfDry(output);
            return Exit.FINE;
        }

        private long claim() {
            if (winner.equals("nobody")) {
                return 0;
            }
            if (!winner.matches("[1-9][0-9]{0,17}")) {
                throw Complaint.usage(
                        "--for \"" + Masking.hint(winner) + "\" is no number of a claim, and not nobody",
                        "Show the claims: echt dispute show " + Words.quoted(id));
            }
            return Long.parseLong(winner);
        }
    }
}
