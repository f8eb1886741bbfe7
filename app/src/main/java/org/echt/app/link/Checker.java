package org.echt.app.link;

import java.time.Instant;
import java.util.List;
import org.echt.core.verify.Check;
import org.echt.core.verify.Verdict;

/** Answers one check, raw text to verdict. Thread-safe. */
@FunctionalInterface
public interface Checker {
    /** Throws only when machinery is broken; a store that cannot be reached is an answer. */
    Verdict check(Check check);

    /** What can be said without asking the store or recording anything: for whoever cannot be let in now. */
    default Verdict withoutStore(Check check) {
        return new Verdict.Unavailable(List.of(), new Verdict.Stamp(Instant.now(), 0, ""));
    }
}
