package org.echt.core.webhook;

import java.time.Instant;

/**
 * One try to tell an endpoint. Holds nothing of what the endpoint said: it might repeat a telephone number.
 *
 * @param at when it began
 * @param status of the answer, 100 to 599; 0 where none came
 * @param cause why it failed, in our words; empty when it succeeded
 * @param millis how long it took
 */
public record Attempt(Instant at, int status, String cause, long millis) {
    public Attempt {
        if (status != 0 && (status < 100 || status > 599)) {
            throw new IllegalArgumentException("status " + status + " is none of HTTP: 100 to 599, or 0 for no answer");
        }
    }

    public boolean succeeded() {
        return status >= 200 && status <= 299;
    }
}
