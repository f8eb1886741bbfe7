package org.echt.core.attribute;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.echt.core.attribute.Scope.All;
import org.echt.core.attribute.Scope.Any;
import org.echt.core.attribute.Scope.AttributeIs;
import org.echt.core.attribute.Scope.Contains;
import org.echt.core.attribute.Scope.Items;
import org.echt.core.attribute.Scope.Lot;
import org.echt.core.attribute.Scope.Not;
import org.echt.core.attribute.Scope.OfProduct;
import org.echt.core.attribute.Scope.ProducedBetween;
import org.echt.core.attribute.Scope.Range;
import org.echt.core.serial.ItemSet;

/**
 * The text form of a scope.
 *
 * <pre>
 *   lot in 26C11..26C19 and plant = 2 and not reworked = yes
 *   contains(cell where lot = K7)
 *   contains(product = "PowerPack 10" where cell_lot = K7) as of 2026-03-01
 *   items(#12, #20..#29)        range(#100..#200)        produced between 2026-03-01 and 2026-03-31
 * </pre>
 *
 * Item numbers are written with {@code #}; when reading, a serial code may stand in their place. {@link #write} and
 * {@link #read} round-trip: {@code read(write(scope))} equals {@code scope}.
 */
public final class ScopeText {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_:/+-]+(\\.[A-Za-z0-9_:/+-]+)*");

    private ScopeText() {}

    /**
     * Reads a scope.
     *
     * @param codes finds the item number of an authentic serial code; empty when the code is not ours
     * @throws IllegalArgumentException naming the place, what was found and what may stand there
     */
    public static Scope read(String text, Function<String, OptionalLong> codes) {
        return new ScopeParser(text, codes).parse();
    }

    /** Writes a scope on one line. */
    public static String write(Scope scope) {
        return write(scope, 0);
    }

    /** Binding strength of the surroundings: 0 none, 1 inside or, 2 inside and, 3 inside not. */
    private static String write(Scope scope, int around) {
        return switch (scope) {
            case Items(var items) -> "items(" + list(items) + ")";
            case Range(var range) -> "range(#" + range.first() + "..#" + range.last() + ")";
            case Lot(var first, var last) when first.equals(last) -> "lot = " + word(first);
            case Lot(var first, var last) -> "lot in " + word(first) + ".." + word(last);
            case OfProduct(var name) -> "product = " + word(name);
            case ProducedBetween(var first, var last) -> "produced between " + first + " and " + last;
            case AttributeIs(var name, var comparison, var value) -> name + " " + comparison.sign + " " + word(value);
            case Contains(var inner, var asOf) ->
                "contains(" + write(inner, 0) + ")" + (asOf == null ? "" : " as of " + asOf);
            case Not(var inner) -> "not " + write(inner, 3);
            case All(var scopes) -> join(scopes, " and ", "all()", 2, around);
            case Any(var scopes) -> join(scopes, " or ", "any()", 1, around);
        };
    }

    /** Lists of none or one are written as such, so that they read back as what they are. */
    private static String join(List<Scope> scopes, String word, String name, int strength, int around) {
        if (scopes.size() < 2) {
            return name.replace(
                    "()", "(" + scopes.stream().map(s -> write(s, 0)).collect(Collectors.joining()) + ")");
        }
        var text = scopes.stream().map(s -> write(s, strength)).collect(Collectors.joining(word));
        return around >= strength ? "(" + text + ")" : text;
    }

    private static String word(String value) {
        return WORD.matcher(value).matches() && !AttributeDefinition.RESERVED.contains(value)
                ? value
                : "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String list(ItemSet items) {
        var text = new StringBuilder();
        items.forEachRange(run -> {
            text.append(text.isEmpty() ? "#" : ", #").append(run.first());
            if (run.last() > run.first()) {
                text.append("..#").append(run.last());
            }
        });
        return text.toString();
    }
}
