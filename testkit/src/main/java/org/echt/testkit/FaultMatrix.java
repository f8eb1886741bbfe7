package org.echt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.echt.core.fault.StoreUnavailableException;
import org.echt.testkit.Faults.Mode;
import org.echt.testkit.Faults.Steps;
import org.jspecify.annotations.Nullable;

/**
 * Breaks every write of a scenario, one after another and in every way, and looks at all of the data after each: what was
 * lost is nowhere to be seen, what was kept is there once, the step can be repeated, and at the end everything is as if
 * nothing had failed.
 */
public final class FaultMatrix {
    private final Supplier<Stores> fresh;
    private final Consumer<Stores> setUp;
    private final List<Step> steps;
    private final Collection<Long> items;

    /**
     * One step of a scenario.
     *
     * @param name for people
     * @param write does it through the stores given, and returns what they answered
     * @param first the answer to it; null where there is none
     * @param again the answer when it is repeated although it took effect
     * @param kind how it may be broken and repeated
     */
    public record Step(
            String name,
            Function<Stores, @Nullable Object> write,
            @Nullable Object first,
            @Nullable Object again,
            Kind kind) {
        /** A step that is one write, and is repeated after a fault. */
        public static Step of(
                String name, Function<Stores, @Nullable Object> write, @Nullable Object first, @Nullable Object again) {
            return new Step(name, write, first, again, Kind.ONE_WRITE);
        }

        /** A step without an answer. */
        public static Step of(String name, Consumer<Stores> write) {
            return of(name, answerless(write), null, null);
        }

        /** One write that callers do not repeat once it took effect. */
        public static Step unrepeated(String name, Consumer<Stores> write) {
            return new Step(name, answerless(write), null, null, Kind.NOT_REPEATED);
        }

        /** Several writes, of which all but the last may stay unseen; takes up by itself where it was broken. */
        public static Step resuming(String name, Consumer<Stores> write) {
            return new Step(name, answerless(write), null, null, Kind.RESUMING);
        }

        private static Function<Stores, @Nullable Object> answerless(Consumer<Stores> write) {
            return stores -> {
                write.accept(stores);
                return null;
            };
        }
    }

    /** How a step may be broken and repeated. */
    public enum Kind {
        ONE_WRITE,
        NOT_REPEATED,
        RESUMING
    }

    /**
     * A matrix.
     *
     * @param fresh empty stores, closed by the matrix
     * @param setUp what is there before; never broken
     * @param steps what is broken
     * @param items items whose data the steps change
     */
    public FaultMatrix(Supplier<Stores> fresh, Consumer<Stores> setUp, List<Step> steps, Collection<Long> items) {
        this.fresh = fresh;
        this.setUp = setUp;
        this.steps = List.copyOf(steps);
        this.items = List.copyOf(items);
    }

    /** Runs it; returns how many faults were met. */
    public int run() {
        var unbroken = unbroken();
        int met = 0;
        for (var mode : Mode.values()) {
            for (int n = 1; broken(mode, n, unbroken); n++) {
                met++;
            }
        }
        assertTrue(met >= steps.size() * Mode.values().length, "only " + met + " faults were met");
        return met;
    }

    private Snapshot unbroken() {
        try (var stores = fresh.get()) {
            setUp.accept(stores);
            for (var step : steps) {
                assertEquals(step.first(), step.write().apply(stores), step.name());
            }
            return Snapshot.of(stores, items);
        }
    }

    private boolean broken(Mode mode, int n, Snapshot unbroken) {
        try (var stores = fresh.get()) {
            setUp.accept(stores);
            var faults = new Faults(stores);
            faults.arm(mode, Steps.WRITES, n);
            for (var step : steps) {
                new Attempt(step, mode, mode + " at write " + n + ", " + step.name(), stores).run(faults.stores());
            }
            assertEquals(unbroken, Snapshot.of(stores, items), mode + " at write " + n + ", in the end");
            return faults.fired();
        }
    }

    /** One step of a run; {@code real} is for looking. */
    private final class Attempt {
        private final Step step;
        private final Mode mode;
        private final String what;
        private final Stores real;

        Attempt(Step step, Mode mode, String what, Stores real) {
            this.step = step;
            this.mode = mode;
            this.what = what;
            this.real = real;
        }

        void run(Stores faulty) {
            var before = Snapshot.of(real, items);
            long version = real.catalogue().load().version();
            try {
                assertEquals(step.first(), step.write().apply(faulty), what);
            } catch (StoreUnavailableException _) {
                repeat(faulty, before);
            }
            if (!before.catalogue().equals(Snapshot.of(real, items).catalogue())) {
                assertTrue(real.catalogue().load().version() > version, what + ": the version did not rise");
            }
        }

        private void repeat(Stores faulty, Snapshot before) {
            var after = Snapshot.of(real, items);
            if (mode == Mode.LOST && step.kind() != Kind.RESUMING) {
                assertEquals(before, after, what + ": lost, yet visible");
                assertEquals(step.first(), step.write().apply(faulty), what + ": repeated");
            } else if (step.kind() == Kind.RESUMING) {
                assertEquals(step.first(), step.write().apply(faulty), what + ": taken up again");
            } else {
                assertNotEquals(before, after, what + ": kept, yet not visible");
                keptAgain(faulty, after);
            }
        }

        private void keptAgain(Stores faulty, Snapshot after) {
            if (step.kind() != Kind.NOT_REPEATED) {
                assertEquals(step.again(), step.write().apply(faulty), what + ": repeated");
                assertEquals(after, Snapshot.of(real, items), what + ": repeating changed something");
            }
        }
    }
}
