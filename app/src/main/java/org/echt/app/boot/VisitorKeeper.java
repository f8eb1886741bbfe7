package org.echt.app.boot;

import java.time.Duration;
import org.echt.app.link.Visitors;

/** Has this node tell visitors apart as the others do, and forget the salt of a day that is over. */
final class VisitorKeeper {
    private static final System.Logger LOG = System.getLogger(VisitorKeeper.class.getName());
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private VisitorKeeper() {}

    /** Returns when it was tried once, so that the first visitor meets the salt of all. */
    static Repeat start(Visitors visitors) {
        renew(visitors);
        return Repeat.startAfter(MINUTE, "visitors", () -> {
            renew(visitors);
            return MINUTE;
        });
    }

    private static void renew(Visitors visitors) {
        try {
            visitors.renew();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "visitors are told apart by this node alone now: " + e.getMessage());
        }
    }
}
