package org.echt.core.serial;

import org.jspecify.annotations.Nullable;

/** Sketch. */
public sealed interface Mistake {
    record WrongSymbol(int position, char found, SerialCode suggestion) implements Mistake {}

    record Swapped(int first, int second, SerialCode suggestion) implements Mistake {}

    record Erased(@Nullable SerialCode suggestion) implements Mistake {}

    record Length(int found, int expected) implements Mistake {}

    record BadSymbol(int position, String shown) implements Mistake {}

    record Several() implements Mistake {}
}
