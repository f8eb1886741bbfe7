package org.echt.app.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.echt.core.access.Right;
import org.echt.core.attribute.AttributeDefinition;
import org.echt.core.attribute.AttributeDesk.Setting;
import org.echt.core.attribute.ChangeSet;
import org.echt.core.attribute.Register;
import org.echt.core.attribute.Target;
import org.echt.core.serial.ItemNumber;
import org.echt.core.serial.ItemRange;
import org.echt.core.verify.Catalogue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code echt attribute set}: one change set. */
@Command(
        name = "set",
        header = "Sets values for a product, a lot, a range of codes or listed codes, as one change set.",
        description = {
            "  echt attribute set plant=2 --lot laptop/26C11 --why \"moved to Jena\"",
            "  echt attribute set firmware=1.6 grade=B --product laptop --why \"update of May\"",
            "  echt attribute set reworked=yes --item 7Q4MXX-J2T9KD-3HV8YC --why \"screen changed\"",
            "  echt attribute set reworked=yes --item - --why \"rework of May\" < codes.txt",
            "  echt attribute set plant=3 --range CODE..CODE --why \"second line\""
        })
final class AttributeSet extends Action.Change {
    @Parameters(arity = "1..*", paramLabel = "NAME=VALUE", description = "Attributes and their values.")
    List<String> settings = List.of();

    @Option(names = "--product", paramLabel = "P", description = "For all units of a product.")
    List<String> products = List.of();

    @Option(names = "--lot", paramLabel = "P/LOT", description = "For all units of a product's lot.")
    List<String> lots = List.of();

    @Option(
            names = "--range",
            paramLabel = "CODE..CODE",
            description = "For the codes of one batch from one to another.")
    List<String> ranges = List.of();

    @Option(names = "--item", paramLabel = "CODE", description = "For these codes; repeat, or - for lines of stdin.")
    List<String> items = List.of();

    @Mixin
    final Reason.Needed why = new Reason.Needed();

    AttributeSet(Shell shell) {
        super(shell);
    }

    @Override
    int run(Workbench bench, Output output) throws IOException {
        var by = shell.act(bench, Right.DESCRIBE_ITEMS, why.text).name();
        var catalogue = bench.catalogues().fresh();
        var register = catalogue.register();
        var targets = targets(catalogue);
        var wanted = new ArrayList<Setting>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw Complaint.usage("\"" + setting + "\" is not NAME=VALUE", "Example: plant=2");
            }
            for (var target : targets) {
                wanted.add(new Setting(setting.substring(0, equals), target, setting.substring(equals + 1)));
            }
        }
        if (dryRun) {
            output.facts(AttributeCommands.facts(pretended(bench, register, wanted, by), register));
        } else {
            output.facts(AttributeCommands.facts(bench.attributes().set(wanted, by, why.text, ""), register));
        }
        sayIfDry(output);
        return Exit.FINE;
    }

    /** The change set that would be made; refuses what {@code set} would refuse. */
    private ChangeSet pretended(Workbench bench, Register register, List<Setting> wanted, String by) {
        var attributes = register.attributes();
        var changes = wanted.stream()
                .map(s -> new ChangeSet.Change(
                        s.attribute(),
                        s.target(),
                        attributes.setFor(s.attribute(), s.target()).orElse(null),
                        definition(register, s.attribute()).canonical(String.valueOf(s.value()))))
                .toList();
        return new ChangeSet(attributes.lastChangeSet() + 1, by, bench.clock().instant(), why.text, "", 0, changes);
    }

    private static AttributeDefinition definition(Register register, String name) {
        var attributes = register.attributes();
        return attributes
                .definition(name)
                .orElseThrow(() -> Complaint.failure(
                        "attribute \"" + name + "\" is not defined. "
                                + Words.maybe(
                                        name,
                                        attributes.definitions().stream()
                                                .map(AttributeDefinition::name)
                                                .toList()),
                        "Define it: echt attribute define " + Words.quoted(name) + " --type ..."));
    }

    private List<Target> targets(Catalogue catalogue) throws IOException {
        var targets = new ArrayList<Target>();
        var register = catalogue.register();
        products.forEach(p -> targets.add(
                new Target.OfProduct(ProductCommands.find(register, p).gtin())));
        lots.forEach(l -> targets.add(lot(register, l)));
        ranges.forEach(r -> targets.add(new Target.OfRange(range(catalogue, r))));
        if (!items.isEmpty()) {
            targets.add(new Target.OfItems(Codes.items(catalogue, Codes.withInput(items, shell.terminal()))));
        }
        if (targets.isEmpty()) {
            throw Complaint.usage(
                    "nothing says for what the values are set", "Give --product, --lot, --range or --item.");
        }
        return targets;
    }

    private static Target.OfLot lot(Register register, String text) {
        int slash = text.indexOf('/');
        if (slash < 1 || slash == text.length() - 1) {
            throw Complaint.usage("lot \"" + text + "\" is not PRODUCT/LOT", "Example: --lot laptop/26C11");
        }
        var product = ProductCommands.find(register, text.substring(0, slash));
        var lot = text.substring(slash + 1);
        var known = register.batches().batches().stream()
                .filter(b -> b.gtin().equals(product.gtin()))
                .map(b -> b.lot())
                .distinct()
                .toList();
        if (!known.contains(lot)) {
            throw Complaint.failure(
                    "no batch of " + product.key() + " has lot \"" + lot + "\". " + Words.maybe(lot, known),
                    "Show all: echt batch list");
        }
        return new Target.OfLot(product.gtin(), lot);
    }

    private static ItemRange range(Catalogue catalogue, String text) {
        int dots = text.indexOf("..");
        if (dots < 1) {
            throw Complaint.usage("the range is not CODE..CODE", "Join the first and the last code with two dots.");
        }
        long first = Codes.authentic(catalogue, text.substring(0, dots)).item();
        long last = Codes.authentic(catalogue, text.substring(dots + 2)).item();
        if (ItemNumber.batch(first) != ItemNumber.batch(last)) {
            throw Complaint.usage("the range begins and ends in different batches", "Give one range for each batch.");
        }
        if (last < first) {
            throw Complaint.usage(
                    "the range ends before it begins, in the order of issue", "Give the codes the other way round.");
        }
        return new ItemRange(first, last);
    }
}
