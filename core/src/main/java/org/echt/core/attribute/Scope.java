package org.echt.core.attribute;

import java.time.LocalDate;
import java.util.List;
import org.echt.core.serial.ItemRange;
import org.echt.core.serial.ItemSet;
import org.jspecify.annotations.Nullable;

/**
 * The rule that says which items a recall, a notice or a value concerns: never ticked rows. Immutable. {@link ScopeText}
 * writes and reads its text form; {@link ScopeTest} tests one item with its reason; {@link ScopeSet} finds all items.
 */
public sealed interface Scope {
    /** Listed items. */
    record Items(ItemSet items) implements Scope {}

    /** A range of item numbers. */
    record Range(ItemRange range) implements Scope {}

    /** A production lot, or the lots from one to another in their sort order (both included). */
    record Lot(String first, String last) implements Scope {
        public Lot {
            if (first.compareTo(last) > 0) {
                throw new IllegalArgumentException("lots " + first + ".." + last + " are in the wrong order");
            }
        }
    }

    /** A product or part type, named by its key, name, GTIN or the maker's part number. */
    record OfProduct(String name) implements Scope {}

    /** Made between two days, both included. */
    record ProducedBetween(LocalDate first, LocalDate last) implements Scope {
        public ProducedBetween {
            if (last.isBefore(first)) {
                throw new IllegalArgumentException("produced between " + first + " and " + last + ": wrong order");
            }
        }
    }

    /** An attribute's value compared with a constant; an unset attribute matches only {@code !=}. */
    record AttributeIs(String attribute, Comparison comparison, String value) implements Scope {}

    /** How an attribute is compared. */
    enum Comparison {
        EQUAL("="),
        NOT_EQUAL("!="),
        LESS("<"),
        AT_MOST("<="),
        MORE(">"),
        AT_LEAST(">=");

        public final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }
    }

    /**
     * Something inside, at any depth, matches.
     *
     * @param inner what to look for
     * @param asOf what was inside at the end of that day (UTC); null for what is inside now
     */
    record Contains(Scope inner, @Nullable LocalDate asOf) implements Scope {}

    /** Every one of them. */
    record All(List<Scope> scopes) implements Scope {
        public All {
            scopes = List.copyOf(scopes);
        }
    }

    /** At least one of them. */
    record Any(List<Scope> scopes) implements Scope {
        public Any {
            scopes = List.copyOf(scopes);
        }
    }

    /** Not this. */
    record Not(Scope scope) implements Scope {}
}
