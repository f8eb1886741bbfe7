package org.echt.app.cli;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.echt.core.attribute.Miss;
import org.echt.core.attribute.Outcome;
import org.echt.core.attribute.Outcome.Reason;
import org.echt.core.attribute.Scope;
import org.echt.core.attribute.ScopeTest;
import org.echt.core.attribute.ScopeText;
import org.echt.core.attribute.Traits;
import org.echt.core.attribute.Tri;
import org.echt.core.attribute.WhyNot;
import org.echt.core.product.Product;
import org.echt.core.recall.Preview.Example;
import org.echt.core.serial.ItemNumber;
import org.echt.core.verify.Catalogue;
import org.jspecify.annotations.Nullable;

/** Words for why a scope matches a single item, cannot be decided, or misses it. */
final class ScopeReasons {
    private final Workbench bench;
    private final Catalogue catalogue;
    private final Instant now;

    ScopeReasons(Workbench bench, Catalogue catalogue) {
        this.bench = bench;
        this.catalogue = catalogue;
        this.now = bench.clock().instant();
    }

    /** Tests issued items; one read for all of them. */
    List<Example> test(Scope scope, long... items) {
        var register = catalogue.register();
        return bench.builds().builds(items).stream()
                .map(build -> {
                    var traits = register.traits(build.root()).orElseThrow();
                    var outcome = new ScopeTest(register, build, now, _ -> false).test(scope, traits);
                    var miss = outcome.answer() == Tri.NO
                            ? Optional.of(new WhyNot(register, build, now).explain(scope, traits))
                            : Optional.<Miss>empty();
                    return new Example(traits, outcome, miss);
                })
                .toList();
    }

    /** Why, in a few words. */
    String said(Example example) {
        return example.miss().map(this::said).orElseGet(() -> said(example.outcome()));
    }

    private String said(Outcome outcome) {
        return switch (outcome.reason()) {
            case Reason.ByItem _ -> "it is listed itself";
            case Reason.ByAttribute _ -> "its attributes or its day of production match";
            case Reason.ByLot(var lot) -> "its lot is " + lot;
            case Reason.ByProduct _ -> "its product is meant";
            case Reason.ByPart(var part, var installed) -> "it contains " + name(part) + " since " + installed.from();
            case Reason.NoRecord(var where) -> "the build record of " + name(where) + " is missing or incomplete";
            case Reason.CutOff _ -> "its build record is too deep, too large or circular";
        };
    }

    private String said(Miss miss) {
        return switch (miss) {
            case Miss.Condition condition -> condition(condition);
            case Miss.Excluded out -> "it is left out by: not " + ScopeText.write(out.excluded());
            case Miss.Lacks lacks -> "it holds no " + wanted(lacks.wanted());
            case Miss.Near near -> near(near);
            case Miss.Several(var misses) when misses.isEmpty() -> "the rule matches nothing";
            case Miss.Several(var misses) -> misses.stream().map(this::said).collect(Collectors.joining("; "));
        };
    }

    private static String condition(Miss.Condition missed) {
        var item = missed.item();
        return switch (missed.wanted()) {
            case Scope.Lot _ when item.lot().isEmpty() -> "its lot is not known";
            case Scope.Lot(var first, var last) when first.equals(last) -> "lot " + item.lot() + " is not " + first;
            case Scope.Lot(var first, var last) -> "lot " + item.lot() + " is not in " + first + ".." + last;
            case Scope.OfProduct(var name) -> "it is " + key(item) + ", not " + name;
            case Scope.ProducedBetween(var first, var last) ->
                item.producedOn() == null
                        ? "its day of production is not known"
                        : "made on " + item.producedOn() + ", not between " + first + " and " + last;
            case Scope.AttributeIs wanted -> attribute(wanted, missed.value());
            case Scope.Items _ -> "it is not one of the listed items";
            case Scope.Range _ -> "its number is not in the range";
            case Scope.Contains _, Scope.All _, Scope.Any _, Scope.Not _ ->
                throw new IllegalArgumentException("not one condition: " + missed.wanted());
        };
    }

    private static String attribute(Scope.AttributeIs wanted, @Nullable String value) {
        var sign = wanted.comparison() == Scope.Comparison.EQUAL ? "" : wanted.comparison().sign + " ";
        return wanted.attribute() + " is " + (value == null ? "not set" : value) + ", not " + sign + wanted.value();
    }

    private String near(Miss.Near near) {
        var part = near.part();
        var its = "it holds no " + wanted(near.wanted()) + "; its " + named(part);
        return switch (near.miss()) {
            case Miss.Condition c
            when c.wanted() instanceof Scope.Lot && !part.lot().isEmpty() -> its + " is of lot " + part.lot();
            case Miss.Condition _, Miss.Excluded _, Miss.Lacks _, Miss.Near _, Miss.Several _ ->
                its + ": " + said(near.miss());
        };
    }

    private static String wanted(Scope.Contains wanted) {
        var day = wanted.asOf();
        return spoken(wanted.inner()) + (day == null ? "" : " at the end of " + day);
    }

    private static String spoken(Scope scope) {
        return switch (scope) {
            case Scope.Lot lot -> "part" + ofLot(lot);
            case Scope.OfProduct(var name) -> name;
            case Scope.All(var scopes)
            when scopes.size() == 2
                    && scopes.get(0) instanceof Scope.OfProduct(var name)
                    && scopes.get(1) instanceof Scope.Lot lot -> name + ofLot(lot);
            case Scope.Items _,
                    Scope.Range _,
                    Scope.ProducedBetween _,
                    Scope.AttributeIs _,
                    Scope.Contains _,
                    Scope.All _,
                    Scope.Any _,
                    Scope.Not _ -> "part where " + ScopeText.write(scope);
        };
    }

    private static String ofLot(Scope.Lot lot) {
        return lot.first().equals(lot.last())
                ? " of lot " + lot.first()
                : " of lots " + lot.first() + ".." + lot.last();
    }

    private static String key(Traits item) {
        return Optional.ofNullable(item.product()).map(Product::key).orElse(item.spoken());
    }

    private String name(Traits part) {
        return named(part) + (part.lot().isEmpty() ? "" : " of lot " + part.lot());
    }

    private String named(Traits part) {
        boolean own = !ItemNumber.isForeign(part.item()) && part.product() != null;
        return (part.spoken() + " " + (own ? masked(part.item()) : "")).strip();
    }

    /** The masked code of an issued item. */
    String masked(long item) {
        return catalogue.authenticator().codeOf(item).masked();
    }

    /** Adds a line: masked code, product, lot, whether the scope matches and why. */
    void show(Output.Rows rows, String side, Example example) {
        var item = example.item();
        rows.add(
                side,
                masked(item.item()),
                key(item),
                item.lot(),
                Words.lower(example.outcome().answer()),
                said(example));
    }
}
