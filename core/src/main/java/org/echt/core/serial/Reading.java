package org.echt.core.serial;

/** Sketch. */
public sealed interface Reading {
    record Read(SerialCode code, Claims claims) implements Reading {}

    record Mistyped(Mistake mistake, Claims claims) implements Reading {}

    record Foreign(Kind kind, String detail, Claims claims) implements Reading {}

    record Empty() implements Reading {}

    enum Kind {
        TOO_LONG
    }
}
