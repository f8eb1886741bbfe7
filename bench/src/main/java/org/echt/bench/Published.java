package org.echt.bench;

import java.util.BitSet;

/**
 * A version of the recall that everybody must answer by.
 *
 * @param at when its approval had returned, {@link System#nanoTime}
 * @param affected laptops by their place in the load
 * @param dataVersion of the catalogue that holds it; 0 while that is not known
 */
record Published(long at, BitSet affected, long dataVersion) {
    /** Whether an answer was given without knowing of it. */
    boolean isUnknownTo(int laptop, Answer answer) {
        return answer.dataVersion() < dataVersion
                || (affected.get(laptop) && !answer.safety().equals("AFFECTED"));
    }
}
