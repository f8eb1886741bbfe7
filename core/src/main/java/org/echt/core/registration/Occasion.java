package org.echt.core.registration;

/** Why somebody is written to. */
public enum Occasion {
    /** To confirm that they want to watch an item: the object. */
    CONFIRM_WATCH,
    /** To confirm that they claim an item; the object is the claim. */
    CONFIRM_REGISTRATION,
    /** The link to their own list, asked for by whoever typed their address. */
    THINGS,
    /** Somebody else claims what they registered, or they claim what is registered; the object is their registration. */
    DISPUTE,
    /** The dispute was decided; the object is their registration. */
    DECISION,
    /** An answer they wanted to have by mail. */
    RECEIPT,
    /** A recall or notice concerns an item of theirs. */
    ALERT,
    /** What they were told of a recall has changed for their items. */
    CHANGE,
    /** To try whether messages arrive. */
    TEST;

    /** Whether anybody who types an address can cause it, so that it must be limited. */
    public boolean isAsked() {
        return this == CONFIRM_WATCH || this == CONFIRM_REGISTRATION || this == THINGS || this == RECEIPT;
    }
}
