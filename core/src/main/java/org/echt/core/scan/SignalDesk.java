package org.echt.core.scan;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.echt.core.access.Act;
import org.echt.core.access.Actor;
import org.echt.core.access.Right;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.echt.core.scan.CopyCase.Decision;
import org.echt.core.scan.CopyCase.Outcome;
import org.echt.core.scan.CopyCase.Suspect;
import org.jspecify.annotations.Nullable;

/** Where people look at cases and decide them. Each step asks the actor for DECIDE_SIGNALS. Thread-safe. */
public final class SignalDesk {
    private final SignalStore store;
    private final InstantSource clock;

    public SignalDesk(SignalStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * How the signals do.
     *
     * @param progress how far the evaluation has come; empty before it began
     * @param unusual items whose checks say UNUSUAL
     * @param confirmed items whose checks say COPY_CONFIRMED
     * @param precision share of copies among the decided cases, by cause
     */
    public record Status(
            Optional<SignalStore.Progress> progress, long unusual, long confirmed, Map<Reason, Precision> precision) {
        public Status {
            precision = Map.copyOf(precision);
        }

        /** Of all causes together. */
        public Precision overall() {
            return precision.values().stream().reduce(new Precision(0, 0), Precision::plus);
        }
    }

    /** Cases with an item nobody decided, the oldest first. */
    public List<CopyCase> open(int limit, Actor by) {
        by.require(Right.DECIDE_SIGNALS);
        return store.open(limit);
    }

    /** @throws RefusedException (NOT_FOUND) where there is no such case */
    public CopyCase find(String id, Actor by) {
        by.require(Right.DECIDE_SIGNALS);
        return find(id);
    }

    private CopyCase find(String id) {
        return store.find(id)
                .orElseThrow(() -> new RefusedException(Fault.NOT_FOUND, "there is no case \"" + id + "\""));
    }

    /** The items of a case, those nobody decided first. */
    public List<Suspect> suspects(CopyCase of, int limit, Actor by) {
        by.require(Right.DECIDE_SIGNALS);
        return store.suspects(of.id(), limit);
    }

    /** Cases an item is or was in, newest first. */
    public List<CopyCase> casesOf(long item, Actor by) {
        by.require(Right.DECIDE_SIGNALS);
        return store.casesOf(item);
    }

    /**
     * Decides items of a case, also those decided before. Needs a reason.
     *
     * @param items null for all that nobody decided
     * @return how many were decided
     */
    public long decide(String id, @Nullable Set<Long> items, Outcome outcome, Act act) {
        act.by().require(Right.DECIDE_SIGNALS);
        if (act.why().isBlank()) {
            throw new RefusedException(Fault.BAD_REQUEST, "deciding case " + id + " needs a reason");
        }
        find(id);
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        long decided = store.decide(id, items, new Decision(outcome, act.name(), at, act.why()));
        if (decided == 0) {
            throw new RefusedException(
                    Fault.CONFLICT,
                    items == null
                            ? "all of case " + id + " is decided already"
                            : "not all of these items are in case " + id);
        }
        return decided;
    }

    public Status status(Actor by) {
        by.require(Right.DECIDE_SIGNALS);
        return new Status(
                store.progress(),
                store.countOf(ItemState.Use.UNUSUAL),
                store.countOf(ItemState.Use.COPY_CONFIRMED),
                store.precision());
    }
}
