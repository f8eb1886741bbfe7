package org.echt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.echt.core.audit.AuditEntry;
import org.echt.core.audit.AuditLog;
import org.echt.core.webhook.Attempt;
import org.echt.core.webhook.Delivery;
import org.echt.core.webhook.Delivery.State;
import org.echt.core.webhook.Endpoint;
import org.echt.core.webhook.EndpointKey;
import org.echt.core.webhook.EndpointUrl;
import org.echt.core.webhook.Event;
import org.echt.core.webhook.EventType;
import org.echt.core.webhook.WebhookStore;
import org.echt.core.webhook.WebhookStore.Filter;
import org.echt.core.webhook.WebhookStore.Replay;
import org.echt.core.webhook.WebhookStore.Result;
import org.echt.core.webhook.WebhookStore.Taken;
import org.echt.testkit.FaultMatrix.Step;
import org.junit.jupiter.api.Test;

/** What every {@link WebhookStore} keeps. */
public abstract class WebhookStoreContract extends StoreContract {
    private static final Endpoint CRM = endpoint("crm", EventType.RECALL_VERSION);
    private static final Endpoint GATEWAY = endpoint("sms", EventType.SMS_REQUESTED);
    private static final Event FIRST = Event.recallVersion("R-2026-001", 1, NOON);
    private static final Event SECOND = Event.recallVersion("R-2026-001", 2, NOON.plusSeconds(10));
    private static final Event TEXT = new Event("sms_7", EventType.SMS_REQUESTED, "7", NOON);
    private static final String DATA = "{\"recall\":\"R-2026-001\"}";
    private static final Attempt TAKEN = new Attempt(NOON.plusSeconds(1), 204, "", 12);
    private static final Attempt REFUSED = new Attempt(NOON.plusSeconds(1), 500, "answered 500", 7);

    private static Endpoint endpoint(String id, EventType... types) {
        return new Endpoint(
                id,
                EndpointUrl.stored("https://hooks.example/" + id + "?k=1"),
                Set.of(types),
                Endpoint.State.ACTIVE,
                "",
                List.of(
                        new EndpointKey(2, NOON.plusSeconds(3), null),
                        new EndpointKey(1, NOON, NOON.plusSeconds(90_000))),
                NOON);
    }

    private static Endpoint paused(Endpoint e) {
        return new Endpoint(
                e.id(), e.url(), e.types(), Endpoint.State.PAUSED, "for '\\ \u20ac", e.keys(), e.createdAt());
    }

    private static AuditEntry entry(String action) {
        return new AuditEntry(NOON, "ada", action, "crm", "", "", "");
    }

    private static boolean add(Stores stores, Endpoint endpoint) {
        return stores.webhooks().change(null, endpoint, entry("webhook.added"));
    }

    private long entries() {
        return given.audit()
                .find(new AuditLog.Filter("", "webhook.", "", null, null, Long.MAX_VALUE, 100))
                .size();
    }

    private List<Taken> take(Instant now) {
        return given.webhooks().take("crm", 100, now, now.plusSeconds(60));
    }

    private Delivery only(String endpoint) {
        var all = given.webhooks().deliveries(new Filter(endpoint, null, Long.MAX_VALUE, 10));
        assertEquals(1, all.size());
        return all.getFirst();
    }

    @Test
    void everyFieldOfAnEndpointIsReadBack() {
        var hooks = given.webhooks();
        assertEquals(List.of(), hooks.endpoints());
        assertEquals(Optional.empty(), hooks.endpoint("no name\u0000'"));
        assertTrue(add(given, GATEWAY));
        assertTrue(add(given, CRM));
        assertEquals(List.of(CRM, GATEWAY), hooks.endpoints(), "by name");
        assertTrue(hooks.change(CRM, paused(CRM), entry("webhook.paused")));
        assertEquals(Optional.of(paused(CRM)), hooks.endpoint("crm"));
        assertEquals(3, entries());
    }

    @Test
    void aChangeNeedsWhatWasThereBefore() {
        var hooks = given.webhooks();
        assertFalse(hooks.change(CRM, paused(CRM), entry("webhook.paused")), "nobody there");
        assertTrue(add(given, CRM));
        assertFalse(add(given, CRM), "somebody there");
        assertFalse(hooks.change(paused(CRM), null, entry("webhook.removed")), "another there");
        assertTrue(hooks.change(CRM, null, entry("webhook.removed")));
        assertEquals(List.of(), hooks.endpoints());
        assertEquals(2, entries());
    }

    @Test
    void onlyOneIsAskedToSendTexts() throws Exception {
        var hooks = given.webhooks();
        var added = new AtomicInteger();
        Threads.together(6, i -> {
            if (add(given, endpoint("gateway" + i, EventType.SMS_REQUESTED))) {
                added.incrementAndGet();
            }
            return i;
        });
        assertEquals(1, added.get());
        assertTrue(add(given, CRM));
        var both = endpoint("crm", EventType.RECALL_VERSION, EventType.SMS_REQUESTED);
        assertFalse(hooks.change(CRM, both, entry("webhook.changed")));
        assertTrue(hooks.change(hooks.endpoints().getLast(), null, entry("webhook.removed")));
        assertTrue(hooks.change(CRM, both, entry("webhook.changed")));
        assertEquals(
                EnumSet.of(EventType.RECALL_VERSION, EventType.SMS_REQUESTED),
                hooks.endpoints().getFirst().types());
    }

    @Test
    void noKeyVersionComesTwice() throws Exception {
        var versions = new HashSet<Integer>();
        for (var some : Threads.together(
                4, _ -> List.of(given.webhooks().nextKey(), given.webhooks().nextKey()))) {
            versions.addAll(some);
        }
        assertEquals(8, versions.size());
        assertTrue(versions.stream().allMatch(version -> version > 0));
    }

    @Test
    void anEventIsPutOnceForWhoWantsItNow() {
        var hooks = given.webhooks();
        assertEquals(0, hooks.put(FIRST, DATA), "nobody is there");
        assertTrue(add(given, CRM));
        assertTrue(add(given, GATEWAY));
        assertEquals(-1, hooks.put(FIRST, DATA));
        assertEquals(List.of(), hooks.deliveries(new Filter("crm", null, Long.MAX_VALUE, 10)));
        assertEquals(1, hooks.put(SECOND, DATA));
        assertEquals(-1, hooks.put(SECOND, "{}"));
        var delivery = only("crm");
        assertEquals(
                new Delivery(delivery.number(), SECOND, "crm", State.WAITING, 0, SECOND.at(), SECOND.at(), true),
                delivery);
        assertEquals(Optional.of(delivery), hooks.delivery(delivery.number()));
        assertEquals(Optional.empty(), hooks.delivery(delivery.number() + 1000));
        assertThrows(IllegalArgumentException.class, () -> hooks.put(TEXT, "{}"));
    }

    @Test
    void whatIsDueIsTakenTheLongestDueFirst() {
        var hooks = given.webhooks();
        add(given, CRM);
        hooks.put(SECOND, DATA);
        hooks.put(FIRST, "{\"first\":1}");
        assertEquals(List.of(), hooks.due(NOON.minusSeconds(1)));
        assertEquals(List.of("crm"), hooks.due(NOON));
        assertEquals(List.of(), hooks.take("sms", 9, SECOND.at(), SECOND.at()));
        var until = SECOND.at().plusSeconds(60);
        var taken = hooks.take("crm", 1, SECOND.at(), until);
        assertEquals(1, taken.size());
        assertEquals("{\"first\":1}", taken.getFirst().data());
        assertEquals(
                new Delivery(taken.getFirst().delivery().number(), FIRST, "crm", State.WAITING, 1, NOON, until, true),
                taken.getFirst().delivery());
        assertEquals(SECOND, take(SECOND.at()).getFirst().delivery().event());
        assertEquals(List.of(), take(SECOND.at()), "all are in somebody's hand");
        assertEquals(List.of(), hooks.due(until.minusMillis(1)));
        var again = take(until);
        assertEquals(2, again.size(), "whose sender ended comes again");
        assertEquals(2, again.getFirst().delivery().attempts());
    }

    @Test
    void nobodyGetsWhatSomebodyElseHolds() throws Exception {
        add(given, CRM);
        for (int i = 0; i < 60; i++) {
            given.webhooks().put(Event.recallVersion("R-2026-00" + i, 1, NOON), DATA);
        }
        var all = new ArrayList<Long>();
        for (var numbers : Threads.together(4, _ -> takeAll())) {
            all.addAll(numbers);
        }
        assertEquals(60, all.size());
        assertEquals(60, new HashSet<>(all).size());
    }

    private List<Long> takeAll() {
        var numbers = new ArrayList<Long>();
        for (int i = 0; i < 30; i++) {
            given.webhooks()
                    .take("crm", 5, NOON, NOON.plusSeconds(60))
                    .forEach(t -> numbers.add(t.delivery().number()));
        }
        return numbers;
    }

    @Test
    void nothingIsTakenWhileItsEndpointIsPaused() {
        var hooks = given.webhooks();
        add(given, CRM);
        hooks.put(FIRST, DATA);
        hooks.change(CRM, paused(CRM), entry("webhook.paused"));
        assertEquals(1, hooks.put(SECOND, DATA), "it waits");
        assertEquals(List.of(), hooks.due(SECOND.at()));
        assertEquals(List.of(), take(SECOND.at()));
        hooks.change(paused(CRM), CRM, entry("webhook.resumed"));
        assertEquals(2, take(SECOND.at()).size());
    }

    @Test
    void whatCameOfItIsKept() {
        var hooks = given.webhooks();
        add(given, CRM);
        hooks.put(FIRST, DATA);
        var later = NOON.plusSeconds(300);
        var taken = take(NOON).getFirst().delivery();
        hooks.record(List.of(new Result(taken, REFUSED, State.WAITING, later)));
        assertEquals(later, only("crm").dueAt());
        assertEquals(Optional.empty(), hooks.lastDelivered("crm"));
        assertEquals(List.of(), take(later.minusSeconds(1)));
        var again = take(later).getFirst().delivery();
        hooks.record(List.of(new Result(again, TAKEN, State.DELIVERED, later)));
        assertEquals(State.DELIVERED, only("crm").state());
        assertEquals(2, only("crm").attempts());
        assertEquals(List.of(REFUSED, TAKEN), hooks.attempts(taken.number()));
        assertEquals(Optional.of(TAKEN.at()), hooks.lastDelivered("crm"));
        assertEquals(List.of(), take(later.plusSeconds(10_000)));
    }

    @Test
    void whoWasHeardOfTooLateChangesNothingButToSayThatItIsDelivered() {
        var hooks = given.webhooks();
        add(given, CRM);
        hooks.put(FIRST, DATA);
        var late = take(NOON).getFirst().delivery();
        var now = take(NOON.plusSeconds(60)).getFirst().delivery();
        hooks.record(List.of(new Result(late, REFUSED, State.FAILED, NOON)));
        assertEquals(State.WAITING, only("crm").state());
        hooks.record(List.of(new Result(late, TAKEN, State.DELIVERED, NOON)));
        hooks.record(List.of(new Result(now, REFUSED, State.WAITING, NOON)));
        assertEquals(State.DELIVERED, only("crm").state());
        assertEquals(3, hooks.attempts(late.number()).size());
    }

    @Test
    void whatWasNotTriedIsPutBack() {
        var hooks = given.webhooks();
        add(given, CRM);
        hooks.put(FIRST, DATA);
        var taken = take(NOON).getFirst().delivery();
        hooks.release(List.of(taken), NOON.plusSeconds(5));
        assertEquals(0, only("crm").attempts());
        assertEquals(List.of(), take(NOON.plusSeconds(4)));
        assertEquals(1, take(NOON.plusSeconds(5)).size());
        hooks.release(List.of(), NOON);
    }

    @Test
    void ofTextsOnlyThatTheyWereTriedIsKept() {
        var hooks = given.webhooks();
        hooks.record(TEXT, "sms", TAKEN, State.DELIVERED);
        add(given, GATEWAY);
        hooks.record(TEXT, "sms", REFUSED, State.FAILED);
        hooks.record(TEXT, "sms", TAKEN, State.DELIVERED);
        var delivery = only("sms");
        assertEquals(new Delivery(delivery.number(), TEXT, "sms", State.DELIVERED, 2, NOON, NOON, false), delivery);
        assertEquals(List.of(REFUSED, TAKEN), hooks.attempts(delivery.number()));
        assertEquals(0, hooks.replayable(new Replay("sms", 0, NOON)));
        assertEquals(0, hooks.replay(new Replay("sms", delivery.number(), NOON), NOON, entry("webhook.replayed")));
        assertEquals(1, entries(), "nothing was sent again, so nothing is told");
    }

    @Test
    void deliveriesAreFoundByStateAndPage() {
        var hooks = given.webhooks();
        add(given, CRM);
        hooks.put(FIRST, DATA);
        hooks.put(SECOND, DATA);
        var taken = take(NOON);
        hooks.record(List.of(new Result(taken.getFirst().delivery(), REFUSED, State.FAILED, NOON)));
        var all = hooks.deliveries(new Filter("crm", null, Long.MAX_VALUE, 10));
        assertEquals(List.of(SECOND, FIRST), all.stream().map(Delivery::event).toList());
        assertEquals(List.of(all.getLast()), hooks.deliveries(new Filter("crm", State.FAILED, Long.MAX_VALUE, 10)));
        assertEquals(List.of(all.getFirst()), hooks.deliveries(new Filter("crm", null, Long.MAX_VALUE, 1)));
        assertEquals(
                List.of(all.getLast()),
                hooks.deliveries(new Filter("crm", null, all.getFirst().number(), 10)));
        assertEquals(List.of(), hooks.deliveries(new Filter("sms", null, Long.MAX_VALUE, 10)));
    }

    @Test
    void whatEndedIsSentAgainWithAllItsAttempts() {
        var hooks = given.webhooks();
        add(given, CRM);
        hooks.put(FIRST, DATA);
        hooks.put(SECOND, DATA);
        var taken = take(SECOND.at());
        hooks.record(List.of(
                new Result(taken.get(0).delivery(), REFUSED, State.FAILED, NOON),
                new Result(taken.get(1).delivery(), TAKEN, State.DELIVERED, NOON)));
        var later = NOON.plusSeconds(86_400);
        assertEquals(2, hooks.replayable(new Replay("crm", 0, NOON)));
        assertEquals(1, hooks.replay(new Replay("crm", 0, SECOND.at()), later, entry("webhook.replayed")));
        assertEquals(0, hooks.replay(new Replay("crm", 0, SECOND.at()), later, entry("webhook.replayed")), "it waits");
        var again = take(later);
        assertEquals(
                List.of(SECOND), again.stream().map(t -> t.delivery().event()).toList());
        assertEquals(1, again.getFirst().delivery().attempts());
        assertEquals(later, again.getFirst().delivery().since());
        long first = taken.getFirst().delivery().number();
        assertEquals(1, hooks.replay(new Replay("crm", first, Instant.EPOCH), later, entry("webhook.replayed")));
        assertEquals(3, entries());
        assertEquals(
                List.of(FIRST),
                take(later).stream().map(t -> t.delivery().event()).toList());
        assertEquals(List.of(REFUSED), hooks.attempts(first));
    }

    @Test
    void withAnEndpointGoItsDeliveries() {
        var hooks = given.webhooks();
        add(given, CRM);
        hooks.put(FIRST, DATA);
        var taken = take(NOON).getFirst().delivery();
        hooks.change(CRM, null, entry("webhook.removed"));
        hooks.record(List.of(new Result(taken, TAKEN, State.DELIVERED, NOON)));
        hooks.release(List.of(taken), NOON);
        assertEquals(Optional.empty(), hooks.delivery(taken.number()));
        assertEquals(List.of(), hooks.attempts(taken.number()));
        add(given, CRM);
        assertEquals(-1, hooks.put(FIRST, DATA), "what was told before is not told to the new one");
    }

    @Test
    void whatIsOldIsForgottenAndNeverToldAnew() {
        var hooks = given.webhooks();
        add(given, CRM);
        add(given, GATEWAY);
        hooks.put(FIRST, DATA);
        hooks.put(SECOND, DATA);
        hooks.record(TEXT, "sms", TAKEN, State.DELIVERED);
        var first = take(NOON).getFirst().delivery();
        hooks.record(List.of(new Result(first, TAKEN, State.DELIVERED, NOON)));
        assertEquals(0, hooks.purge(TAKEN.at()), "not older yet");
        assertEquals(2, hooks.purge(TAKEN.at().plusSeconds(1)));
        assertEquals(Optional.empty(), hooks.delivery(first.number()));
        assertEquals(List.of(), hooks.deliveries(new Filter("sms", null, Long.MAX_VALUE, 10)));
        assertEquals(SECOND, only("crm").event(), "what waits stays");
        assertEquals(-1, hooks.put(FIRST, DATA));
    }

    @Test
    void aBrokenWriteIsRepeatedWithoutHarm() {
        var steps = List.of(
                Step.of("add", s -> add(s, CRM), true, false),
                Step.of("put", s -> s.webhooks().put(FIRST, DATA), 1, -1),
                Step.of(
                        "take",
                        s -> s.webhooks()
                                .take("crm", 9, NOON, NOON.plusSeconds(60))
                                .size(),
                        1,
                        0),
                Step.unrepeated(
                        "tell",
                        s -> s.webhooks()
                                .record(List.of(new Result(held(s), REFUSED, State.FAILED, NOON.plusSeconds(60))))),
                Step.of(
                        "send again",
                        s -> s.webhooks().replay(new Replay("crm", 0, NOON), NOON, entry("webhook.replayed")),
                        1,
                        0),
                Step.of("remove", s -> s.webhooks().change(CRM, null, entry("webhook.removed")), true, false));
        breakEach(_ -> {}, steps, List.of());
    }

    private static Delivery held(Stores stores) {
        return stores.webhooks()
                .deliveries(new Filter("crm", null, Long.MAX_VALUE, 1))
                .getFirst();
    }
}
