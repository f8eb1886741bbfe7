package org.echt.app.cli;

import org.echt.core.webhook.Attempt;

/**
 * What came of a test event.
 *
 * @param attempt how it went
 * @param body the beginning of what the endpoint said
 */
public record TriedWebhook(Attempt attempt, String body) {}
