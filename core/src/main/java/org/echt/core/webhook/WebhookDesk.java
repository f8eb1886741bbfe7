package org.echt.core.webhook;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.echt.core.access.Act;
import org.echt.core.access.Right;
import org.echt.core.audit.AuditEntry;
import org.echt.core.fault.Fault;
import org.echt.core.fault.RefusedException;
import org.echt.core.keys.SigningKey;
import org.echt.core.webhook.WebhookStore.Filter;
import org.echt.core.webhook.WebhookStore.Replay;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of what. Every change needs MANAGE_WEBHOOKS, stands in the audit log, and throws {@link RefusedException}:
 * NOT_FOUND for an unknown name, BAD_REQUEST for what makes no sense, CONFLICT for what does not go with what is there.
 * Thread-safe.
 */
public final class WebhookDesk {
    /** How long old and new key sign both, unless somebody says otherwise. */
    public static final Duration OVERLAP = Duration.ofDays(1);
    /** Longest such time. */
    public static final Duration LONGEST_OVERLAP = Duration.ofDays(90);
    /** How long attempts are kept. */
    public static final Duration RETENTION = Duration.ofDays(90);

    private final WebhookStore store;
    private final IntFunction<SigningKey> keys;
    private final Targets targets;
    private final InstantSource clock;
    private final boolean dry;

    /**
     * @param keys the key of each version
     * @param targets which addresses may be called
     */
    public WebhookDesk(WebhookStore store, IntFunction<SigningKey> keys, Targets targets, InstantSource clock) {
        this(store, keys, targets, clock, false);
    }

    private WebhookDesk(
            WebhookStore store, IntFunction<SigningKey> keys, Targets targets, InstantSource clock, boolean dry) {
        this.store = store;
        this.keys = keys;
        this.targets = targets;
        this.clock = clock;
        this.dry = dry;
    }

    /** A desk that checks and answers the same and changes nothing; new keys have a number that may not become theirs. */
    public WebhookDesk dry() {
        return new WebhookDesk(store, keys, targets, clock, true);
    }

    /** By name. */
    public List<Endpoint> endpoints() {
        return store.endpoints();
    }

    public Endpoint find(String id) {
        return store.endpoint(id)
                .orElseThrow(() -> new RefusedException(Fault.NOT_FOUND, "there is no endpoint \"" + id + "\""));
    }

    /** What a receiver verifies with: {@code whpk_} and the base64 of the 32 bytes. */
    public String publicKey(EndpointKey key) {
        return "whpk_"
                + Base64.getEncoder().encodeToString(keys.apply(key.version()).publicKey());
    }

    /** When the endpoint last took something; empty for never. */
    public Optional<Instant> lastDelivered(String id) {
        return store.lastDelivered(id);
    }

    /** Adds an endpoint, with a key of its own. It is told of what happens from now on. */
    public Endpoint add(String id, String url, Set<EventType> types, Act act) {
        act.by().require(Right.MANAGE_WEBHOOKS);
        if (store.endpoint(id).isPresent()) {
            throw new RefusedException(Fault.CONFLICT, "there is an endpoint " + id + " already");
        }
        var parsed = made(() -> EndpointUrl.parse(url, targets));
        checkSms(id, types);
        // with a key that is not taken from the store yet: what is refused takes none
        made(() -> endpoint(id, parsed, types, 1));
        var endpoint = endpoint(id, parsed, types, key());
        replace(null, endpoint, entry(act, "webhook.added", id, "", endpoint.described()));
        return endpoint;
    }

    private Endpoint endpoint(String id, EndpointUrl url, Set<EventType> types, int key) {
        var now = now();
        return new Endpoint(id, url, types, Endpoint.State.ACTIVE, "", List.of(new EndpointKey(key, now, null)), now);
    }

    /** Two gateways would send each text twice. */
    private void checkSms(String id, Set<EventType> types) {
        if (!types.contains(EventType.SMS_REQUESTED)) {
            return;
        }
        store.endpoints().stream()
                .filter(other -> !other.id().equals(id) && other.types().contains(EventType.SMS_REQUESTED))
                .findFirst()
                .ifPresent(other -> {
                    throw new RefusedException(
                            Fault.CONFLICT,
                            other.id() + " gets " + EventType.SMS_REQUESTED.text
                                    + " already; with a second one each text would be sent twice");
                });
    }

    /**
     * Gives an endpoint another address or other events; its keys stay.
     *
     * @param url null to leave it
     * @param types empty to leave them
     */
    public Endpoint change(String id, @Nullable String url, Set<EventType> types, Act act) {
        act.by().require(Right.MANAGE_WEBHOOKS);
        var before = find(id);
        if (url == null && types.isEmpty()) {
            throw new RefusedException(Fault.BAD_REQUEST, "say what changes: another address or other events");
        }
        var parsed = url == null ? before.url() : made(() -> EndpointUrl.parse(url, targets));
        var chosen = types.isEmpty() ? before.types() : EnumSet.copyOf(types);
        checkSms(id, chosen);
        var after = made(() -> before.with(parsed, chosen));
        return replace(before, after, act, "webhook.changed");
    }

    /** Stops sending; what is to be told waits. */
    public Endpoint pause(String id, Act act) {
        act.by().require(Right.MANAGE_WEBHOOKS);
        var before = find(id);
        if (!before.isActive()) {
            throw new RefusedException(Fault.CONFLICT, "endpoint " + id + " is paused already: " + before.why());
        }
        var why = act.why().isBlank() ? "by " + act.name() : act.why();
        return replace(before, before.paused(why), act, "webhook.paused");
    }

    /** Sends again, and first what waited. */
    public Endpoint resume(String id, Act act) {
        act.by().require(Right.MANAGE_WEBHOOKS);
        var before = find(id);
        if (before.isActive()) {
            throw new RefusedException(Fault.CONFLICT, "endpoint " + id + " is active already");
        }
        made(() -> EndpointUrl.parse(before.url().whole(), targets));
        return replace(before, before.resumed(), act, "webhook.resumed");
    }

    /** Removes an endpoint with its log and with what it was still to be told. */
    public Endpoint remove(String id, Act act) {
        act.by().require(Right.MANAGE_WEBHOOKS);
        var before = find(id);
        replace(before, null, entry(act, "webhook.removed", id, before.described(), ""));
        return before;
    }

    /**
     * Gives an endpoint a new key.
     *
     * @param overlap how long the old one signs too; zero ends it at once, which is for a key that was betrayed
     */
    public Endpoint rotate(String id, Duration overlap, Act act) {
        act.by().require(Right.MANAGE_WEBHOOKS);
        var before = find(id);
        if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
            throw new RefusedException(Fault.BAD_REQUEST, "old and new key sign both for 0 to 90 days, not " + overlap);
        }
        return replace(before, before.rotated(key(), now(), overlap), act, "webhook.rotated");
    }

    /** Deliveries of an endpoint, the newest first. */
    public List<Delivery> deliveries(Filter filter) {
        find(filter.endpoint());
        return store.deliveries(filter);
    }

    public Delivery delivery(long number) {
        return store.delivery(number)
                .orElseThrow(() -> new RefusedException(Fault.NOT_FOUND, "there is no delivery " + number));
    }

    /** The attempts of a delivery, the oldest first. */
    public List<Attempt> attempts(long number) {
        return store.attempts(delivery(number).number());
    }

    /** Sends one delivery again; returns it as it is then. */
    public Delivery replay(long number, Act act) {
        act.by().require(Right.MANAGE_WEBHOOKS);
        var delivery = delivery(number);
        if (!delivery.kept()) {
            throw new RefusedException(
                    Fault.CONFLICT,
                    "delivery " + number + " cannot be sent again: what "
                            + delivery.event().type().text + " says is not kept");
        }
        if (delivery.state() == Delivery.State.WAITING) {
            throw new RefusedException(Fault.CONFLICT, "delivery " + number + " waits to be sent anyway");
        }
        replay(new Replay(delivery.endpoint(), number, Instant.EPOCH), act, "delivery " + number);
        return delivery(number);
    }

    /** Sends again all that happened since then and is not waiting; returns how many deliveries that are. */
    public int replaySince(String id, Instant since, Act act) {
        act.by().require(Right.MANAGE_WEBHOOKS);
        find(id);
        return replay(new Replay(id, 0, since), act, "all since " + since);
    }

    private int replay(Replay which, Act act, String what) {
        return dry
                ? store.replayable(which)
                : store.replay(which, now(), entry(act, "webhook.replayed", which.endpoint(), "", what));
    }

    /** Pauses an endpoint that nobody hears of; done by the program itself, so no right is asked for. */
    public static boolean pauseByItself(WebhookStore store, String id, String why, Instant now) {
        var before = store.endpoint(id).filter(Endpoint::isActive);
        if (before.isEmpty()) {
            return false;
        }
        var after = before.get().paused(why);
        var audit = new AuditEntry(
                now.truncatedTo(ChronoUnit.MICROS),
                "echt",
                "webhook.paused",
                id,
                before.get().described(),
                after.described(),
                why);
        return store.change(before.get(), after, audit);
    }

    private int key() {
        if (!dry) {
            return store.nextKey();
        }
        return 1
                + store.endpoints().stream()
                        .flatMap(endpoint -> endpoint.keys().stream())
                        .mapToInt(EndpointKey::version)
                        .max()
                        .orElse(0);
    }

    private Endpoint replace(Endpoint before, Endpoint after, Act act, String action) {
        replace(before, after, entry(act, action, before.id(), before.described(), after.described()));
        return after;
    }

    private void replace(@Nullable Endpoint before, @Nullable Endpoint after, AuditEntry audit) {
        if (!dry && !store.change(before, after, audit)) {
            throw new RefusedException(
                    Fault.CONFLICT, "somebody else changed endpoint " + audit.object() + " at the same time");
        }
    }

    private static <T> T made(Supplier<T> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Fault.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    private AuditEntry entry(Act act, String action, String object, String before, String after) {
        return new AuditEntry(now(), act.name(), action, object, before, after, act.why());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
