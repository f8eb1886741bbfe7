package org.echt.core.serial;

/** What {@link CodeReader} made of a text. */
public sealed interface Reading {
    /** A well-formed code. */
    record Read(SerialCode code, Claims claims) implements Reading {}

    /** Meant as a code, but not one. */
    record Mistyped(Mistake mistake, Claims claims) implements Reading {}

    /**
     * Cannot be our numbering.
     *
     * @param detail for the owner's log: a few words without the text that was read
     */
    record Foreign(Kind kind, String detail, Claims claims) implements Reading {}

    /** Nothing was typed. */
    record Empty() implements Reading {}

    /** What a foreign text looks like. */
    enum Kind {
        /** Longer than {@link CodeReader#MAX_INPUT}; not looked at. */
        TOO_LONG,
        /** A product number without a serial. */
        PRODUCT_NUMBER,
        /** Another GS1 key, for example a returnable asset. */
        OTHER_KEY,
        /** An address without a serial. */
        LINK,
        /** Only digits, which our codes never are. */
        NUMERIC,
        /** Too short or too long for any of our codes. */
        OTHER_LENGTH,
        /** Mostly characters that no code has. */
        TEXT
    }
}
