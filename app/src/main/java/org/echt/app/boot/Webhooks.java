package org.echt.app.boot;

import java.security.SecureRandom;
import java.time.InstantSource;
import org.echt.app.config.WebhookConfig;
import org.echt.app.webhook.Bodies;
import org.echt.app.webhook.Deliverer;
import org.echt.app.webhook.DelivererSettings;
import org.echt.app.webhook.Poster;
import org.echt.app.webhook.Signer;
import org.echt.core.webhook.Endpoint;

/** Webhooks as the configuration wants them, over one node's store and keys. Closing ends what is being sent. */
final class Webhooks implements AutoCloseable {
    private final Poster poster;
    private final Deliverer deliverer;

    Webhooks(Node node, InstantSource clock) {
        var settings = settings(node.config().webhook());
        this.poster = new Poster(settings, clock);
        this.deliverer = new Deliverer(
                new Deliverer.Parts(
                        node.webhookStore(), poster, new Signer(node::webhookKey), new Bodies(node.domain())),
                settings,
                clock,
                new SecureRandom());
    }

    private static DelivererSettings settings(WebhookConfig config) {
        return new DelivererSettings(config.targets(), config.timeout(), config.atOnce(), config.rate());
    }

    Deliverer deliverer() {
        return deliverer;
    }

    Deliverer.Tried test(Endpoint endpoint) {
        return deliverer.test(endpoint);
    }

    @Override
    public void close() {
        deliverer.close();
        poster.close();
    }
}
