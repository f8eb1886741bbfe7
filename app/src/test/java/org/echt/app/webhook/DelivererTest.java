package org.echt.app.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.echt.app.webhook.Receiver.Says;
import org.echt.core.audit.AuditLog;
import org.echt.core.fault.StoreUnavailableException;
import org.echt.core.webhook.Attempt;
import org.echt.core.webhook.Delivery.State;
import org.echt.core.webhook.Endpoint;
import org.echt.core.webhook.Event;
import org.echt.core.webhook.EventType;
import org.echt.core.webhook.Targets;
import org.echt.testkit.Faults;
import org.echt.testkit.MemoryStores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Delivering to a receiver that verifies, over real connections. */
@Tag("slow")
final class DelivererTest {
    private static final TextRequest TEXT = new TextRequest("+4915112345678", "Stop using it", "en");

    private final MemoryStores stores = new MemoryStores();
    private final Trial trial = new Trial(stores.webhooks());

    @AfterEach
    void close() {
        trial.close();
    }

    private Event text(int n) {
        return new Event("sms_" + n, EventType.SMS_REQUESTED, Integer.toString(n), trial.time.instant());
    }

    private List<Integer> statuses(String endpoint) {
        return trial.store.attempts(trial.only(endpoint).number()).stream()
                .map(Attempt::status)
                .toList();
    }

    @Test
    void whoWantsItIsToldAndVerifiesIt() {
        trial.add("crm", EventType.RECALL_VERSION);
        trial.add("gateway", EventType.SMS_REQUESTED);
        var event = trial.put(1);
        assertEquals(1, trial.deliverer().round());
        var got = trial.receiver.got.remove();
        assertTrue(trial.receiver.got.isEmpty());
        assertEquals(event.id(), got.id());
        assertEquals("application/cloudevents+json; charset=UTF-8", got.type());
        assertEquals("/in?k=1", got.path());
        assertEquals("echt.recall.version", got.body().get("type").asString());
        assertEquals(1, got.body().get("data").get("version").asInt());
        assertEquals(State.DELIVERED, trial.only("crm").state());
        assertEquals(List.of(204), statuses("crm"));
        assertEquals(0, trial.deliverer().round(), "told once");
    }

    @Test
    void whatFailsIsTriedAgainWhenItIsTimeUnderTheSameId() {
        trial.add("crm", EventType.RECALL_VERSION);
        trial.put(1);
        trial.receiver.reaction = _ -> Says.status(500);
        var deliverer = trial.deliverer();
        assertEquals(1, deliverer.round());
        assertEquals(0, deliverer.round(), "not at once");
        trial.moveTo(Duration.ofSeconds(7));
        trial.receiver.reaction = _ -> Says.status(200);
        assertEquals(1, deliverer.round());
        assertEquals(2, trial.receiver.times.get("R-2026-001_v1"));
        var times = trial.receiver.got.stream().map(Receiver.Got::timestamp).toList();
        assertEquals(7, times.getLast() - times.getFirst(), "signed anew");
        assertEquals(List.of(500, 200), statuses("crm"));
        assertEquals(State.DELIVERED, trial.only("crm").state());
    }

    @Test
    void afterTenAttemptsInThreeDaysItIsGivenUpAndTheEndpointPaused() {
        trial.add("crm", EventType.RECALL_VERSION);
        trial.put(1);
        trial.receiver.reaction = _ -> Says.status(503);
        var begin = trial.time.instant();
        int tried = trial.deliverer().round();
        while (trial.only("crm").state() == State.WAITING) {
            trial.moveTo(
                    Duration.between(trial.time.instant(), trial.only("crm").dueAt()));
            tried += trial.deliverer().round();
        }
        assertEquals(10, tried);
        assertEquals(State.FAILED, trial.only("crm").state());
        var took = Duration.between(begin, trial.time.instant());
        assertTrue(took.toHours() >= 75 && took.toHours() <= 91, took.toString());
        var endpoint = trial.desk.find("crm");
        assertEquals(Endpoint.State.PAUSED, endpoint.state());
        assertEquals("it took nothing since 2026-11-04T10:00:00Z, in 10 attempts", endpoint.why());
        var entries = stores.audit()
                .find(new AuditLog.Filter("echt", "webhook.paused", "crm", null, null, Long.MAX_VALUE, 9));
        assertEquals(1, entries.size());
        trial.put(2);
        assertEquals(0, trial.deliverer().round());
        trial.receiver.reaction = _ -> Says.status(200);
        trial.desk.resume("crm", Trial.ADA);
        assertEquals(1, trial.deliverer().round(), "what came in the meantime waited");
        assertEquals(1, trial.desk.replaySince("crm", begin, Trial.ADA) - 1, "both can be told again");
    }

    @Test
    void oneThatFailsForEverDoesNotPauseAnEndpointThatTakesOthers() {
        trial.add("crm", EventType.RECALL_VERSION);
        trial.put(1);
        trial.receiver.reaction = got -> Says.status(got.id().endsWith("_v1") ? 422 : 200);
        trial.deliverer().round();
        trial.put(2);
        while (trial.deliveries("crm").getLast().state() == State.WAITING) {
            trial.moveTo(Duration.ofHours(25));
            trial.deliverer().round();
        }
        assertEquals(State.FAILED, trial.deliveries("crm").getLast().state());
        assertTrue(trial.desk.find("crm").isActive());
    }

    @Test
    void whoIsGoneIsPausedAtOnceAndGetsNothingMore() {
        trial.add("crm", EventType.RECALL_VERSION);
        for (int i = 1; i <= 30; i++) {
            trial.put(i);
        }
        trial.receiver.reaction = _ -> Says.status(410);
        int tried = trial.deliverer().round();
        assertTrue(tried <= 4, "at most those that were on their way: " + tried);
        assertEquals("it answered 410 Gone", trial.desk.find("crm").why());
        assertEquals(0, trial.deliverer().round());
        trial.receiver.reaction = _ -> Says.status(200);
        trial.desk.resume("crm", Trial.ADA);
        var deliverer = trial.deliverer();
        int again = 0;
        for (int n = deliverer.round(); n > 0; n = deliverer.round()) {
            again += n;
        }
        assertEquals(30, again, "nothing is lost");
    }

    @Test
    void whoAsksForTimeGetsItForAll() {
        trial.add("crm", EventType.RECALL_VERSION);
        for (int i = 1; i <= 12; i++) {
            trial.put(i);
        }
        trial.receiver.reaction = _ -> new Says(429, Map.of("Retry-After", "600"), "");
        var deliverer = trial.deliverer();
        int tried = deliverer.round();
        assertTrue(tried >= 1 && tried <= 4, "tried " + tried);
        trial.put(13);
        trial.moveTo(Duration.ofSeconds(599));
        assertEquals(0, deliverer.round());
        trial.receiver.reaction = _ -> Says.status(200);
        trial.moveTo(Duration.ofSeconds(1));
        assertEquals(13, deliverer.round());
        var attempts =
                trial.deliveries("crm").stream().mapToInt(d -> d.attempts()).sum();
        assertEquals(13 + tried, attempts, "what was put back was not counted");
    }

    @Test
    void whileKeysChangeBothSign() {
        var first = trial.add("crm", EventType.RECALL_VERSION);
        var rotated = trial.desk.rotate("crm", Duration.ofHours(24), Trial.ADA);
        trial.put(1);
        trial.deliverer().round();
        assertEquals(2, trial.receiver.got.remove().signatures(), "whoever knows the old key only verifies it");
        trial.receiver.trusted.clear();
        trial.receiver.trust(trial.desk.publicKey(rotated.keys().getFirst()));
        trial.put(2);
        trial.deliverer().round();
        assertEquals(2, trial.receiver.got.remove().signatures(), "whoever knows the new key only does too");
        trial.moveTo(Duration.ofHours(24));
        trial.put(3);
        trial.deliverer().round();
        assertEquals(1, trial.receiver.got.remove().signatures());
        trial.receiver.trusted.clear();
        trial.receiver.trust(trial.desk.publicKey(first.keys().getFirst()));
        trial.put(4);
        trial.deliverer().round();
        assertTrue(trial.receiver.got.isEmpty(), "the old key has ended");
        assertEquals(List.of(400), statuses("crm"));
    }

    @Test
    void aBetrayedKeyEndsAtOnceAndEveryEndpointHasItsOwn() {
        var crm = trial.add("crm", EventType.RECALL_VERSION);
        var erp = trial.add("erp", EventType.RECALL_VERSION);
        var after = trial.desk.rotate("crm", Duration.ZERO, Trial.ADA);
        assertEquals(1, after.keysAt(trial.time.instant()).size());
        var keys = new HashSet<String>();
        for (var key : List.of(
                crm.keys().getFirst(), erp.keys().getFirst(), after.keys().getFirst())) {
            keys.add(trial.desk.publicKey(key));
        }
        assertEquals(3, keys.size());
        trial.desk.remove("crm", Trial.ADA);
        assertTrue(keys.add(trial.desk.publicKey(
                trial.add("crm", EventType.RECALL_VERSION).keys().getFirst())));
    }

    @Test
    void killedBetweenSendingAndTellingItComesAgainUnderTheSameId() {
        for (var mode : List.of(Faults.Mode.LOST, Faults.Mode.KEPT)) {
            var id = mode == Faults.Mode.LOST ? "crm" : "erp";
            trial.add(id, EventType.RECALL_VERSION);
            var event = trial.put(mode == Faults.Mode.LOST ? 10 : 11);
            var faults = new Faults(stores);
            faults.arm(mode, Faults.Steps.WRITES, 2);
            var deliverer = trial.deliverer(faults.stores().webhooks());
            assertThrows(StoreUnavailableException.class, deliverer::round);
            assertEquals(1, trial.receiver.times.get(event.id()), "it was sent");
            assertEquals(0, trial.deliverer().round(), "somebody may still be at it");
            trial.moveTo(Duration.ofMinutes(5));
            int again = trial.deliverer().round();
            assertEquals(mode == Faults.Mode.LOST ? 1 : 0, again, mode.name());
            assertEquals(again + 1, trial.receiver.times.get(event.id()), "under the same id");
            assertEquals(State.DELIVERED, trial.only(id).state());
            trial.desk.remove(id, Trial.ADA);
        }
    }

    @Test
    void aReplayComesUnderTheSameIdToo() {
        trial.add("crm", EventType.RECALL_VERSION);
        trial.put(1);
        trial.moveTo(Duration.ofHours(1));
        var second = trial.put(2);
        var deliverer = trial.deliverer();
        deliverer.round();
        assertEquals(1, trial.desk.dry().replaySince("crm", second.at(), Trial.ADA));
        assertEquals(0, deliverer.round(), "a dry run changes nothing");
        assertEquals(1, trial.desk.replaySince("crm", second.at(), Trial.ADA));
        assertEquals(1, deliverer.round());
        assertEquals(Map.of("R-2026-001_v1", 1, "R-2026-001_v2", 2), trial.receiver.times);
        trial.desk.replay(trial.deliveries("crm").getLast().number(), Trial.ADA);
        assertEquals(1, deliverer.round());
        assertEquals(Map.of("R-2026-001_v1", 2, "R-2026-001_v2", 2), trial.receiver.times);
    }

    @Test
    void textsPassThroughAndAreKeptNowhere() {
        var deliverer = trial.deliverer();
        assertEquals(new Outcome.NobodyListens(), deliverer.post(text(1), TEXT));
        trial.add("gateway", EventType.SMS_REQUESTED);
        assertEquals(new Outcome.Accepted(), deliverer.post(text(1), TEXT));
        var got = trial.receiver.got.remove();
        assertEquals("sms_1", got.id());
        assertEquals("+4915112345678", got.body().get("data").get("to").asString());
        assertEquals("Stop using it", got.body().get("data").get("text").asString());
        var delivery = trial.only("gateway");
        assertFalse(delivery.kept());
        assertEquals(State.DELIVERED, delivery.state());
        assertThrows(IllegalArgumentException.class, () -> deliverer.put(text(2), EventData.read("{}")));
        assertEquals(0, deliverer.round());
        trial.desk.pause("gateway", Trial.ADA);
        assertEquals(new Outcome.NobodyListens(), deliverer.post(text(3), TEXT));
    }

    @Test
    void whatBecameOfATextIsToldApart() {
        trial.add("gateway", EventType.SMS_REQUESTED);
        var deliverer = trial.deliverer();
        trial.receiver.reaction = _ -> new Says(422, Map.of(), "no such number +4915112345678");
        assertEquals(new Outcome.Refused("answered 422"), deliverer.post(text(1), TEXT));
        for (int status : List.of(401, 404, 500, 301)) {
            trial.receiver.reaction = _ -> Says.status(status);
            var postponed = assertInstanceOf(Outcome.Postponed.class, deliverer.post(text(status), TEXT));
            assertEquals(Instant.MIN, postponed.notBefore(), postponed.cause());
        }
        trial.receiver.reaction = _ -> new Says(503, Map.of("Retry-After", "90"), "");
        var now = trial.time.instant();
        assertEquals(new Outcome.Postponed("answered 503", now.plusSeconds(90)), deliverer.post(text(7), TEXT));
        int before = trial.receiver.got.size();
        assertEquals(
                new Outcome.Postponed("the endpoint asked for a rest", now.plusSeconds(90)),
                deliverer.post(text(8), TEXT));
        assertEquals(before, trial.receiver.got.size(), "it is left in peace");
        trial.moveTo(Duration.ofSeconds(90));
        trial.receiver.reaction = _ -> Says.status(410);
        assertInstanceOf(Outcome.Postponed.class, deliverer.post(text(8), TEXT));
        assertEquals(new Outcome.NobodyListens(), deliverer.post(text(8), TEXT), "who is gone is paused");
        var kept = trial.deliveries("gateway").toString()
                + trial.store.attempts(trial.deliveries("gateway").getLast().number());
        assertFalse(kept.contains("49151"), kept);
    }

    @Test
    void aTestTellsWhatCameBackAlsoFromAPausedEndpoint() {
        var endpoint = trial.add("crm", EventType.RECALL_VERSION);
        trial.desk.pause("crm", Trial.ADA);
        trial.receiver.reaction =
                got -> new Says(418, Map.of(), "got " + got.body().get("type").asString());
        var tried = trial.deliverer().test(endpoint);
        assertEquals(418, tried.attempt().status());
        assertEquals("got echt.test", tried.body());
        assertEquals(State.FAILED, trial.only("crm").state());
        assertEquals(EventType.TEST, trial.only("crm").event().type());
    }

    @Test
    void noMoreAtOnceAndASecondThanIsSet() {
        var paced = new DelivererSettings(Targets.PRIVATE, Duration.ofSeconds(5), 3, 50);
        try (var slow = new Trial(new MemoryStores().webhooks(), paced)) {
            slow.add("crm", EventType.RECALL_VERSION);
            for (int i = 1; i <= 24; i++) {
                slow.put(i);
            }
            slow.receiver.reaction = _ -> {
                pause(Duration.ofMillis(100));
                return Says.status(200);
            };
            var deliverer = slow.deliverer();
            long begin = System.nanoTime();
            assertEquals(24, deliverer.round() + deliverer.round());
            long millis = (System.nanoTime() - begin) / 1_000_000;
            assertEquals(3, slow.receiver.mostAtOnce.get());
            assertTrue(millis >= 23 * 20, "24 at 50 a second took " + millis + " ms");
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aSlowEndpointDelaysNoOther() {
        var settings = new DelivererSettings(Targets.PRIVATE, Duration.ofSeconds(5), 2, 0);
        var shared = new MemoryStores().webhooks();
        try (var fast = new Trial(shared, settings);
                var slow = new Trial(shared, settings)) {
            slow.add("a-slow", EventType.RECALL_VERSION);
            fast.add("fast", EventType.RECALL_VERSION);
            slow.receiver.reaction = _ -> {
                pause(Duration.ofSeconds(3));
                return Says.status(200);
            };
            for (int i = 1; i <= 20; i++) {
                fast.put(i);
            }
            long begin = System.nanoTime();
            try (var deliverer = fast.deliverer()) {
                deliverer.start();
                assertThrows(IllegalStateException.class, deliverer::start);
                while (fast.receiver.got.size() < 20) {
                    assertTrue(System.nanoTime() - begin < 2_900_000_000L, "it waits for the slow one");
                    pause(Duration.ofMillis(20));
                }
            }
            assertTrue(slow.receiver.got.size() <= 4, "closing begins nothing more");
            assertEquals(
                    20 - slow.receiver.got.size(),
                    slow.deliveries("a-slow").stream()
                            .filter(d -> d.state() == State.WAITING)
                            .count());
        }
    }

    @Test
    void aKeyThatCannotBeReadStopsNothingForGood() {
        trial.add("crm", EventType.RECALL_VERSION);
        trial.put(1);
        try (var poster = new Poster(DelivererSettings.defaults(), trial.time)) {
            var signer = new Signer(_ -> {
                throw new IllegalStateException("no key store");
            });
            var broken = new Deliverer(
                    new Deliverer.Parts(trial.store, poster, signer, new Bodies("id.acme.example")),
                    DelivererSettings.defaults(),
                    trial.time,
                    new Random(1));
            assertThrows(IllegalStateException.class, broken::round);
        }
        trial.moveTo(Duration.ofMinutes(10));
        assertEquals(1, trial.deliverer().round());
    }
}
