package org.echt.core.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.echt.core.webhook.RetrySchedule.Next;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryScheduleTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    /** The example of Standard Webhooks 1.0.0. */
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

    private final RetrySchedule schedule = new RetrySchedule(new Random(3));

    private Next after(int status, int number, @Nullable Duration wish) {
        return schedule.after(new Attempt(NOON, status, "", 5), number, wish, NOON);
    }

    private Duration wait(int status, int number, @Nullable Duration wish) {
        return Duration.between(
                NOON,
                assertInstanceOf(Next.Again.class, after(status, number, wish)).at());
    }

    @Test
    void waitsAreThoseOfTheSpecificationAndAFifthMoreAtMost() {
        for (int number = 1; number <= WAITS.size(); number++) {
            var seen = new HashSet<Duration>();
            for (int i = 0; i < 50; i++) {
                var wait = wait(500, number, null);
                seen.add(wait);
                var least = WAITS.get(number - 1);
                assertTrue(wait.compareTo(least) >= 0, number + ": " + wait);
                assertTrue(wait.compareTo(least.multipliedBy(6).dividedBy(5)) <= 0, number + ": " + wait);
            }
            assertTrue(seen.size() > 40, "chance is in it");
        }
        assertEquals(new Next.GivenUp(), after(500, 10, null));
        assertEquals(10, RetrySchedule.attempts());
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void everySuccessIsOne(int status) {
        assertEquals(new Next.Done(), after(status, 10, null));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 301, 307, 400, 401, 404, 409, 429, 500, 503})
    void everythingElseIsTriedAgain(int status) {
        assertInstanceOf(Next.Again.class, after(status, 1, null));
    }

    @Test
    void goneIsGone() {
        assertEquals(new Next.Gone(), after(410, 1, Duration.ofSeconds(1)));
    }

    @Test
    void anEndpointMayAskForMoreTimeWithinBounds() {
        assertEquals(Duration.ofHours(1), wait(503, 1, Duration.ofHours(1)));
        assertEquals(Duration.ofDays(1), wait(503, 1, Duration.ofDays(400)));
        assertTrue(wait(503, 4, Duration.ofSeconds(1)).compareTo(Duration.ofHours(2)) >= 0, "never for less");
        assertTrue(wait(503, 1, Duration.ofSeconds(-9)).compareTo(Duration.ofSeconds(5)) >= 0);
    }

    @ParameterizedTest
    @CsvSource({"429, 30, 600", "503, 30, 600", "502, 30, 30", "504, 30, 30", "500, 0, 0", "200, 0, 0", "0, 0, 0"})
    void whoHasTooMuchToDoRests(int status, long unasked, long asked) {
        assertEquals(Duration.ofSeconds(unasked), RetrySchedule.rest(status, null));
        assertEquals(Duration.ofSeconds(asked), RetrySchedule.rest(status, Duration.ofMinutes(10)));
    }

    @Test
    void nonsenseIsNamed() {
        assertThrows(IllegalArgumentException.class, () -> new Attempt(NOON, 600, "", 5));
        assertThrows(IllegalArgumentException.class, () -> new Event("a.b", EventType.TEST, "", NOON));
        assertThrows(IllegalArgumentException.class, () -> new Event("", EventType.TEST, "", NOON));
        assertThrows(IllegalArgumentException.class, () -> new EndpointKey(0, NOON, null));
        assertEquals("R-2026-001_v3", Event.recallVersion("R-2026-001", 3, NOON).id());
    }
}
