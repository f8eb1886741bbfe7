package org.echt.app.config;

import java.time.Duration;
import org.echt.core.webhook.Targets;

/**
 * How webhooks are sent.
 *
 * @param targets which addresses may be called
 * @param timeout for one request
 * @param rate requests a second to one endpoint; 0 for no limit
 * @param atOnce requests to one endpoint at the same time
 */
public record WebhookConfig(Targets targets, Duration timeout, int rate, int atOnce) {}
