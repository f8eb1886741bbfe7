package org.echt.core.recall;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.echt.core.asbuilt.AsBuiltStore;
import org.echt.core.attribute.Register;
import org.echt.core.attribute.Scope;
import org.echt.core.attribute.ScopeTest;
import org.echt.core.attribute.Tri;

/**
 * Judges a random sample of the issued items one by one, for a first number within the second. Items are drawn in random
 * order, so that a sample cut short by the clock is one too.
 */
final class Estimator {
    private static final int SAMPLE = 1_000;
    private static final int FIRST_PORTION = 50;
    private static final long ENOUGH_MILLIS = 1_200;

    private final AsBuiltStore builds;
    private final InstantSource clock;

    Estimator(AsBuiltStore builds, InstantSource clock) {
        this.builds = builds;
        this.clock = clock;
    }

    /**
     * An estimate of what {@code scope} concerns.
     *
     * @param at the instant asked about
     * @param seed the same one draws the same items
     * @param began when the preview began, for the time the estimate took
     */
    PreviewEvent.Estimate estimate(Scope scope, Register register, Instant at, long seed, Instant began) {
        var issued = register.issued();
        long[] places = places(issued.size(), new SplittableRandom(seed));
        long affected = 0;
        long unknown = 0;
        int judged = 0;
        long start = clock.millis();
        for (int to = Math.min(places.length, FIRST_PORTION); to > judged; ) {
            long[] items = Arrays.stream(places, judged, to).map(issued::at).toArray();
            for (var build : builds.builds(items)) {
                var test = new ScopeTest(register, build, at, _ -> false);
                var answer = register.traits(build.root())
                        .map(traits -> test.test(scope, traits).answer())
                        .orElse(Tri.NO);
                affected += answer == Tri.YES ? 1 : 0;
                unknown += answer == Tri.UNKNOWN ? 1 : 0;
            }
            judged = to;
            to = Math.min(places.length, judged + nextPortion(judged, start, began));
        }
        return new PreviewEvent.Estimate(
                judged, affected, unknown, issued.size(), clock.millis() - began.toEpochMilli());
    }

    /** As many as the time left allows at the pace so far; each read costs a connection, so few and large ones are best. */
    private int nextPortion(int judged, long start, Instant began) {
        long now = clock.millis();
        long left = ENOUGH_MILLIS - (now - began.toEpochMilli());
        return (int) Math.clamp(judged * left / Math.max(1, now - start), 0L, SAMPLE);
    }

    /** Different places below {@code size}, in random order. */
    private static long[] places(long size, SplittableRandom random) {
        if (size <= SAMPLE) {
            return shuffled(size, random);
        }
        return random.longs(0, size).distinct().limit(SAMPLE).toArray();
    }

    private static long[] shuffled(long size, SplittableRandom random) {
        long[] places = new long[(int) size];
        Arrays.setAll(places, i -> i);
        for (int i = places.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            long place = places[i];
            places[i] = places[other];
            places[other] = place;
        }
        return places;
    }
}
