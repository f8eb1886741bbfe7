package org.echt.app.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.echt.core.access.Right;
import org.echt.core.attribute.AttributeDefinition;
import org.echt.core.attribute.AttributeDefinition.Visibility;
import org.echt.core.attribute.ChangeSet;
import org.echt.core.attribute.Register;
import org.echt.core.attribute.Target;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code echt attribute}: values of products, lots, ranges and items. */
@Command(
        name = "attribute",
        header = "Attributes of products, lots, ranges and items.",
        description = {
            "  echt attribute define plant --type number",
            "  echt attribute set plant=2 --lot laptop/26C11 --why \"moved to Jena\"",
            "  echt attribute history",
            "  echt attribute undo 3 --why \"wrong lot\""
        },
        subcommands = {
            AttributeCommands.Define.class,
            AttributeSet.class,
            AttributeCommands.Show.class,
            AttributeCommands.Undo.class,
            AttributeCommands.History.class
        })
final class AttributeCommands {
    private AttributeCommands() {}

    @Command(
            name = "define",
            header = "Defines an attribute.",
            description = {
                "  echt attribute define firmware --type text --visibility public",
                "  echt attribute define capacity --type number --unit Wh --default 99",
                "  echt attribute define grade --type enumeration --choice A --choice B"
            })
    static final class Define extends Action.Change {
        @Parameters(paramLabel = "NAME", description = "Lower-case letters, digits and underscores.")
        String name = "";

        @Option(names = "--type", required = true, paramLabel = "T", description = "One of ${COMPLETION-CANDIDATES}.")
        AttributeDefinition.Type type = AttributeDefinition.Type.TEXT;

        @Option(names = "--unit", paramLabel = "U", description = "Unit of a number, for people.")
        String unit = "";

        @Option(
                names = "--visibility",
                paramLabel = "V",
                description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
        Visibility visibility = Visibility.INTERNAL;

        @Option(names = "--default", paramLabel = "VALUE", description = "Value where none was set.")
        @Nullable
        String fallback;

        @Option(names = "--choice", paramLabel = "VALUE", description = "Allowed value of an enumeration; repeat.")
        List<String> choices = List.of();

        Define(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            var by = shell.act(bench, Right.DESCRIBE_ITEMS, "").name();
            var definition = new AttributeDefinition(name, type, unit, visibility, fallback, choices);
            if (!dryRun) {
                bench.attributes().define(definition, by);
            }
            var facts = new LinkedHashMap<String, @Nullable Object>();
            facts.put("name", name);
            facts.put("type", Words.lower(type));
            facts.put("unit", unit);
            facts.put("visibility", Words.lower(visibility));
            facts.put("default", definition.defaultValue());
            facts.put("choices", choices);
            output.facts(facts);
            sayIfDry(output);
            return Exit.FINE;
        }
    }

    @Command(name = "list", header = "Lists the definitions.", description = "  echt attribute list")
    static final class Show extends Action.OnWorkbench {
        Show(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            var rows = new Output.Rows("name", "type", "unit", "visibility", "default", "choices");
            for (var d : bench.catalogues().fresh().register().attributes().definitions()) {
                rows.add(
                        d.name(),
                        Words.lower(d.type()),
                        d.unit(),
                        Words.lower(d.visibility()),
                        d.defaultValue(),
                        d.choices());
            }
            output.list(rows);
            return Exit.FINE;
        }
    }

    @Command(
            name = "undo",
            header = "Undoes a change set by one that gives everything back.",
            description = "  echt attribute undo 3 --why \"wrong lot\"")
    static final class Undo extends Action.Change {
        @Parameters(paramLabel = "N", description = "Number of the change set.")
        long number;

        @Mixin
        final Reason.Needed why = new Reason.Needed();

        Undo(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            var register = bench.catalogues().fresh().register();
            var changeSet = bench.catalogue().load().changeSets().stream()
                    .filter(c -> c.id() == number)
                    .findFirst()
                    .orElseThrow(() ->
                            Complaint.failure("there is no change set " + number, "Show all: echt attribute history"));
            if (dryRun) {
                output.facts(facts(changeSet, register));
            } else {
                output.facts(facts(
                        bench.attributes()
                                .undo(
                                        changeSet,
                                        shell.act(bench, Right.DESCRIBE_ITEMS, why.text)
                                                .name(),
                                        why.text),
                        register));
            }
            sayIfDry(output);
            return Exit.FINE;
        }
    }

    @Command(
            name = "history",
            header = "Lists every change set, oldest first.",
            description = "  echt attribute history")
    static final class History extends Action.OnWorkbench {
        History(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            var register = bench.catalogues().fresh().register();
            var rows = new Output.Rows("change_set", "at", "by", "why", "undoes", "changes");
            for (var c : bench.catalogue().load().changeSets()) {
                rows.add(c.id(), c.at(), c.by(), c.why(), c.undoes() == 0 ? null : c.undoes(), changes(c, register));
            }
            output.list(rows);
            return Exit.FINE;
        }
    }

    static Map<String, @Nullable Object> facts(ChangeSet changeSet, Register register) {
        var facts = new LinkedHashMap<String, @Nullable Object>();
        facts.put("change_set", changeSet.id());
        facts.put("by", changeSet.by());
        facts.put("why", changeSet.why());
        facts.put("changes", changes(changeSet, register));
        return facts;
    }

    private static List<String> changes(ChangeSet changeSet, Register register) {
        return changeSet.changes().stream()
                .map(c -> c.attribute() + " of " + said(c.target(), register) + ": " + value(c.before()) + " -> "
                        + value(c.after()))
                .toList();
    }

    private static String value(@Nullable String value) {
        return value == null ? "unset" : value;
    }

    static String said(Target target, Register register) {
        return switch (target) {
            case Target.OfProduct(var gtin) -> "product " + key(register, gtin);
            case Target.OfLot(var gtin, var lot) -> "lot " + key(register, gtin) + "/" + lot;
            case Target.OfRange(var range) -> "a range of " + Words.count(range.size(), "item");
            case Target.OfItems(var items) -> Words.count(items.size(), "item");
        };
    }

    private static String key(Register register, org.echt.core.gs1.Gtin gtin) {
        return register.product(gtin).map(p -> p.key()).orElse(gtin.digits());
    }
}
