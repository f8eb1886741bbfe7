package org.echt.app.webhook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.echt.core.access.Act;
import org.echt.core.access.Actor;
import org.echt.core.access.Role;
import org.echt.core.keys.SecretBytes;
import org.echt.core.keys.SigningKey;
import org.echt.core.keys.SoftwareKeys;
import org.echt.core.webhook.Delivery;
import org.echt.core.webhook.Endpoint;
import org.echt.core.webhook.Event;
import org.echt.core.webhook.EventType;
import org.echt.core.webhook.Targets;
import org.echt.core.webhook.WebhookDesk;
import org.echt.core.webhook.WebhookStore;
import org.echt.testkit.SettableTime;

/** A store, a receiver, a clock, and what delivers from the one to the other. */
final class Trial implements AutoCloseable {
    static final Act ADA = new Act(Actor.of("ada", Role.ADMIN), "");
    static final SoftwareKeys KEYS = new SoftwareKeys(SecretBytes.copyOf(new byte[32]));

    final SettableTime time = SettableTime.at("2026-11-04T10:00:00Z");
    final WebhookStore store;
    final WebhookDesk desk;
    final Receiver receiver = new Receiver();
    private final DelivererSettings settings;
    private final List<Poster> posters = new ArrayList<>();
    private final List<Deliverer> deliverers = new ArrayList<>();

    Trial(WebhookStore store) {
        this(store, new DelivererSettings(Targets.PRIVATE, Duration.ofSeconds(5), 4, 0));
    }

    Trial(WebhookStore store, DelivererSettings settings) {
        this.store = store;
        this.settings = settings;
        this.desk = new WebhookDesk(store, Trial::key, Targets.PRIVATE, time);
        moveTo(Duration.ZERO);
    }

    static SigningKey key(int version) {
        return KEYS.webhookKey("acme", version);
    }

    /** Moves sender's and receiver's clock. */
    void moveTo(Duration step) {
        receiver.now.set(time.advance(step).getEpochSecond());
    }

    /** Adds the receiver as an endpoint; it trusts the endpoint's key. */
    Endpoint add(String id, EventType... types) {
        var endpoint = desk.add(id, receiver.url(), Set.of(types), ADA);
        receiver.trust(desk.publicKey(endpoint.keys().getFirst()));
        return endpoint;
    }

    Deliverer deliverer() {
        return deliverer(store);
    }

    Deliverer deliverer(WebhookStore its) {
        var poster = new Poster(settings, time);
        var deliverer = new Deliverer(
                new Deliverer.Parts(its, poster, new Signer(Trial::key), new Bodies("id.acme.example")),
                settings,
                time,
                new Random(5));
        posters.add(poster);
        deliverers.add(deliverer);
        return deliverer;
    }

    /** Puts a version of a recall. */
    Event put(int version) {
        var event = Event.recallVersion("R-2026-001", version, time.instant());
        var data = EventData.recallVersion("R-2026-001", version, "PUBLISHED", "https://id.acme.example/r/R-2026-001");
        store.put(event, data.json());
        return event;
    }

    List<Delivery> deliveries(String endpoint) {
        return store.deliveries(new WebhookStore.Filter(endpoint, null, Long.MAX_VALUE, 20_000));
    }

    Delivery only(String endpoint) {
        return deliveries(endpoint).getFirst();
    }

    @Override
    public void close() {
        deliverers.forEach(Deliverer::close);
        posters.forEach(Poster::close);
        receiver.close();
    }
}
