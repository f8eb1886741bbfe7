package org.echt.app.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.echt.core.access.Right;
import org.echt.core.attribute.Register;
import org.echt.core.gs1.Gtin;
import org.echt.core.product.Product;
import org.echt.core.product.Product.PlannedPart;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code echt product}: what is made. */
@Command(
        name = "product",
        header = "Products, spare parts and accessories that carry codes.",
        description = {
            "  echt product add cell --gtin 04012345000016 --name \"Power cell\" --brand Acme",
            "  echt product add pack --gtin 04012345000023 --name PowerPack --brand Acme --contains cell=8",
            "  echt product list"
        },
        subcommands = {ProductCommands.Add.class, ProductCommands.Show.class})
final class ProductCommands {
    private ProductCommands() {}

    @Command(
            name = "add",
            header = "Adds a product with the parts planned inside one unit.",
            description = {
                "  echt product add cell --gtin 04012345000016 --name \"Power cell\" --brand Acme",
                "  echt product add pack --gtin 04012345000023 --name PowerPack --brand Acme --contains cell=8"
            })
    static final class Add extends Action.Change {
        @Parameters(paramLabel = "KEY", description = "Short name in commands and scopes.")
        String key = "";

        @Option(
                names = "--gtin",
                required = true,
                paramLabel = "G",
                description = "Its trade item number, 8 to 14 digits.")
        @Nullable
        Gtin gtin;

        @Option(names = "--name", required = true, paramLabel = "N", description = "What customers read.")
        String name = "";

        @Option(names = "--brand", required = true, paramLabel = "B", description = "Whose name the answers carry.")
        String brand = "";

        @Option(
                names = "--contains",
                paramLabel = "PART=N",
                description = "So many of a part directly inside one unit: key or GTIN. Repeat for more parts.")
        Map<String, Integer> contains = new LinkedHashMap<>();

        Add(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            var by = shell.act(bench, Right.PRODUCE, "").name();
            var register = bench.catalogues().fresh().register();
            var plan = contains.entrySet().stream()
                    .map(e -> new PlannedPart(part(register, e.getKey()), e.getValue()))
                    .toList();
            var product = new Product(java.util.Objects.requireNonNull(gtin), key, name, brand, plan);
            var taken = register.products().stream()
                    .filter(p -> p.gtin().equals(product.gtin()) || p.key().equals(key))
                    .findFirst()
                    .orElse(null);
            if (product.equals(taken)) {
                output.say("Product " + key + " is on record already.");
            } else if (taken != null
                    || (!dryRun
                            && !bench.catalogue().add(product, by, bench.clock().instant()))) {
                throw taken(product, taken);
            }
            output.facts(facts(product, register));
            sayIfDry(output);
            return Exit.FINE;
        }

        private static Gtin part(Register register, String name) {
            return register.product(name).map(Product::gtin).orElseGet(() -> {
                if (Gtin.isValid(name)) {
                    return Gtin.of(name);
                }
                throw unknown(register, name);
            });
        }

        private static Complaint taken(Product wanted, @Nullable Product taken) {
            var whose = taken == null
                    ? ""
                    : ": as " + taken.key() + ", GTIN " + taken.gtin() + ", \"" + taken.name() + "\"";
            return Complaint.conflict(
                    "key " + wanted.key() + " or GTIN " + wanted.gtin() + " is taken" + whose,
                    "Show all: echt product list");
        }
    }

    @Command(name = "list", header = "Lists the products.", description = "  echt product list")
    static final class Show extends Action.OnWorkbench {
        Show(Shell shell) {
            super(shell);
        }

        @Override
        int run(Workbench bench, Output output) {
            var register = bench.catalogues().fresh().register();
            var rows = new Output.Rows("key", "gtin", "name", "brand", "contains");
            for (var product : register.products()) {
                rows.add(product.key(), product.gtin(), product.name(), product.brand(), plan(product, register));
            }
            output.list(rows);
            return Exit.FINE;
        }
    }

    /** The product with this key or GTIN; a {@link Complaint} that names near ones otherwise. */
    static Product find(Register register, String name) {
        return register.product(name).orElseThrow(() -> unknown(register, name));
    }

    private static Complaint unknown(Register register, String name) {
        return Complaint.failure(
                "there is no product \"" + name + "\". "
                        + Words.maybe(
                                name,
                                register.products().stream().map(Product::key).toList()),
                "Show all: echt product list");
    }

    private static Map<String, Object> facts(Product product, Register register) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("key", product.key());
        facts.put("gtin", product.gtin());
        facts.put("name", product.name());
        facts.put("brand", product.brand());
        facts.put("contains", plan(product, register));
        return facts;
    }

    private static List<String> plan(Product product, Register register) {
        return product.plan().stream()
                .map(p -> register.product(p.part())
                                .map(Product::key)
                                .orElse(p.part().digits()) + "=" + p.quantity())
                .toList();
    }
}
