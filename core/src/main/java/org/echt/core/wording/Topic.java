package org.echt.core.wording;

import java.util.Locale;

/** What a phrase of the word lists is about; each is a section of every list. */
public enum Topic {
    /** Turns the meaning of what follows; no gap of a phrase reaches over it. */
    NEGATION,
    /** Lowers the sense of risk wherever it stands. */
    SOFTENING,
    /** Lowers the sense of risk in the description of a hazard, and is innocent elsewhere. */
    SOFT_HAZARD,
    /** Says that nothing has happened yet. */
    NO_INCIDENTS,
    /** Tells to stop using something. */
    STOP_USE,
    /** Says that a call costs nothing. */
    FREE,
    /** Says that a remedy costs something. */
    COSTS,
    /** Advertises. */
    SELLING,
    /** Points to a picture instead of saying it. */
    SEE_PICTURE,
    /** Asks to pass something on. */
    SHARE,
    /** Offers a repair. */
    REPAIR,
    /** Offers a replacement. */
    REPLACEMENT,
    /** Offers the money back. */
    REFUND,
    /** Tells what can happen to people or things. */
    HARM,
    /** Tells how old somebody is. */
    AGE,
    /** Tells where, when or by whom something was sold. */
    SOLD,
    /** Names a way to tell units apart. */
    IDENTIFIER,
    /** Counts units. */
    UNITS,
    /** Reports incidents. */
    INCIDENTS,
    /** Calls something a recall. */
    RECALL,
    /** Small words that tell a language. */
    COMMON;

    /** The heading of its section. */
    String section() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a negation before it takes the meaning away. */
    boolean isTurnedByNegation() {
        return switch (this) {
            case SOFTENING, SOFT_HAZARD, STOP_USE, COSTS, SELLING -> true;
            case NEGATION,
                    NO_INCIDENTS,
                    FREE,
                    SEE_PICTURE,
                    SHARE,
                    REPAIR,
                    REPLACEMENT,
                    REFUND,
                    HARM,
                    AGE,
                    SOLD,
                    IDENTIFIER,
                    UNITS,
                    INCIDENTS,
                    RECALL,
                    COMMON -> false;
        };
    }
}
