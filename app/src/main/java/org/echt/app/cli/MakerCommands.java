package org.echt.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.echt.app.keys.CmsSeal;
import org.echt.core.access.Right;
import org.echt.core.maker.BatchUse;
import org.echt.core.maker.Maker;
import org.echt.core.maker.Quota;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code echt maker}: who makes goods for us. */
@Command(
        name = "maker",
        header = "Who makes goods for you: they get counted code files, never keys (docs/makers.md).",
        description = {
            "  echt maker add \"Acme\" --own",
            "  echt maker add \"Shenzhen Works\" --certificate works.pem",
            "  echt maker quota \"Shenzhen Works\" --product cell --codes 500000",
            "  echt maker report \"Shenzhen Works\""
        },
        subcommands = {
            MakerCommands.Add.class,
            MakerCommands.ListMakers.class,
            MakerCommands.SetQuota.class,
            MakerCommands.Certificate.class,
            MakerCommands.Report.class
        })
final class MakerCommands {
    private MakerCommands() {}

    private static Map<String, @Nullable Object> facts(Maker maker) {
        var facts = new LinkedHashMap<String, @Nullable Object>();
        facts.put("maker", maker.name());
        facts.put("own", maker.own());
        facts.put("certificate", maker.certificate().isEmpty() ? null : CmsSeal.nameOf(maker.certificate()));
        return facts;
    }

    private static String read(Shell shell, Path file) throws IOException {
        var pem = Files.readString(shell.path(file));
        CmsSeal.check(pem);
        return pem;
    }

    @Command(
            name = "add",
            header = "Adds a maker; from the first one on, orders must name a maker on record.",
            description = {
                "  echt maker add \"Acme\" --own",
                "  echt maker add \"Shenzhen Works\" --certificate works.pem"
            })
    static final class Add extends Action.Change {
        @Parameters(paramLabel = "NAME", description = "As orders name it, exactly.")
        String name = "";

        @Option(names = "--own", description = "Your own production: no quota is asked for.")
        boolean own;

        @Option(
                names = "--certificate",
                paramLabel = "FILE",
                description = "X.509 certificate (PEM, RSA) code files are encrypted to.")
        @Nullable
        Path certificate;

        @Mixin
        final Reason why = new Reason();

        Add(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) throws IOException {
            var act = shell.act(bench, Right.MANAGE_MAKERS, why.text);
            var desk = dryRun ? bench.makers().dry() : bench.makers();
            boolean first = desk.makers().isEmpty();
            var pem = certificate == null ? "" : read(shell, certificate);
            output.facts(facts(desk.add(new Maker(name, own, pem), act)));
            sayIfDry(output);
            if (first) {
                output.say("From now on an order must name a maker on record, your own production too (--own).");
            }
            if (!own) {
                output.say("It gets no codes before it has a quota: echt maker quota " + Words.quoted(name)
                        + " --codes N");
            }
            return Exit.FINE;
        }
    }

    @Command(name = "list", header = "Lists makers and their quotas.", description = "  echt maker list")
    static final class ListMakers extends Action.OnWorkbench {
        ListMakers(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            var desk = bench.makers();
            var rows = new Output.Rows("maker", "own", "product", "allowed", "used", "left", "certificate");
            for (var maker : desk.makers()) {
                var certificate = maker.certificate().isEmpty() ? "" : CmsSeal.nameOf(maker.certificate());
                var uses = desk.uses(maker.name());
                var quotas = desk.quotas(maker.name());
                if (quotas.isEmpty()) {
                    long used = uses.stream().mapToLong(u -> u.batch().count()).sum();
                    rows.add(maker.name(), maker.own(), "", maker.own() ? null : 0, used, null, certificate);
                }
                for (var quota : quotas) {
                    long used = used(quota, uses);
                    var gtin = quota.gtin();
                    rows.add(
                            maker.name(),
                            maker.own(),
                            gtin == null ? "all" : gtin.digits(),
                            quota.codes(),
                            used,
                            Math.max(0, quota.codes() - used),
                            certificate);
                }
            }
            output.list(rows);
            return Exit.FINE;
        }

        private static long used(Quota quota, List<BatchUse> uses) {
            var gtin = quota.gtin();
            return uses.stream()
                    .map(BatchUse::batch)
                    .filter(b -> gtin == null || b.gtin().equals(gtin))
                    .mapToLong(b -> b.count())
                    .sum();
        }
    }

    @Command(
            name = "quota",
            header = "Sets how many codes a maker may have, ever: what was issued to it before counts.",
            description = {
                "  echt maker quota \"Shenzhen Works\" --product cell --codes 500000",
                "  echt maker quota \"Shenzhen Works\" --codes 2000000"
            })
    static final class SetQuota extends Action.Change {
        @Parameters(paramLabel = "NAME", description = "The maker.")
        String name = "";

        @Option(names = "--product", paramLabel = "P", description = "Key or GTIN; all products together otherwise.")
        @Nullable
        String product;

        @Option(names = "--codes", required = true, paramLabel = "N", description = "How many codes.")
        long codes;

        @Mixin
        final Reason why = new Reason();

        SetQuota(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            var act = shell.act(bench, Right.MANAGE_MAKERS, why.text);
            var desk = dryRun ? bench.makers().dry() : bench.makers();
            var gtin = product == null
                    ? null
                    : ProductCommands.find(bench.catalogues().fresh().register(), product)
                            .gtin();
            var quota = desk.quota(name, gtin, codes, act);
            var facts = new LinkedHashMap<String, @Nullable Object>();
            facts.put("maker", name);
            facts.put("product", gtin == null ? "all" : gtin.digits());
            facts.put("allowed", quota.codes());
            facts.put("used", ListMakers.used(quota, desk.uses(name)));
            output.facts(facts);
            sayIfDry(output);
            return Exit.FINE;
        }
    }

    @Command(
            name = "certificate",
            header = "Has code files encrypted to another certificate from now on.",
            description = "  echt maker certificate \"Shenzhen Works\" works-2027.pem")
    static final class Certificate extends Action.Change {
        @Parameters(index = "0", paramLabel = "NAME", description = "The maker.")
        String name = "";

        @Parameters(index = "1", paramLabel = "FILE", description = "X.509 certificate (PEM, RSA).")
        Path file = Path.of("");

        @Mixin
        final Reason why = new Reason();

        Certificate(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) throws IOException {
            var act = shell.act(bench, Right.MANAGE_MAKERS, why.text);
            var desk = dryRun ? bench.makers().dry() : bench.makers();
            output.facts(facts(desk.certificate(name, read(shell, file), act)));
            sayIfDry(output);
            return Exit.FINE;
        }
    }

    @Command(
            name = "report",
            header = "What became of the codes a maker got, batch by batch (docs/makers.md).",
            description = {"  echt maker report \"Shenzhen Works\"", "  echt maker report \"Shenzhen Works\" --json"})
    static final class Report extends Action.OnWorkbench {
        @Parameters(paramLabel = "NAME", description = "The maker, on record or not.")
        String name = "";

        Report(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            var rows = new Output.Rows(
                    "batch",
                    "order",
                    "gtin",
                    "lot",
                    "ordered",
                    "applied",
                    "unaccounted",
                    "destroyed",
                    "checked",
                    "surplus_checked",
                    "surplus_checks");
            for (var use : bench.makers().uses(name)) {
                var batch = use.batch();
                rows.add(
                        batch.number(),
                        batch.order(),
                        batch.gtin().digits(),
                        batch.lot(),
                        batch.count(),
                        use.applied(),
                        use.unaccounted(),
                        use.destroyed(),
                        use.checked(),
                        use.surplusChecked(),
                        use.surplusChecks());
            }
            output.list(rows);
            output.say("applied: every code not recorded as not-released, destroyed or sample. Codes beyond a batch's"
                    + " count answer \"not issued\" and are not counted here.");
            return Exit.FINE;
        }
    }
}
