package org.echt.app.cli;

import java.util.LinkedHashMap;
import org.echt.core.access.Right;
import org.echt.core.scan.Life;
import org.echt.core.scan.LifeChange;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code echt item}: one physical item. */
@Command(
        name = "item",
        header = "Where an item is in its life.",
        description = "  echt item life 7Q4MXX-J2T9KD-3HV8YC stolen --why \"police report 77/26\"",
        subcommands = ItemCommands.SetLife.class)
final class ItemCommands {
    private ItemCommands() {}

    @Command(
            name = "life",
            header = "Sets where an item is in its life; every check says so from then on.",
            description = {
                "  echt item life 7Q4MXX-J2T9KD-3HV8YC stolen --why \"police report 77/26\"",
                "  echt item life 7Q4MXX-J2T9KD-3HV8YC commissioned --why \"found again\""
            })
    static final class SetLife extends Action.Change {
        @Parameters(index = "0", paramLabel = "CODE", description = "Its serial code.")
        String code = "";

        @Parameters(
                index = "1",
                paramLabel = "STATE",
                description = "commissioned, not-released, registered, stolen, destroyed, sample, expired or returned.")
        String state = "";

        @Mixin
        final Reason.Needed why = new Reason.Needed();

        SetLife(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            var act = shell.act(bench, Right.DESCRIBE_ITEMS, why.text);
            var life = life();
            var authentic = Codes.authentic(bench.catalogues().fresh(), code);
            if (why.text.isBlank()) {
                throw Complaint.usage("--why is empty", "Give the reason.");
            }
            if (!dryRun) {
                bench.scans()
                        .setLife(new LifeChange(
                                authentic.item(), life, bench.clock().instant(), act.name(), why.text));
            }
            var facts = new LinkedHashMap<String, Object>();
            facts.put("code", authentic.code().masked());
            facts.put("life", Words.lower(life));
            facts.put("by", act.name());
            facts.put("why", why.text);
            output.facts(facts);
            sayIfDry(output);
            return Exit.FINE;
        }

        private Life life() {
            for (var life : Life.values()) {
                if (Words.lower(life).equals(state)) {
                    return life;
                }
            }
            throw Complaint.usage(
                    "state \"" + state + "\" is unknown",
                    "Possible are: commissioned, not-released, registered, stolen, destroyed, sample, expired, returned");
        }
    }
}
