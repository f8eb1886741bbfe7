package org.echt.app.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.echt.core.asbuilt.ForeignPart;
import org.echt.core.asbuilt.Installation;
import org.echt.core.product.Product;
import org.echt.core.serial.ItemNumber;
import org.echt.core.serial.ItemSet;
import org.echt.core.verify.Catalogue;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code echt asbuilt show}: the tree below an item, or what it sits in. */
@Command(
        name = "show",
        header = "Shows what is inside an item, over all dates, or what it sits in.",
        description = {
            "  echt asbuilt show 7Q4MXX-J2T9KD-3HV8YC",
            "  echt asbuilt show 7Q4MXX-J2T9KD-3HV8YC --at 2026-03-01",
            "  echt asbuilt show 7Q4MXX-J2T9KD-3HV8YC --up"
        })
final class AsBuiltShow extends Action.OnWorkbench {
    /** A lot can sit in a million things; a person reads a page. */
    private static final int MOST_ABOVE = 1000;

    @Parameters(paramLabel = "CODE", description = "Its serial code.")
    String code = "";

    @Option(names = "--up", description = "What it sits in, instead of what is inside.")
    boolean up;

    @Option(names = "--at", paramLabel = "DATE", description = "As of that moment only; with --up now otherwise.")
    @Nullable
    Instant at;

    AsBuiltShow(Shell shell) {
        super(shell);
    }

    @Override
    int run(Workbench bench, Output output) {
        var catalogue = bench.catalogues().fresh();
        long item = Codes.authentic(catalogue, code).item();
        var tree = up ? above(bench, catalogue, item, output) : below(bench, catalogue, item, output);
        tree.add(null, item, 0);
        tree.walk(item, 1);
        if (output.isJson() || !shell.terminal().outIsTerminal()) {
            output.list(tree.rows);
        } else {
            tree.lines.forEach(output::line);
        }
        return Exit.FINE;
    }

    private Tree below(Workbench bench, Catalogue catalogue, long item, Output output) {
        var build = bench.builds().builds(new long[] {item}).getFirst();
        if (!build.whole()) {
            output.say("The build record is too deep, too large or circular; this is not all of it.");
        }
        var edges = build.byParent().values().stream()
                .flatMap(List::stream)
                .filter(i -> at == null || i.holdsAt(at))
                .toList();
        return new Tree(catalogue, build.foreign(), edges, false);
    }

    private Tree above(Workbench bench, Catalogue catalogue, long item, Output output) {
        var when = at == null ? bench.clock().instant() : at;
        var holders = bench.builds().usedIn(ItemSet.of(item), when);
        if (holders.size() > MOST_ABOVE) {
            output.say("It sits in " + holders.size() + " things; this shows " + MOST_ABOVE + " of them.");
        }
        var shown = holders.size() > MOST_ABOVE
                ? holders.and(
                        ItemSet.ofRanges(List.of(new org.echt.core.serial.ItemRange(0, holders.at(MOST_ABOVE - 1)))))
                : holders;
        var known = shown.or(ItemSet.of(item));
        var edges = new HashSet<Installation>();
        for (var build : bench.builds().builds(shown.toArray())) {
            for (var installation : build.partsOf(build.root(), when)) {
                if (known.contains(installation.part())) {
                    edges.add(installation);
                }
            }
        }
        return new Tree(catalogue, bench.builds().foreign(foreign(shown)), edges, true);
    }

    private static List<Long> foreign(ItemSet items) {
        var foreign = new ArrayList<Long>();
        for (long item : items.toArray()) {
            if (ItemNumber.isForeign(item)) {
                foreign.add(item);
            }
        }
        return foreign;
    }

    /** Edges from one item on, as rows and as drawn lines. */
    private static final class Tree {
        private final Catalogue catalogue;
        private final Map<Long, ForeignPart> foreign;
        private final Map<Long, List<Installation>> next = new HashMap<>();
        private final boolean upwards;
        private final Set<Long> path = new HashSet<>();
        private final Output.Rows rows = new Output.Rows("depth", "product", "code", "lot", "from", "to");
        private final List<String> lines = new ArrayList<>();

        Tree(Catalogue catalogue, Map<Long, ForeignPart> foreign, Iterable<Installation> edges, boolean upwards) {
            this.catalogue = catalogue;
            this.foreign = foreign;
            this.upwards = upwards;
            for (var edge : edges) {
                next.computeIfAbsent(upwards ? edge.part() : edge.parent(), _ -> new ArrayList<>())
                        .add(edge);
            }
            next.values()
                    .forEach(list -> list.sort(Comparator.comparing(Installation::from)
                            .thenComparingLong(Installation::part)
                            .thenComparingLong(Installation::parent)));
        }

        void walk(long item, int depth) {
            if (!path.add(item)) {
                return;
            }
            for (var edge : next.getOrDefault(item, List.of())) {
                long other = upwards ? edge.parent() : edge.part();
                add(edge, other, depth);
                walk(other, depth + 1);
            }
            path.remove(item);
        }

        void add(@Nullable Installation edge, long item, int depth) {
            var what = name(item);
            var masked = masked(item);
            var lot = lot(item);
            var from = edge == null ? null : edge.from();
            var to = edge == null || edge.to().equals(Installation.STILL) ? null : edge.to();
            rows.add(depth, what, masked, lot, from, to);
            lines.add("  ".repeat(depth)
                    + (depth == 0 ? "" : upwards ? "in " : "- ")
                    + String.join(" ", List.of(what, masked))
                    + (lot.isEmpty() ? "" : "  lot " + lot)
                    + (from == null ? "" : "  since " + from)
                    + (to == null ? "" : " until " + to));
        }

        private String name(long item) {
            var part = foreign.get(item);
            if (part != null) {
                return Output.visible(part.name().isEmpty() ? part.key().type() : part.name());
            }
            return catalogue
                    .register()
                    .traits(item)
                    .flatMap(t -> Optional.ofNullable(t.product()).map(Product::key))
                    .orElse("?");
        }

        private String masked(long item) {
            var part = foreign.get(item);
            if (part != null) {
                return Output.visible(part.key().serial());
            }
            return ItemNumber.isForeign(item)
                    ? ""
                    : catalogue.authenticator().codeOf(item).masked();
        }

        private String lot(long item) {
            var part = foreign.get(item);
            return Output.visible(
                    part != null
                            ? part.key().lot()
                            : catalogue
                                    .register()
                                    .traits(item)
                                    .map(t -> t.lot())
                                    .orElse(""));
        }
    }
}
