package org.echt.core.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When an endpoint is told again: the schedule that Standard Webhooks 1.0.0 gives as its example, ten attempts over a bit
 * more than three days, each wait longer by up to a fifth at random, so that what failed at once does not come again at
 * once. An endpoint may ask for a longer wait (Retry-After), up to a day, and not for a shorter one. Thread-safe if its
 * chance is.
 */
public final class RetrySchedule {
    /** Longest wait an endpoint may ask for. */
    public static final Duration LONGEST_WISH = Duration.ofDays(1);

    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));
    /** How long all of an endpoint rests that says it has too much to do, and not for how long. */
    private static final Duration REST = Duration.ofSeconds(30);

    private static final double JITTER = 0.2;

    private final RandomGenerator random;

    public RetrySchedule(RandomGenerator random) {
        this.random = random;
    }

    /** Attempts at most. */
    public static int attempts() {
        return WAITS.size() + 1;
    }

    /** What follows from an attempt. */
    public sealed interface Next {
        /** It is told. */
        record Done() implements Next {}

        /** Again, not before {@code at}. */
        record Again(Instant at) implements Next {}

        /** That was the last attempt. */
        record GivenUp() implements Next {}

        /** The endpoint says that it is gone for good (410): nothing more is sent there. */
        record Gone() implements Next {}
    }

    /**
     * What follows.
     *
     * @param number of the attempt, from 1
     * @param wish how long the endpoint asks to wait; null where it does not
     * @param now the attempt's end
     */
    public Next after(Attempt attempt, int number, @Nullable Duration wish, Instant now) {
        if (attempt.succeeded()) {
            return new Next.Done();
        }
        if (attempt.status() == 410) {
            return new Next.Gone();
        }
        if (number >= attempts()) {
            return new Next.GivenUp();
        }
        var wait = WAITS.get(number - 1);
        var late = wait.plusMillis((long) (wait.toMillis() * JITTER * random.nextDouble()));
        return new Next.Again(now.plus(longer(late, granted(wish))));
    }

    /**
     * How long nothing at all is sent to an endpoint that gave this answer: as long as it asks for with 429 or 503, and for
     * a moment after 429, 502, 503 and 504 in any case.
     */
    public static Duration rest(int status, @Nullable Duration wish) {
        return switch (status) {
            case 429, 503 -> longer(REST, granted(wish));
            case 502, 504 -> REST;
            default -> Duration.ZERO;
        };
    }

    /** What an endpoint that asks for a wait is given: a day at most, nothing when it does not ask. */
    public static Duration granted(@Nullable Duration wish) {
        if (wish == null || wish.isNegative()) {
            return Duration.ZERO;
        }
        return wish.compareTo(LONGEST_WISH) < 0 ? wish : LONGEST_WISH;
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
