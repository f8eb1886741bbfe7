package org.echt.app.boot;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.echt.core.ledger.Head;
import org.echt.core.ledger.LedgerDesk;
import org.echt.core.ledger.LedgerStore.Witnessed;
import org.echt.core.ledger.Stamps.Answer;

/**
 * Has the log's newest checkpoint time-stamped at an interval, where the log grew. Apart from {@link LogKeeper}, because an
 * authority may take minutes to say nothing. Every node does, and looks first when any of them did last; two that look in
 * the same moment get two stamps, which costs one too many and contradicts nothing.
 */
final class LogStamper {
    private static final System.Logger LOG = System.getLogger(LogStamper.class.getName());
    private static final Duration TICK = Duration.ofSeconds(2);
    /** How long a log that has not grown, or an authority that refuses, is left alone at most. */
    private static final Duration REST = Duration.ofMinutes(5);

    private final LedgerDesk desk;
    private final Duration every;
    private final InstantSource clock;
    private Instant next = Instant.MIN;
    private boolean failing;

    LogStamper(LedgerDesk desk, Duration every, InstantSource clock) {
        this.desk = desk;
        this.every = every;
        this.clock = clock;
    }

    static Repeat start(LedgerDesk desk, Duration every, InstantSource clock) {
        var stamper = new LogStamper(desk, every, clock);
        return Repeat.start("log stamps", () -> {
            if (!clock.instant().isBefore(stamper.next)) {
                stamper.next = stamper.look();
            }
            return TICK;
        });
    }

    /** Has it stamped if it is time; answers when to look again. */
    Instant look() {
        var now = clock.instant();
        try {
            var last = desk.store().stamped();
            var due = last.map(w -> w.at().plus(every)).orElse(Instant.MIN);
            if (now.isBefore(due)) {
                return due;
            }
            long stamped = last.map(Witnessed::size).orElse(0L);
            if (desk.store().head().map(Head::size).orElse(0L) > stamped) {
                return stamp(now);
            }
        } catch (RuntimeException e) {
            tell(String.valueOf(e.getMessage()));
        }
        return now.plus(rest());
    }

    private Instant stamp(Instant now) {
        return desk.stamp(now)
                .map(stamped -> switch (stamped.says()) {
                    case Answer.Stamp _ -> {
                        recovered();
                        yield now.plus(every);
                    }
                    case Answer.Refused(var cause) -> {
                        tell(cause);
                        yield now.plus(rest());
                    }
                })
                .orElseGet(() -> now.plus(rest()));
    }

    private Duration rest() {
        return every.compareTo(REST) < 0 ? every : REST;
    }

    /** Once, until it works again. */
    private void tell(String cause) {
        if (!failing) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the log's checkpoints are not time-stamped now, and it is tried again: " + cause);
        }
        failing = true;
    }

    private void recovered() {
        if (failing) {
            LOG.log(System.Logger.Level.INFO, "the log's checkpoints are time-stamped again");
        }
        failing = false;
    }
}
