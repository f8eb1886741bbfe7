package org.echt.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import org.echt.core.access.Right;
import org.echt.core.attribute.Scope;
import org.echt.core.attribute.ScopeSet;
import org.echt.core.attribute.ScopeText;
import org.echt.core.recall.Content;
import org.echt.core.recall.Revision.Kind;
import org.echt.core.verify.Catalogue;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The first draft of a recall, and the draft of each later version. */
final class RecallDrafts {
    private RecallDrafts() {}

    @Command(
            name = "draft",
            header = "Opens a recall in draft; nobody outside sees it.",
            description = {
                "  echt recall draft --scope \"contains(cell where lot = K7)\" --notice examples/notice-battery.json",
                "  echt recall draft --scope \"product = laptop and lot in 26C11..26C19\" --notice n.json --dry-run",
                "  echt recall draft --scope - --notice n.json < scope.txt",
                "  echt recall draft --drill --scope \"lot = K7\" --notice n.json"
            })
    static final class Draft extends Action.Change {
        @Option(
                names = "--scope",
                required = true,
                paramLabel = "TEXT",
                description = "The rule that says which units; - for stdin.")
        String scope = "";

        @Option(names = "--notice", required = true, paramLabel = "FILE", description = "Action and texts, as JSON.")
        Path notice = Path.of("");

        @Option(
                names = "--drill",
                description =
                        "An exercise: every step is taken and timed, nothing is told outside. Its report: recall drill.")
        boolean drill;

        @Mixin
        final Reason why = new Reason();

        Draft(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) throws IOException {
            var catalogue = bench.catalogues().fresh();
            var rule = scope(shell, catalogue, scope);
            var act = dryRun ? null : shell.act(bench, Right.PREPARE_RECALLS, why.text);
            var content = NoticeFile.read(shell.path(notice), rule, PictureShelf.of(bench, act));
            if (act == null) {
                pretend(bench, catalogue, content, output);
                sayIfDry(output);
                return Exit.FINE;
            }
            var drafted = bench.recalls().draft(content, drill, act);
            var facts = RecallCommands.facts(drafted);
            facts.put("scope", ScopeText.write(content.scope()));
            output.facts(facts);
            output.say("Look at what it concerns: echt recall preview " + drafted.id());
            return Exit.FINE;
        }
    }

    /** Drafts the next version of a recall; what is not given stays as it is. */
    abstract static class Revise extends Action.Change {
        private final Kind kind;

        @Parameters(paramLabel = "ID", description = "Id of the recall.")
        String id = "";

        @Option(names = "--scope", paramLabel = "TEXT", description = "The new rule; - for stdin.")
        @Nullable
        String scope;

        @Option(names = "--notice", paramLabel = "FILE", description = "The new action and texts, as JSON.")
        @Nullable
        Path notice;

        @Mixin
        final Reason why = new Reason();

        Revise(Shell shell, Kind kind) {
            super(shell);
            this.kind = kind;
        }

        @Override
        final int run(Workbench bench, Output output) throws IOException {
            if (scope == null && notice == null) {
                throw Complaint.usage("nothing says what is to change", "Give --scope, --notice or both.");
            }
            var catalogue = bench.catalogues().fresh();
            var before = bench.recalls().find(id).latest();
            var act = dryRun ? null : shell.act(bench, Right.PREPARE_RECALLS, why.text);
            var content = content(catalogue, before.content(), PictureShelf.of(bench, act));
            if (act == null) {
                pretend(bench, catalogue, content, output);
                sayIfDry(output);
                return Exit.FINE;
            }
            var revised = bench.recalls().revise(id, before.number(), kind, content, act);
            var facts = RecallCommands.facts(revised);
            facts.put("scope", ScopeText.write(content.scope()));
            output.facts(facts);
            output.say("In force is still what was published. Look at the change: echt recall preview " + id);
            return Exit.FINE;
        }

        private Content content(Catalogue catalogue, Content before, PictureShelf shelf) throws IOException {
            var rule = scope == null ? before.scope() : scope(shell, catalogue, scope);
            return notice != null
                    ? NoticeFile.read(shell.path(notice), rule, shelf)
                    : new Content(rule, before.unknownBuild(), before.unknownReason(), before.notice());
        }
    }

    @Command(
            name = "widen",
            header = "Drafts a version that concerns more units; none may drop out.",
            description = "  echt recall widen R-2026-001 --scope \"contains(cell where lot in K7..K9)\"")
    static final class Widen extends Revise {
        Widen(Shell shell) {
            super(shell, Kind.WIDEN);
        }
    }

    @Command(
            name = "narrow",
            header = "Drafts a version that concerns fewer units; none may come in.",
            description = "  echt recall narrow R-2026-001 --scope \"contains(cell where lot = K7) and plant = 2\"")
    static final class Narrow extends Revise {
        Narrow(Shell shell) {
            super(shell, Kind.NARROW);
        }
    }

    @Command(
            name = "reword",
            header = "Drafts a version with other texts for the same units.",
            description = "  echt recall reword R-2026-001 --notice notice-2.json")
    static final class Reword extends Revise {
        Reword(Shell shell) {
            super(shell, Kind.REWORD);
        }
    }

    /** What a draft would concern, counted but not kept. */
    private static void pretend(Workbench bench, Catalogue catalogue, Content content, Output output) {
        var register = catalogue.register();
        var found = new ScopeSet(register, bench.builds(), bench.clock().instant()).find(content.scope());
        var facts = new LinkedHashMap<String, @Nullable Object>();
        facts.put("action", Words.lower(content.action()));
        facts.put("scope", ScopeText.write(content.scope()));
        facts.put("languages", RecallCommands.languages(content));
        facts.put("affected", found.yes().and(register.issued()).size());
        facts.put("unknown", found.unknown().and(register.issued()).size());
        output.facts(facts);
    }

    private static Scope scope(Shell shell, Catalogue catalogue, String text) throws IOException {
        var given = text.equals("-") ? new String(shell.terminal().in().readAllBytes(), StandardCharsets.UTF_8) : text;
        try {
            return ScopeText.read(given, Codes.inScopes(catalogue));
        } catch (IllegalArgumentException e) {
            throw Complaint.usage(String.valueOf(e.getMessage()), "Examples: echt help recall draft");
        }
    }
}
