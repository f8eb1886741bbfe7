package org.echt.app.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.echt.core.attribute.ScopeText;
import org.echt.core.recall.Content;
import org.echt.core.recall.Recall;
import org.echt.core.recall.Revision;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code echt recall}: from a rule to a published notice, and every version after it. */
@Command(
        name = "recall",
        header = "Recalls and notices: draft, preview, submit, a second person approves; and every later version.",
        description = {
            "  echt recall lint examples/notice-battery.json",
            "  echt recall draft --scope \"contains(cell where lot = K7)\" --notice examples/notice-battery.json",
            "  echt recall preview R-2026-001",
            "  echt recall submit R-2026-001 --hash HASH",
            "  echt recall approve R-2026-001 --hash HASH --confirm-count 48210        (somebody else)",
            "  echt recall test R-2026-001 7Q4MXX-J2T9KD-3HV8YC",
            "  echt recall widen R-2026-001 --scope \"contains(cell where lot in K7..K9)\""
        },
        subcommands = {
            RecallLint.class,
            RecallDrafts.Draft.class,
            RecallPreview.class,
            RecallSteps.Submit.class,
            RecallPublish.Approve.class,
            RecallSteps.SendBack.class,
            RecallPublish.BreakGlass.class,
            RecallSteps.Countersign.class,
            RecallDrafts.Widen.class,
            RecallDrafts.Narrow.class,
            RecallDrafts.Reword.class,
            RecallSteps.Pause.class,
            RecallSteps.Resume.class,
            RecallSteps.Close.class,
            RecallSteps.Withdraw.class,
            RecallSteps.ListWaiting.class,
            RecallDrill.class,
            RecallCommands.Show.class,
            RecallCommands.Status.class,
            RecallProgress.class,
            RecallExport.class,
            RecallCommands.TestOne.class
        })
final class RecallCommands {
    private RecallCommands() {}

    @Command(name = "list", header = "Lists the recalls.", description = "  echt recall list")
    static final class Show extends Action.OnWorkbench {
        Show(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            var rows =
                    new Output.Rows("recall", "state", "version", "notice", "action", "affected", "unknown", "scope");
            for (var recall : bench.recallStore().recalls()) {
                var latest = recall.latest();
                rows.add(
                        recall.id(),
                        Words.lower(latest.state()),
                        latest.version(),
                        Words.lower(latest.content().notice().kind()),
                        Words.lower(latest.content().action()),
                        counted(latest, latest.impact().affected()),
                        counted(latest, latest.impact().unknown()),
                        ScopeText.write(latest.content().scope()));
            }
            output.list(rows);
            return Exit.FINE;
        }
    }

    @Command(
            name = "status",
            header = "Shows a recall: how far its remedy is, and every revision it ever had.",
            description = "  echt recall status R-2026-001")
    static final class Status extends Action.OnWorkbench {
        @Parameters(paramLabel = "ID", description = "Id of the recall.")
        String id = "";

        Status(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            var recall = bench.recalls().find(id);
            var facts = facts(recall);
            facts.put("scope", ScopeText.write(recall.latest().content().scope()));
            facts.put("languages", languages(recall.latest().content()));
            facts.put("drill", recall.isDrill());
            facts.put("published_alone_by", recall.aloneBy().orElse(null));
            facts.put(
                    "lapses_at",
                    recall.inForce()
                            .map(Revision::lapsesAt)
                            .map(Instant::toString)
                            .orElse(null));
            var now = bench.recalls().impact(id).summary();
            facts.put("affected_now", now.affected());
            facts.put("unknown_now", now.unknown());
            facts.put("remedied", now.remedied());
            if (output.isJson()) {
                facts.put(
                        "revisions",
                        recall.revisions().stream().map(Status::object).toList());
                output.facts(facts);
                return Exit.FINE;
            }
            output.facts(facts);
            output.line("");
            var rows = new Output.Rows("revision", "state", "version", "kind", "affected", "by", "at", "why");
            recall.revisions().forEach(r -> rows.add(object(r).values().toArray()));
            output.list(rows);
            return Exit.FINE;
        }

        private static Map<String, @Nullable Object> object(Revision revision) {
            var object = new LinkedHashMap<String, @Nullable Object>();
            object.put("revision", revision.number());
            object.put("state", Words.lower(revision.state()));
            object.put("version", revision.version());
            object.put("kind", Words.lower(revision.kind()));
            object.put("affected", counted(revision, revision.impact().affected()));
            object.put("by", revision.by());
            object.put("at", revision.at().toString());
            object.put("why", revision.why());
            return object;
        }
    }

    @Command(
            name = "test",
            header = "Tests codes against a recall's newest revision, with the reason; records nothing.",
            description = {
                "  echt recall test R-2026-001 7Q4MXX-J2T9KD-3HV8YC",
                "  echt recall test R-2026-001 - < codes.txt"
            })
    static final class TestOne extends Action.OnWorkbench {
        @Parameters(index = "0", paramLabel = "ID", description = "Id of the recall.")
        String id = "";

        @Parameters(
                index = "1",
                arity = "1..*",
                paramLabel = "CODE",
                description = "Serial codes; - for one a line on stdin.")
        List<String> codes = List.of();

        TestOne(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) throws IOException {
            var latest = bench.recalls().find(id).latest();
            var catalogue = bench.catalogues().fresh();
            var items = Codes.withInput(codes, shell.terminal()).stream()
                    .mapToLong(code -> Codes.authentic(catalogue, code).item())
                    .toArray();
            var reasons = new ScopeReasons(bench, catalogue);
            var remedied = bench.recallStore().remedied(id);
            var rows = new Output.Rows("recall", "revision", "code", "affected", "reason", "remedied");
            for (var example : reasons.test(latest.content().scope(), items)) {
                long item = example.item().item();
                rows.add(
                        id,
                        latest.number(),
                        reasons.masked(item),
                        Words.lower(example.outcome().answer()),
                        reasons.said(example),
                        remedied.contains(item));
            }
            if (items.length == 1) {
                output.facts(rows.objects().getFirst());
            } else {
                output.list(rows);
            }
            return Exit.FINE;
        }
    }

    /** Law and language of every text, for example {@code EU de}. */
    static List<String> languages(Content content) {
        var laws = new TreeMap<>(content.notice().texts()).keySet();
        return laws.stream()
                .flatMap(law -> content.notice().languages(law).stream().map(language -> law + " " + language))
                .toList();
    }

    /** What is said of a recall after every step. */
    static Map<String, @Nullable Object> facts(Recall recall) {
        var latest = recall.latest();
        var facts = new LinkedHashMap<String, @Nullable Object>();
        facts.put("recall", recall.id());
        facts.put("state", Words.lower(latest.state()));
        facts.put("version", latest.version());
        facts.put("kind", Words.lower(latest.kind()));
        facts.put("notice", Words.lower(latest.content().notice().kind()));
        facts.put("action", Words.lower(latest.content().action()));
        facts.put("affected", counted(latest, latest.impact().affected()));
        facts.put("unknown", counted(latest, latest.impact().unknown()));
        return facts;
    }

    private static @Nullable Long counted(Revision revision, long count) {
        return revision.impact().isCounted() ? count : null;
    }
}
