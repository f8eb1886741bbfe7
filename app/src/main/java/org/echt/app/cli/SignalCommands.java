package org.echt.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.echt.core.access.Right;
import org.echt.core.scan.CopyCase;
import org.echt.core.scan.CopyCase.Outcome;
import org.echt.core.scan.CopyCase.Suspect;
import org.echt.core.scan.Precision;
import org.echt.core.scan.SignalDesk;
import org.echt.core.verify.Catalogue;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code echt signal}: codes whose use is not that of one item. */
@Command(
        name = "signal",
        header = "Shows codes that are used unlike one item, and takes down what people found.",
        description = {
            "  echt signal list",
            "  echt signal show SIG-7Q4M-9XKD",
            "  echt signal show 7Q4MXX-J2T9KD-3HV8YC",
            "  echt signal decide SIG-7Q4M-9XKD --outcome test --why \"lies in the shop window in Jena\"",
            "  echt signal status"
        },
        subcommands = {
            SignalCommands.ListOpen.class,
            SignalCommands.Show.class,
            SignalCommands.Decide.class,
            SignalCommands.ShowStatus.class
        })
final class SignalCommands {
    /** More than somebody looks at in a day. */
    private static final int AT_MOST = 1_000;

    private SignalCommands() {}

    private static SignalDesk desk(Workbench bench) {
        return new SignalDesk(bench.signals(), bench.clock());
    }

    private static String lot(Catalogue catalogue, CopyCase one) {
        var batch = catalogue.register().batches().find(one.batch());
        return batch == null ? "" : batch.lot();
    }

    private static Object[] row(Catalogue catalogue, CopyCase one) {
        return new Object[] {
            one.id(),
            Words.lower(one.cause()),
            lot(catalogue, one),
            one.place(),
            one.items(),
            one.undecided(),
            one.openedAt()
        };
    }

    private static Output.Rows rows() {
        return new Output.Rows("case", "cause", "lot", "country", "items", "undecided", "opened_at");
    }

    @Command(
            name = "list",
            header = "Lists the cases somebody should look at, the oldest first: one for each cause, lot and country.",
            description = "  echt signal list")
    static final class ListOpen extends Action.OnWorkbench {
        ListOpen(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            var act = shell.act(bench, Right.DECIDE_SIGNALS, "");
            var rows = rows();
            var catalogue = bench.catalogues().fresh();
            desk(bench).open(AT_MOST, act.by()).forEach(one -> rows.add(row(catalogue, one)));
            output.list(rows);
            return Exit.FINE;
        }
    }

    @Command(
            name = "show",
            header = "Shows a case with what was counted of its items, or the cases a code is in.",
            description = {"  echt signal show SIG-7Q4M-9XKD", "  echt signal show 7Q4MXX-J2T9KD-3HV8YC"})
    static final class Show extends Action.OnWorkbench {
        @Parameters(paramLabel = "CASE|CODE", description = "Reference of a case, or a serial code.")
        String what = "";

        Show(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            var act = shell.act(bench, Right.DECIDE_SIGNALS, "");
            var desk = desk(bench);
            var catalogue = bench.catalogues().fresh();
            if (what.startsWith("SIG-")) {
                var one = desk.find(what, act.by());
                show(catalogue, one, desk.suspects(one, AT_MOST, act.by()), output);
            } else {
                var rows = rows();
                long item = Codes.authentic(catalogue, what).item();
                desk.casesOf(item, act.by()).forEach(one -> rows.add(row(catalogue, one)));
                output.list(rows);
            }
            return Exit.FINE;
        }

        private static void show(Catalogue catalogue, CopyCase one, List<Suspect> suspects, Output output) {
            var rows = new Output.Rows(
                    "code",
                    "level",
                    "signs",
                    "people",
                    "days",
                    "busiest",
                    "countries",
                    "homes",
                    "outside",
                    "first",
                    "last",
                    "outcome",
                    "by",
                    "why");
            suspects.forEach(s -> rows.add(columns(catalogue, s)));
            var facts = new LinkedHashMap<String, @Nullable Object>();
            facts.put("case", one.id());
            facts.put("cause", Words.lower(one.cause()));
            facts.put("lot", lot(catalogue, one));
            facts.put("country", one.place());
            facts.put("opened_at", one.openedAt());
            facts.put("items", one.items());
            facts.put("undecided", one.undecided());
            if (output.isJson()) {
                facts.put("of", rows.objects());
                output.facts(facts);
            } else {
                output.facts(facts);
                output.line("");
                output.list(rows);
                if (one.items() > AT_MOST) {
                    output.say("Only " + AT_MOST + " of its items are shown.");
                }
            }
        }

        private static @Nullable Object[] columns(Catalogue catalogue, Suspect suspect) {
            var facts = suspect.signal().facts();
            var decision = suspect.decision();
            var values = new ArrayList<@Nullable Object>();
            values.add(catalogue.authenticator().codeOf(suspect.item()).masked());
            values.add(Words.lower(suspect.signal().level()));
            values.add(suspect.signal().reasons().stream().map(Words::lower).toList());
            values.add(facts.people());
            values.add(facts.days());
            values.add(facts.busiest());
            values.add(facts.places());
            values.add(facts.homes());
            values.add(facts.outside());
            values.add(facts.first());
            values.add(facts.last());
            values.add(decision == null ? null : Words.lower(decision.outcome()));
            values.add(decision == null ? null : decision.by());
            values.add(decision == null ? null : decision.why());
            return values.toArray();
        }
    }

    @Command(
            name = "decide",
            header = "Takes down what people found about a case; only this makes checks say that there are copies.",
            description = {
                "  echt signal decide SIG-7Q4M-9XKD --outcome genuine --why \"one owner, who travels\"",
                "  echt signal decide SIG-7Q4M-9XKD --outcome copy --code 7Q4MXX-J2T9KD-3HV8YC --why \"photos of two items\"",
                "copy: every check says so. genuine: counting begins anew. test: never a sign again, as for goods on display."
            })
    static final class Decide extends Action.Change {
        @Parameters(paramLabel = "CASE", description = "Reference of the case.")
        String id = "";

        @Option(names = "--outcome", required = true, paramLabel = "O", description = "copy, genuine or test.")
        String outcome = "";

        @Option(
                names = "--code",
                paramLabel = "CODE",
                description = "Only this item of it, also one decided before; as often as needed.")
        List<String> codes = List.of();

        @Option(
                names = "--confirm-count",
                paramLabel = "N",
                description = "How many items there are copies of; needed for more than one.")
        @Nullable
        Long confirm;

        @Mixin
        final Reason.Needed why = new Reason.Needed();

        Decide(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            var act = shell.act(bench, Right.DECIDE_SIGNALS, why.text);
            var found = outcome();
            var one = desk(bench).find(id, act.by());
            var items = items(bench);
            long many = items == null ? one.undecided() : items.size();
            if (!dryRun) {
                if (found == Outcome.COPY && many > 1) {
                    confirm(many);
                }
                many = desk(bench).decide(id, items, found, act);
            }
            var facts = new LinkedHashMap<String, Object>();
            facts.put("case", id);
            facts.put("outcome", outcome);
            facts.put("items", many);
            facts.put("by", act.name());
            facts.put("why", why.text);
            output.facts(facts);
            sayIfDry(output);
            return Exit.FINE;
        }

        private void confirm(long many) {
            if (confirm == null || confirm != many) {
                throw Complaint.usage(
                        "this makes checks of " + many + " items say that there are copies",
                        "Repeat the command with --confirm-count " + many + ", or name one item: --code CODE");
            }
        }

        private Outcome outcome() {
            for (var known : Outcome.values()) {
                if (known.name().toLowerCase(Locale.ROOT).equals(outcome)) {
                    return known;
                }
            }
            throw Complaint.usage("outcome \"" + outcome + "\" is unknown", "Possible are: copy, genuine, test");
        }

        private @Nullable Set<Long> items(Workbench bench) {
            if (codes.isEmpty()) {
                return null;
            }
            var catalogue = bench.catalogues().fresh();
            var items = new TreeSet<Long>();
            codes.forEach(code -> items.add(Codes.authentic(catalogue, code).item()));
            return items;
        }
    }

    @Command(
            name = "status",
            header = "Shows how far days are looked at, and which share of the decided cases were copies.",
            description = "  echt signal status")
    static final class ShowStatus extends Action.OnWorkbench {
        ShowStatus(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            var act = shell.act(bench, Right.DECIDE_SIGNALS, "");
            var status = desk(bench).status(act.by());
            var facts = new LinkedHashMap<String, @Nullable Object>();
            var progress = status.progress().orElse(null);
            facts.put("looked_at_until", progress == null ? null : progress.day());
            facts.put("unusual", status.unusual());
            facts.put("copy_confirmed", status.confirmed());
            put(facts, status.overall());
            var rows = new Output.Rows("cause", "decided", "copies", "precision", "from", "to");
            for (var cause : org.echt.core.scan.Reason.values()) {
                var of = status.precision().get(cause);
                if (of != null) {
                    rows.add(
                            Words.lower(cause),
                            of.decided(),
                            of.copies(),
                            rounded(of.share()),
                            rounded(of.low()),
                            rounded(of.high()));
                }
            }
            if (output.isJson()) {
                facts.put("causes", rows.objects());
                output.facts(facts);
            } else {
                output.facts(facts);
                if (!rows.isEmpty()) {
                    output.line("");
                    output.list(rows);
                }
            }
            return Exit.FINE;
        }

        private static void put(Map<String, @Nullable Object> facts, Precision precision) {
            facts.put("decided", precision.decided());
            facts.put("copies", precision.copies());
            boolean known = precision.decided() > 0;
            facts.put("precision", known ? rounded(precision.share()) : null);
            facts.put("precision_from", known ? rounded(precision.low()) : null);
            facts.put("precision_to", known ? rounded(precision.high()) : null);
        }

        private static double rounded(double share) {
            return Math.round(share * 1_000) / 1_000.0;
        }
    }
}
