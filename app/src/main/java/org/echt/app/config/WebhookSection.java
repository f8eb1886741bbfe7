package org.echt.app.config;

import java.time.Duration;
import org.echt.core.webhook.Targets;

/** Reads the keys {@code webhook.*}. */
record WebhookSection(Settings settings) {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    WebhookConfig read() {
        var timeout = settings.duration(Key.WEBHOOK_TIMEOUT);
        if (timeout.compareTo(LONGEST) > 0) {
            throw settings.error(
                    Key.WEBHOOK_TIMEOUT,
                    "must be 60 s at most: what takes longer is better taken first and done later");
        }
        return new WebhookConfig(
                settings.word(Key.WEBHOOK_TARGETS, Targets.values()),
                timeout,
                settings.number(Key.WEBHOOK_RATE, 0, 10_000),
                settings.number(Key.WEBHOOK_AT_ONCE, 1, 64));
    }
}
