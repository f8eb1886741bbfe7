package org.echt.app.boot;

import java.time.Duration;
import org.echt.core.scan.SignalWatch;

/**
 * Has each day looked at for copies when it is over. Every node tries; a step is taken by one of them. It rests after each, so
 * that checks come first.
 */
final class SignalKeeper {
    private static final System.Logger LOG = System.getLogger(SignalKeeper.class.getName());
    private static final Duration BETWEEN = Duration.ofMillis(200);
    private static final Duration NOTHING_TO_DO = Duration.ofMinutes(5);

    private SignalKeeper() {}

    static Repeat start(SignalWatch watch) {
        return Repeat.start("signals", () -> rest(watch));
    }

    private static Duration rest(SignalWatch watch) {
        try {
            return watch.step() ? BETWEEN : NOTHING_TO_DO;
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "copy signals are not looked for now: " + e.getMessage());
            return NOTHING_TO_DO;
        }
    }
}
