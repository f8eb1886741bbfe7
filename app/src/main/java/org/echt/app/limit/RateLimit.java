package org.echt.app.limit;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A bucket for each caller, filled at a steady rate. Remembers the callers of late only: whoever was forgotten has a full
 * bucket again, which is what a caller who waited would have. Thread-safe.
 */
public final class RateLimit {
    private static final int REMEMBERED = 10_000;

    private final int size;
    private final double perMilli;
    private final InstantSource clock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** @param perMinute steady rate, and how many may come at once */
    public RateLimit(int perMinute, InstantSource clock) {
        this.size = perMinute;
        this.perMilli = perMinute / 60_000.0;
        this.clock = clock;
    }

    private static final class Bucket {
        double left;
        long at;
    }

    /**
     * Whether a caller may go on.
     *
     * @param left how many more may come now
     * @param seconds whole seconds until the next may come; 0 when it may now
     */
    public record State(int limit, int left, long seconds) {
        public boolean isOver() {
            return seconds > 0;
        }
    }

    /** Takes {@code cost} from a caller's bucket, if it holds so much. */
    public synchronized State take(String caller, int cost) {
        var bucket = filled(caller);
        boolean enough = bucket.left >= cost;
        if (enough) {
            bucket.left -= cost;
        }
        long wait = enough ? 0 : (long) Math.ceil((cost - bucket.left) / perMilli / 1_000);
        return new State(size, (int) bucket.left, wait);
    }

    private Bucket filled(String caller) {
        long now = clock.millis();
        var bucket = buckets.computeIfAbsent(caller, _ -> {
            var full = new Bucket();
            full.left = size;
            full.at = now;
            return full;
        });
        bucket.left = Math.min(size, bucket.left + Math.max(0, now - bucket.at) * perMilli);
        bucket.at = now;
        return bucket;
    }
}
