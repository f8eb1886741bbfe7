package org.echt.core.serial;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a text that was meant as a serial code. Positions count the symbols of the folded code from 1. A
 * suggestion is well-formed and unproven: it is shown, never used for the reader.
 */
public sealed interface Mistake {
    /** One symbol is wrong. */
    record WrongSymbol(int position, char found, SerialCode suggestion) implements Mistake {}

    /** Two symbols have changed places. */
    record Swapped(int first, int second, SerialCode suggestion) implements Mistake {}

    /**
     * Symbols were left open with {@code ?}.
     *
     * @param suggestion null when they are more than three, or the rest has a mistake
     */
    record Erased(List<Integer> positions, @Nullable SerialCode suggestion) implements Mistake {
        public Erased {
            positions = List.copyOf(positions);
        }
    }

    /**
     * Symbols are missing or too many.
     *
     * @param nearest the possible lengths next to {@code found}
     */
    record Length(int found, List<Integer> nearest) implements Mistake {
        public Length {
            nearest = List.copyOf(nearest);
        }
    }

    /** A character that no code has; {@code shown} is the character, as printable text. */
    record BadSymbol(int position, String shown) implements Mistake {}

    /** More is wrong than can be told. */
    record Several() implements Mistake {}
}
