package org.echt.app.link;

import org.echt.core.verify.Check;
import org.echt.core.verify.Verdict;

/** Answers one check, raw text to verdict. Thread-safe. */
@FunctionalInterface
public interface Checker {
    /** Throws only when machinery is broken; a store that cannot be reached is an answer. */
    Verdict check(Check check);
}
