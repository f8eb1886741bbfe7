package org.echt.app.webhook;

import java.time.Duration;
import org.echt.core.webhook.Targets;

/**
 * How endpoints are told.
 *
 * @param targets which addresses may be called
 * @param timeout for one request, from the first byte out to the last one in
 * @param atOnce requests to one endpoint at the same time, from 1
 * @param perSecond requests to one endpoint in a second; 0 for as many as it takes
 */
public record DelivererSettings(Targets targets, Duration timeout, int atOnce, int perSecond) {
    /** Deliveries taken at a time for each that is sent at once: few are in doubt when the sender is killed. */
    private static final int AHEAD = 4;

    public DelivererSettings {
        if (timeout.toMillis() < 1 || atOnce < 1 || perSecond < 0) {
            throw new IllegalArgumentException("timeout " + timeout + " from 1 ms, atOnce " + atOnce
                    + " from 1, perSecond " + perSecond + " from 0");
        }
    }

    /** 20 s is within the 15 to 30 s that Standard Webhooks recommends. */
    public static DelivererSettings defaults() {
        return new DelivererSettings(Targets.PUBLIC, Duration.ofSeconds(20), 8, 50);
    }

    int batch() {
        return perSecond == 0 ? atOnce * AHEAD : Math.max(1, Math.min(atOnce * AHEAD, perSecond * 10));
    }

    /** Longer than a batch can take, so that nobody else takes what is still being sent. */
    Duration lease() {
        var slow = timeout.multipliedBy(AHEAD);
        var paced = perSecond == 0 ? Duration.ZERO : Duration.ofSeconds(batch() / perSecond + 1L);
        return slow.plus(paced).plusSeconds(60);
    }
}
