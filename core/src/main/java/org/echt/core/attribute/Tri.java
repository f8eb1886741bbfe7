package org.echt.core.attribute;

/** Three-valued truth (Kleene): what is not recorded can be neither affirmed nor denied. */
public enum Tri {
    NO,
    UNKNOWN,
    YES;

    public static Tri of(boolean value) {
        return value ? YES : NO;
    }

    public Tri and(Tri other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public Tri or(Tri other) {
        return compareTo(other) >= 0 ? this : other;
    }

    public Tri not() {
        return switch (this) {
            case YES -> NO;
            case NO -> YES;
            case UNKNOWN -> UNKNOWN;
        };
    }
}
