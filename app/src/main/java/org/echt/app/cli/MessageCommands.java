package org.echt.app.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import org.echt.core.access.Act;
import org.echt.core.access.Right;
import org.echt.core.outreach.Outbox.Hold;
import org.echt.core.outreach.OutreachDesk;
import org.echt.core.outreach.OutreachDesk.Status;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code echt message}: what people are told of a recall. */
@Command(
        name = "message",
        header = "The messages of a recall: how far they are, held back, and one to try.",
        description = {
            "  echt message status R-2026-001",
            "  echt message pause R-2026-001 --reason \"the hotline is down\"",
            "  echt message resume R-2026-001",
            "  echt message test name@example.org --language de"
        },
        subcommands = {
            MessageCommands.ShowStatus.class,
            MessageCommands.Pause.class,
            MessageCommands.Resume.class,
            MessageCommands.Cancel.class,
            MessageCommands.Test.class
        })
final class MessageCommands {
    private MessageCommands() {}

    private static void say(Status status, Output output) {
        var facts = new LinkedHashMap<String, @Nullable Object>();
        facts.put("recall", status.recall());
        facts.put("version", status.version());
        facts.put("messages", OutreachDesk.described(status.hold()));
        var rows = new Output.Rows(
                "channel", "waiting", "sent", "delivered", "bounced", "failed", "cancelled", "read", "answered");
        for (var t : status.channels()) {
            rows.add(
                    Words.lower(t.channel()),
                    t.waiting(),
                    t.sent(),
                    t.delivered(),
                    t.bounced(),
                    t.failed(),
                    t.cancelled(),
                    t.read(),
                    t.answered());
        }
        if (output.isJson()) {
            facts.put("channels", rows.objects());
            output.facts(facts);
        } else {
            output.facts(facts);
            output.line("");
            output.list(rows);
        }
    }

    @Command(
            name = "status",
            header = "How far the messages of the version in force are, by channel.",
            description = {"  echt message status R-2026-001", "  echt message status R-2026-001 --json"})
    static final class ShowStatus extends Action.OnWorkbench {
        @Parameters(paramLabel = "RECALL", description = "Id of the recall.")
        String recall = "";

        ShowStatus(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            say(ServiceAction.desks(bench).messages().status(recall), output);
            return Exit.FINE;
        }
    }

    /** A verb on the messages of a recall. */
    abstract static class OfRecall extends Action.Change {
        private final Hold hold;

        @Parameters(paramLabel = "RECALL", description = "Id of the recall.")
        String recall = "";

        @Mixin
        final Reason why = new Reason();

        OfRecall(Shell shell, Hold hold) {
            super(shell);
            this.hold = hold;
        }

        @Override
        final int run(Workbench bench, Output output) {
            if (hold == Hold.CANCELLED && why.text.isBlank()) {
                throw Complaint.usage("cancelling needs a reason", "Give it: --why \"told by letter\"");
            }
            var act = shell.act(bench, Right.SEND_MESSAGES, why.text);
            var desk = ServiceAction.desks(bench).messages();
            say(dryRun ? desk.rehearse(recall, hold, act) : take(desk, act), output);
            sayIfDry(output);
            return Exit.FINE;
        }

        private Status take(OutreachDesk desk, Act act) {
            return switch (hold) {
                case PAUSED -> desk.pause(recall, act);
                case NONE -> desk.resume(recall, act);
                case CANCELLED -> desk.cancel(recall, act);
            };
        }
    }

    @Command(
            name = "pause",
            header = "Sends nothing more of the version in force until it is resumed; what is under way is finished.",
            description = "  echt message pause R-2026-001 --reason \"the hotline is down\"")
    static final class Pause extends OfRecall {
        Pause(Shell shell) {
            super(shell, Hold.PAUSED);
        }
    }

    @Command(name = "resume", header = "Sends again what was paused.", description = "  echt message resume R-2026-001")
    static final class Resume extends OfRecall {
        Resume(Shell shell) {
            super(shell, Hold.NONE);
        }
    }

    @Command(
            name = "cancel",
            header = "Cancels what waits of the version in force, and what would still come of it. Needs a reason.",
            description = {
                "  echt message cancel R-2026-001 --reason \"told by letter\" --dry-run",
                "  echt message cancel R-2026-001 --reason \"told by letter\""
            })
    static final class Cancel extends OfRecall {
        Cancel(Shell shell) {
            super(shell, Hold.CANCELLED);
        }
    }

    @Command(
            name = "test",
            header = "Sends a message that says only that it is a trial.",
            description = {
                "  echt message test name@example.org --language de",
                "  echt message test - --language de < address.txt"
            })
    static final class Test extends Action.Change {
        @Parameters(
                paramLabel = "ADDRESS",
                description = "Mail address or telephone number; - for a line of standard input.")
        String address = "";

        @Option(
                names = "--language",
                paramLabel = "TAG",
                description = "Language of the message. Default: ${DEFAULT-VALUE}.")
        String language = "en";

        Test(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) throws IOException {
            var act = shell.act(bench, Right.SEND_MESSAGES, "");
            var to = ServiceAction.address(address, shell.terminal());
            var desks = ServiceAction.desks(bench);
            var spoken = desks.languages()
                    .apply(language)
                    .orElseThrow(() -> Complaint.usage(
                            "\"" + Output.visible(language) + "\" is no language that is known here",
                            "Give a tag like en, de or pt."));
            if (!dryRun && !desks.messages().test(to, spoken, desks.watches(), act)) {
                throw Complaint.conflict("this address had too many messages today", "Try it tomorrow.");
            }
            var facts = new LinkedHashMap<String, Object>();
            facts.put("channel", Words.lower(to.kind()));
            facts.put("language", spoken);
            facts.put("waits", !dryRun);
            output.facts(facts);
            if (!desks.channels().contains(to.kind())) {
                output.say("Nothing is sent by " + Words.lower(to.kind())
                        + " as this installation is configured: it waits until that is. Keys: echt help config");
            } else if (!dryRun) {
                output.say("It goes out as soon as a server runs: echt serve");
            }
            sayIfDry(output);
            return Exit.FINE;
        }
    }
}
