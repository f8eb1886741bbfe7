package org.echt.app.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.echt.core.attribute.Outcome;
import org.echt.core.attribute.Outcome.Reason;
import org.echt.core.attribute.Scope;
import org.echt.core.attribute.ScopeTest;
import org.echt.core.attribute.Traits;
import org.echt.core.product.Product;
import org.echt.core.serial.ItemNumber;
import org.echt.core.serial.ItemRange;
import org.echt.core.serial.ItemSet;
import org.echt.core.verify.Catalogue;

/** Single items against a scope, with words for the reason; and samples of items for a look at both sides of its edge. */
final class ScopeReasons {
    private final Workbench bench;
    private final Catalogue catalogue;
    private final Instant now;

    ScopeReasons(Workbench bench, Catalogue catalogue) {
        this.bench = bench;
        this.catalogue = catalogue;
        this.now = bench.clock().instant();
    }

    /** Tests an issued item. */
    Outcome test(Scope scope, long item) {
        var register = catalogue.register();
        var build = bench.builds().builds(new long[] {item}).getFirst();
        return new ScopeTest(register, build, now, _ -> false)
                .test(scope, register.traits(item).orElseThrow());
    }

    /** Why, in a few words; for NO that nothing matches. */
    String said(Outcome outcome) {
        return switch (outcome.answer()) {
            case NO -> "the rule does not match";
            case YES, UNKNOWN -> said(outcome.reason());
        };
    }

    private String said(Reason reason) {
        return switch (reason) {
            case Reason.ByItem _ -> "it is listed itself";
            case Reason.ByAttribute _ -> "its attributes or its day of production match";
            case Reason.ByLot(var lot) -> "its lot is " + lot;
            case Reason.ByProduct _ -> "its product is meant";
            case Reason.ByPart(var part, var installed) -> "it contains " + name(part) + " since " + installed.from();
            case Reason.NoRecord(var where) -> "the build record of " + name(where) + " is missing or incomplete";
            case Reason.CutOff _ -> "its build record is too deep, too large or circular";
        };
    }

    private String name(Traits part) {
        var lot = part.lot().isEmpty() ? "" : " of lot " + part.lot();
        boolean own = !ItemNumber.isForeign(part.item()) && part.product() != null;
        return (part.spoken() + " " + (own ? masked(part.item()) : "")).strip() + lot;
    }

    /** The masked code of an issued item. */
    String masked(long item) {
        return catalogue.authenticator().codeOf(item).masked();
    }

    /** Adds a line for each item: masked code, product, lot, whether the scope matches and why. */
    void show(Output.Rows rows, String side, Scope scope, List<Long> items) {
        var register = catalogue.register();
        for (long item : items) {
            var traits = register.traits(item).orElseThrow();
            var outcome = test(scope, item);
            rows.add(
                    side,
                    masked(item),
                    Optional.ofNullable(traits.product()).map(Product::key).orElse(traits.type()),
                    traits.lot(),
                    Words.lower(outcome.answer()),
                    said(outcome));
        }
    }

    /** Up to {@code n} different items, evenly drawn. */
    static List<Long> sample(ItemSet items, int n, RandomGenerator random) {
        Set<Long> drawn = new HashSet<>();
        long size = items.size();
        while (drawn.size() < Math.min(n, size)) {
            drawn.add(items.at(random.nextLong(size)));
        }
        return drawn.stream().sorted().toList();
    }

    /** Up to {@code n} items of {@code outside} that are neighbours, by number, of items drawn from {@code inside}. */
    static List<Long> justOutside(ItemSet inside, ItemSet outside, int n, RandomGenerator random) {
        var drawn = new ArrayList<Long>();
        if (outside.isEmpty() || inside.isEmpty()) {
            return drawn;
        }
        for (int attempt = 0; attempt < 20 * n && drawn.size() < n; attempt++) {
            long item = inside.at(random.nextLong(inside.size()));
            long rank = outside.countIn(new ItemRange(0, item));
            boolean above = rank < outside.size() && (rank == 0 || (attempt & 1) == 0);
            long neighbour = outside.at(Math.clamp(above ? rank : rank - 1, 0, outside.size() - 1));
            if (!drawn.contains(neighbour)) {
                drawn.add(neighbour);
            }
        }
        return drawn.stream().sorted().toList();
    }
}
