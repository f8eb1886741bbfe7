package org.echt.core.serial;

/** Sketch. */
public sealed interface Authentication {
    record Authentic(AuthenticCode code) implements Authentication {}

    record NotIssued(Reason reason) implements Authentication {}

    record NotOurSlot(char symbol) implements Authentication {}

    enum Reason {
        NO_BATCH
    }
}
