package org.echt.core.scan;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.echt.core.scan.SignalStore.Candidate;
import org.echt.core.scan.SignalStore.Judged;
import org.echt.core.scan.SignalStore.Progress;
import org.echt.core.serial.Reference;

/**
 * Looks at each day when it is over: counts its people, then judges the items they looked at, a chunk at a time. A day is
 * looked at as a whole because a person-day and a busy network are only known at its end. Any number may run at once, and be
 * killed: each step is taken by one of them and goes on where the last one stopped. Thread-safe.
 */
public final class SignalWatch {
    /** A check is recorded a moment after it is made. */
    private static final Duration LATE = Duration.ofMinutes(10);

    private static final int CHUNK = 1_000;

    private final SignalStore store;
    private final Knowledge knowledge;
    private final Thresholds thresholds;
    private final CopySignals signals;
    private final InstantSource clock;
    private final RandomGenerator random;

    /** What other rooms know of items. */
    public interface Knowledge {
        /** Countries an item was made for; empty where that is not known. */
        Set<String> markets(long item);

        /**
         * How many persons say to own an item, showed its inside code, and wait for a decision between them; of items that
         * have {@code least} such persons.
         */
        Map<Long, Integer> owners(int least);
    }

    /** @param random for the names of cases; safe for many threads */
    public SignalWatch(
            SignalStore store,
            Knowledge knowledge,
            Thresholds thresholds,
            InstantSource clock,
            RandomGenerator random) {
        this.store = store;
        this.knowledge = knowledge;
        this.thresholds = thresholds;
        this.signals = new CopySignals(thresholds);
        this.clock = clock;
        this.random = random;
    }

    /** Takes the next step; false when there is none until the present day is over. */
    public boolean step() {
        var now = clock.instant();
        var over = LocalDate.ofInstant(now.minus(LATE), ZoneOffset.UTC).minusDays(1);
        var progress = store.progress().orElse(null);
        if (progress == null) {
            store.begin(over);
            return true;
        }
        if (!progress.done()) {
            judge(progress, now);
            return true;
        }
        if (!progress.day().isBefore(over)) {
            return false;
        }
        store.count(
                progress.day().plusDays(1),
                thresholds,
                knowledge.owners(thresholds.owners()).keySet());
        return true;
    }

    private void judge(Progress progress, Instant now) {
        var candidates = store.candidates(progress.after(), CHUNK);
        var owners = knowledge.owners(thresholds.owners());
        List<Judged> judged =
                candidates.stream().map(c -> judge(c, owners, progress.day())).toList();
        long last = candidates.isEmpty()
                ? progress.after()
                : candidates.getLast().state().item();
        var next = new Progress(progress.day(), last, candidates.size() < CHUNK);
        store.judged(judged, progress, next, now.truncatedTo(ChronoUnit.MICROS));
    }

    private Judged judge(Candidate candidate, Map<Long, Integer> owners, LocalDate day) {
        var state = candidate.state();
        long item = state.item();
        var known = new CopySignals.Circumstances(state.life(), knowledge.markets(item), owners.getOrDefault(item, 0));
        var signal = signals.judge(candidate.history(), known, day);
        return new Judged(item, signal, signal.level() == Signal.Level.NOTHING ? "" : Reference.next("SIG", random));
    }
}
