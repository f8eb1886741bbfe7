package org.echt.core.attribute;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.echt.core.attribute.Scope.All;
import org.echt.core.attribute.Scope.Any;
import org.echt.core.attribute.Scope.AttributeIs;
import org.echt.core.attribute.Scope.Comparison;
import org.echt.core.attribute.Scope.Contains;
import org.echt.core.attribute.Scope.Items;
import org.echt.core.attribute.Scope.Lot;
import org.echt.core.attribute.Scope.Not;
import org.echt.core.attribute.Scope.OfProduct;
import org.echt.core.attribute.Scope.ProducedBetween;
import org.echt.core.attribute.Scope.Range;
import org.echt.core.serial.ItemRange;
import org.echt.core.serial.ItemSet;
import org.jspecify.annotations.Nullable;

/** Recursive descent over the text form of a scope: or, and, not, then atoms. One use; not thread-safe. */
final class ScopeParser {
    private static final int MAX_DEPTH = 64;

    private final ScopeTokens tokens;
    private final Function<String, OptionalLong> codes;
    private int depth;

    ScopeParser(String text, Function<String, OptionalLong> codes) {
        this.tokens = new ScopeTokens(text);
        this.codes = codes;
    }

    Scope parse() {
        var scope = or();
        if (!tokens.atEnd()) {
            throw tokens.error("and, or, or the end");
        }
        return scope;
    }

    private Scope or() {
        if (++depth > MAX_DEPTH) {
            throw tokens.error("less nesting (at most " + MAX_DEPTH + " levels)");
        }
        var scopes = new ArrayList<Scope>();
        do {
            scopes.add(and());
        } while (tokens.skip("or"));
        depth--;
        return scopes.size() == 1 ? scopes.getFirst() : new Any(scopes);
    }

    private Scope and() {
        var scopes = new ArrayList<Scope>();
        do {
            scopes.add(not());
        } while (tokens.skip("and"));
        return scopes.size() == 1 ? scopes.getFirst() : new All(scopes);
    }

    private Scope not() {
        int negations = 0;
        while (tokens.skip("not")) {
            negations++;
        }
        var scope = atom();
        for (int i = 0; i < negations; i++) {
            scope = new Not(scope);
        }
        return scope;
    }

    private Scope atom() {
        if (tokens.skip("(")) {
            var scope = or();
            tokens.expect(")");
            return scope;
        }
        var name = tokens.name();
        return switch (name) {
            case "lot" -> lot();
            case "product", "part" -> product();
            case "produced" -> produced();
            case "items", "item" -> new Items(items());
            case "range" -> range();
            case "contains" -> contains();
            case "all" -> new All(list());
            case "any" -> new Any(list());
            default -> attribute(name);
        };
    }

    /** {@code all()} and {@code any()} of none or one: only what {@code and} and {@code or} cannot say. */
    private List<Scope> list() {
        tokens.expect("(");
        if (tokens.skip(")")) {
            return List.of();
        }
        var scope = or();
        tokens.expect(")");
        return List.of(scope);
    }

    private Scope lot() {
        if (tokens.skip("in")) {
            var first = tokens.value();
            tokens.expect("..");
            return new Lot(first, tokens.value());
        }
        tokens.expect("=");
        var lot = tokens.value();
        return new Lot(lot, lot);
    }

    private Scope product() {
        tokens.expect("=");
        return new OfProduct(tokens.value());
    }

    private Scope produced() {
        tokens.expect("between");
        var first = date();
        tokens.expect("and");
        return new ProducedBetween(first, date());
    }

    private Scope attribute(String name) {
        for (var comparison : Comparison.values()) {
            if (tokens.skip(comparison.sign)) {
                return new AttributeIs(name, comparison, tokens.value());
            }
        }
        throw tokens.error("a comparison (=, !=, <, <=, >, >=) after \"" + name + "\"");
    }

    /** {@code contains(cell where lot = K7)}: a bare name before {@code where} or the bracket is a product. */
    private Scope contains() {
        tokens.expect("(");
        var what = tokens.bareBefore("where", ")");
        Scope inner = what != null ? new OfProduct(what) : or();
        if (tokens.skip("where")) {
            inner = conjoin(inner, or());
        }
        tokens.expect(")");
        return new Contains(inner, asOf());
    }

    private static Scope conjoin(Scope first, Scope second) {
        var scopes = new ArrayList<Scope>();
        scopes.add(first);
        if (second instanceof All(var more) && more.size() > 1) {
            scopes.addAll(more);
        } else {
            scopes.add(second);
        }
        return new All(scopes);
    }

    private @Nullable LocalDate asOf() {
        if (!tokens.skip("as")) {
            return null;
        }
        tokens.expect("of");
        return date();
    }

    private LocalDate date() {
        var text = tokens.value();
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("scope: \"" + text + "\" is not a date like 2026-11-04", e);
        }
    }

    private ItemSet items() {
        var items = ItemSet.builder();
        tokens.expect("(");
        while (!tokens.skip(")")) {
            long first = item();
            long last = tokens.skip("..") ? item() : first;
            items.addRange(new ItemRange(first, last));
            if (!tokens.skip(",")) {
                tokens.expect(")");
                break;
            }
        }
        return items.build();
    }

    private Scope range() {
        tokens.expect("(");
        long first = item();
        tokens.expect("..");
        long last = item();
        tokens.expect(")");
        return new Range(new ItemRange(first, last));
    }

    private long item() {
        var text = tokens.value();
        if (text.startsWith("#")) {
            try {
                return Long.parseLong(text.substring(1));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("scope: \"" + text + "\" is not an item number", e);
            }
        }
        return codes.apply(text)
                .orElseThrow(() -> new IllegalArgumentException("scope: the code of " + text.length()
                        + " symbols is not one we issued. Maybe a typing mistake?"));
    }
}
