package org.echt.app.capture;

import org.echt.core.asbuilt.PartKey;
import org.echt.core.asbuilt.RejectedLine.Cause;

/** What a part is, by its field or fields in a file. */
sealed interface PartText {
    /** One of our codes, issued. */
    record Own(long item) implements PartText {}

    /** A part for the dictionary. */
    record Foreign(PartKey key) implements PartText {}

    /**
     * No part.
     *
     * @param detail never a whole valid code
     */
    record Bad(Cause cause, String detail) implements PartText {}
}
