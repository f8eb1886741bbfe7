package org.echt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.echt.core.access.Act;
import org.echt.core.access.Actor;
import org.echt.core.access.Right;
import org.echt.core.access.Role;
import org.echt.core.access.Token;
import org.echt.core.audit.AuditEntry;
import org.echt.core.audit.AuditLog;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.echt.core.keys.SecretBytes;
import org.echt.core.keys.SoftwareKeys;
import org.echt.core.webhook.Attempt;
import org.echt.core.webhook.Delivery.State;
import org.echt.core.webhook.Endpoint;
import org.echt.core.webhook.EndpointKey;
import org.echt.core.webhook.Event;
import org.echt.core.webhook.EventType;
import org.echt.core.webhook.Targets;
import org.echt.core.webhook.WebhookDesk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class WebhookDeskTest {
    private static final String URL = "https://hooks.example/in?token=hush";
    private static final Set<EventType> RECALLS = EnumSet.of(EventType.RECALL_VERSION);
    private static final Act ADA = new Act(Actor.of("ada", Role.ADMIN), "asked by phone");
    private static final Act NOBODY = new Act(
            Actor.of("jo", Role.VIEWER, Role.SERVICE, Role.PRODUCTION, Role.QUALITY, Role.APPROVER, Role.AUDITOR), "");

    private final MemoryStores stores = new MemoryStores();
    private final SettableTime time = SettableTime.at("2026-11-04T10:00:00Z");
    private final SoftwareKeys keys = new SoftwareKeys(SecretBytes.copyOf(new byte[32]));
    private final WebhookDesk desk =
            new WebhookDesk(stores.webhooks(), version -> keys.webhookKey("acme", version), Targets.PUBLIC, time);

    private List<AuditEntry> audit() {
        return stores.audit().find(new AuditLog.Filter("", "webhook.", "", null, null, Long.MAX_VALUE, 100)).stream()
                .map(AuditLog.Numbered::entry)
                .toList();
    }

    private static void refused(Fault fault, Executable step) {
        assertEquals(fault, assertThrows(RefusedException.class, step).fault());
    }

    @Test
    void everyStepNeedsTheRightAndAPerson() {
        desk.add("crm", URL, RECALLS, ADA);
        var steps = List.<Executable>of(
                () -> desk.add("erp", URL, RECALLS, NOBODY),
                () -> desk.change("crm", URL, RECALLS, NOBODY),
                () -> desk.pause("crm", NOBODY),
                () -> desk.resume("crm", NOBODY),
                () -> desk.remove("crm", NOBODY),
                () -> desk.rotate("crm", WebhookDesk.OVERLAP, NOBODY),
                () -> desk.replay(1, NOBODY),
                () -> desk.replaySince("crm", Instant.EPOCH, NOBODY));
        steps.forEach(step -> refused(Fault.NOT_ALLOWED, step));
        assertEquals(1, audit().size());
        assertThrows(
                IllegalArgumentException.class,
                () -> new Token("00", Token.Kind.KEY, "shop", Set.of(Right.MANAGE_WEBHOOKS), null, false));
    }

    @Test
    void everyChangeIsToldWithBeforeAndAfterAndWithoutTheQuery() {
        desk.add("crm", URL, RECALLS, ADA);
        desk.change("crm", "https://other.example/", Set.of(), ADA);
        desk.pause("crm", ADA);
        desk.rotate("crm", WebhookDesk.OVERLAP, ADA);
        desk.resume("crm", ADA);
        desk.remove("crm", ADA);
        assertEquals(
                List.of(
                        "webhook.removed",
                        "webhook.resumed",
                        "webhook.rotated",
                        "webhook.paused",
                        "webhook.changed",
                        "webhook.added"),
                audit().stream().map(AuditEntry::action).toList());
        var changed = audit().get(4);
        assertEquals("https://hooks.example/in?… [echt.recall.version] keys [1] active", changed.before());
        assertEquals("https://other.example/ [echt.recall.version] keys [1] active", changed.after());
        assertEquals("asked by phone", changed.why());
        assertFalse(audit().toString().contains("hush"));
        assertTrue(audit().get(2).after().contains("keys [2, 1] paused: asked by phone"), audit().toString());
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        desk.add("crm", URL, RECALLS, ADA);
        refused(Fault.CONFLICT, () -> desk.add("crm", URL, RECALLS, ADA));
        refused(Fault.BAD_REQUEST, () -> desk.add("Crm", URL, RECALLS, ADA));
        refused(Fault.BAD_REQUEST, () -> desk.add("erp", "http://hooks.example/", RECALLS, ADA));
        refused(Fault.BAD_REQUEST, () -> desk.add("erp", URL, Set.of(), ADA));
        refused(Fault.BAD_REQUEST, () -> desk.add("erp", URL, EnumSet.of(EventType.TEST), ADA));
        refused(Fault.NOT_FOUND, () -> desk.pause("erp", ADA));
        refused(Fault.CONFLICT, () -> desk.resume("crm", ADA));
        refused(Fault.BAD_REQUEST, () -> desk.change("crm", null, Set.of(), ADA));
        refused(Fault.BAD_REQUEST, () -> desk.rotate("crm", Duration.ofDays(91), ADA));
        refused(Fault.BAD_REQUEST, () -> desk.rotate("crm", Duration.ofDays(-1), ADA));
        refused(Fault.NOT_FOUND, () -> desk.replay(7, ADA));
        refused(Fault.NOT_FOUND, () -> desk.attempts(7));
        assertEquals(
                List.of(new EndpointKey(1, time.instant(), null)),
                desk.find("crm").keys(),
                "what is refused takes no key");
        assertEquals(2, desk.add("erp", URL, RECALLS, ADA).keys().getFirst().version());
    }

    @Test
    void aDryRunAnswersTheSameAndChangesNothing() {
        var dry = desk.dry();
        assertEquals("crm", dry.add("crm", URL, RECALLS, ADA).id());
        assertEquals(List.of(), desk.endpoints());
        desk.add("crm", URL, RECALLS, ADA);
        assertEquals(Endpoint.State.PAUSED, dry.pause("crm", ADA).state());
        assertEquals(2, dry.rotate("crm", WebhookDesk.OVERLAP, ADA).keys().size());
        dry.remove("crm", ADA);
        refused(Fault.CONFLICT, () -> dry.add("crm", URL, RECALLS, ADA));
        assertTrue(desk.find("crm").isActive());
        assertEquals(1, desk.find("crm").keys().size());
        assertEquals(1, audit().size());
    }

    @Test
    void keysOverlapAndEnd() {
        desk.add("crm", URL, RECALLS, ADA);
        desk.rotate("crm", Duration.ofHours(10), ADA);
        time.advance(Duration.ofHours(1));
        var twice = desk.rotate("crm", Duration.ofHours(24), ADA);
        assertEquals(
                List.of(3, 2, 1),
                twice.keysAt(time.instant()).stream().map(EndpointKey::version).toList());
        time.advance(Duration.ofHours(9));
        assertEquals(
                List.of(3, 2),
                desk.find("crm").keysAt(time.instant()).stream()
                        .map(EndpointKey::version)
                        .toList(),
                "a second rotation does not lengthen the first one's time");
        var betrayed = desk.rotate("crm", Duration.ZERO, ADA);
        assertEquals(
                List.of(4), betrayed.keys().stream().map(EndpointKey::version).toList());
    }

    @Test
    void textsAreNotSentAgainAndWhatWaitsNeedNotBe() {
        desk.add("gateway", URL, EnumSet.of(EventType.SMS_REQUESTED, EventType.RECALL_VERSION), ADA);
        var text = new Event("sms_1", EventType.SMS_REQUESTED, "1", time.instant());
        stores.webhooks().record(text, "gateway", new Attempt(time.instant(), 200, "", 3), State.DELIVERED);
        refused(Fault.CONFLICT, () -> desk.replay(1, ADA));
        stores.webhooks().put(Event.recallVersion("R-2026-001", 1, time.instant()), "{}");
        refused(Fault.CONFLICT, () -> desk.replay(2, ADA));
        assertEquals(0, desk.replaySince("gateway", Instant.EPOCH, ADA));
    }
}
