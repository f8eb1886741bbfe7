package org.echt.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.echt.app.answer.DossierJson;
import org.echt.core.access.Right;
import org.echt.core.outreach.Outbox;
import org.echt.core.registration.ContactAddress;
import org.echt.core.registration.PersonDesk.Dossier;
import org.echt.core.registration.PersonDesk.Kept;
import org.echt.core.verify.Catalogue;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code echt person}: what is kept of whom, for those who ask (docs/privacy.md). */
@Command(
        name = "person",
        header = "What is kept of a person: found, exported and deleted when they ask for it.",
        description = {
            "  echt person find - --reason \"letter of 4 November\" < address.txt",
            "  echt person export name@example.org --reason \"letter of 4 November\" --out name.json",
            "  echt person delete name@example.org --reason \"letter of 4 November\" --dry-run",
            "  echt person purge --dry-run"
        },
        subcommands = {
            PersonCommands.Find.class,
            PersonCommands.Export.class,
            PersonCommands.Delete.class,
            PersonCommands.Purge.class
        })
final class PersonCommands {
    /** More than anybody ever got. */
    private static final int MOST_MESSAGES = 10_000;

    private PersonCommands() {}

    private static Complaint nobody() {
        return Complaint.failure("nothing is kept of this address", "Check its spelling, or that of another address.");
    }

    /** Everything but who they are. */
    private static Map<String, @Nullable Object> facts(Kept kept) {
        var facts = new LinkedHashMap<String, @Nullable Object>();
        var stored = kept.stored();
        facts.put("person", kept.reference());
        facts.put("reached_by", Words.lower(stored.kind()));
        facts.put("language", stored.language());
        facts.put("country", stored.country());
        facts.put("since", stored.since());
        facts.put("news_since", stored.newsAt());
        facts.put("unreachable_since", stored.unreachableSince());
        facts.put("watches", kept.watches());
        facts.put("claims", kept.claims());
        facts.put("sent", kept.sent());
        return facts;
    }

    /** Whoever has an address, and why they are looked for. */
    static final class Whom {
        @Parameters(
                paramLabel = "ADDRESS",
                description = "Mail address or telephone number; - for a line of standard input, so that it"
                        + " stands in no list of processes and no history.")
        String address = "";

        @Mixin
        final Reason.Needed why = new Reason.Needed();

        ContactAddress read(Shell shell) throws IOException {
            return ServiceAction.address(address, shell.terminal());
        }
    }

    @Command(
            name = "find",
            header = "Says what is kept of whoever has an address, in numbers. Needs a reason.",
            description = {
                "  echt person find name@example.org --reason \"call of 4 November\"",
                "  echt person find - --reason \"call of 4 November\" < address.txt"
            })
    static final class Find extends Action.OnWorkbench {
        @Mixin
        final Whom whom = new Whom();

        Find(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) throws IOException {
            var act = shell.act(bench, Right.MANAGE_PERSONS, whom.why.text);
            var address = whom.read(shell);
            var kept = ServiceAction.desks(bench).persons().find(address, act).orElseThrow(PersonCommands::nobody);
            output.facts(facts(kept));
            return Exit.FINE;
        }
    }

    @Command(
            name = "export",
            header = "Writes everything kept of a person to a file, as they get it by their own link. Needs a reason.",
            description = "  echt person export name@example.org --reason \"letter of 4 November\" --out name.json")
    static final class Export extends Action.Change {
        @Mixin
        final Whom whom = new Whom();

        @Option(
                names = "--out",
                required = true,
                paramLabel = "FILE",
                description = "Never overwritten; readable by nobody else.")
        Path out = Path.of("");

        Export(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) throws IOException {
            var act = shell.act(bench, Right.MANAGE_PERSONS, whom.why.text);
            var address = whom.read(shell);
            var desks = ServiceAction.desks(bench);
            if (dryRun) {
                output.facts(facts(desks.persons().find(address, act).orElseThrow(PersonCommands::nobody)));
                sayIfDry(output);
                return Exit.FINE;
            }
            var dossier = desks.persons().export(address, act).orElseThrow(PersonCommands::nobody);
            var bytes = written(dossier, desks, bench.catalogues().fresh());
            ServiceAction.write(shell.path(out), bytes);
            var facts = new LinkedHashMap<String, Object>();
            facts.put("file", out);
            facts.put("bytes", bytes.length);
            output.facts(facts);
            return Exit.FINE;
        }

        private static byte[] written(Dossier dossier, ServiceDesks desks, Catalogue catalogue) {
            var filter = new Outbox.Filter("", null, dossier.person().id(), Long.MAX_VALUE, MOST_MESSAGES);
            var authenticator = catalogue.authenticator();
            return DossierJson.write(
                    dossier,
                    desks.messages().find(filter),
                    item -> authenticator.batches().batchOf(item) == null
                            ? Optional.empty()
                            : Optional.of(authenticator.codeOf(item).text()));
        }
    }

    @Command(
            name = "delete",
            header = "Deletes a person: their key is destroyed, and with it everything kept of them. Needs a reason.",
            description = {
                "  echt person delete name@example.org --reason \"letter of 4 November\" --dry-run",
                "  echt person delete name@example.org --reason \"letter of 4 November\" --confirm-count 3"
            })
    static final class Delete extends Action.Change {
        @Mixin
        final Whom whom = new Whom();

        @Option(
                names = "--confirm-count",
                paramLabel = "N",
                description = "How many watches, claims and things they sent go with them.")
        @Nullable
        Long confirmed;

        Delete(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) throws IOException {
            var act = shell.act(bench, Right.MANAGE_PERSONS, whom.why.text);
            var address = whom.read(shell);
            var desk = ServiceAction.desks(bench).persons();
            var kept = desk.find(address, act).orElseThrow(PersonCommands::nobody);
            var facts = facts(kept);
            facts.put("things", kept.things());
            if (!dryRun) {
                ServiceAction.confirm(confirmed, kept.things(), "watches, claims and things sent");
                if (!desk.delete(address, act)) {
                    throw nobody();
                }
            }
            facts.put("deleted", !dryRun);
            output.facts(facts);
            sayIfDry(output);
            return Exit.FINE;
        }
    }

    @Command(
            name = "purge",
            header = "Forgets what was kept long enough, by the clocks of the configuration (retention.*).",
            description = {"  echt person purge --dry-run", "  echt person purge --reason \"before the backup\""})
    static final class Purge extends Action.Change {
        @Option(
                names = {"--reason", "--why"},
                paramLabel = "W",
                description = "Reason, for the audit.")
        String why = "kept long enough";

        Purge(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            var act = shell.act(bench, Right.MANAGE_PERSONS, why);
            var desks = ServiceAction.desks(bench);
            var purged = desks.persons().purge(desks.retention(), dryRun, act);
            var retention = desks.retention();
            var rows = new Output.Rows("purpose", "kept_days", "count");
            rows.add("unconfirmed", retention.unconfirmed().toDays(), purged.unconfirmed());
            rows.add("watches", retention.watches().toDays(), purged.watches());
            rows.add("deliveries", null, purged.deliveries());
            rows.add("ended", retention.ended().toDays(), purged.ended());
            rows.add("disputes", retention.disputes().toDays(), purged.disputes());
            rows.add("persons", null, purged.persons());
            output.list(rows);
            sayIfDry(output);
            return Exit.FINE;
        }
    }
}
