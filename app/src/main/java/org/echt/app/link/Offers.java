package org.echt.app.link;

import java.util.List;
import org.echt.core.verify.Verdict;

/** What else can be done with a code that was issued. */
@FunctionalInterface
public interface Offers {
    Offers NONE = _ -> List.of();

    /** In the order in which they are shown; the first is the one to press. */
    List<Offer> of(Verdict.Issued verdict);

    /**
     * A link below an answer. Public for the templates.
     *
     * @param href path on this site
     * @param key its text
     */
    record Offer(String href, String key) {}
}
