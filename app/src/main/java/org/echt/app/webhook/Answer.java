package org.echt.app.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came back from an endpoint.
 *
 * @param status 100 to 599; 0 where no answer came
 * @param cause why there is none, in our words; empty where there is one
 * @param retryAfter how long the endpoint asks to wait; null where it does not
 * @param body the beginning of what it said; may repeat what it was sent, so it is shown to whoever tries an endpoint and
 *     kept nowhere
 */
record Answer(int status, String cause, @Nullable Duration retryAfter, String body) {
    static Answer none(String cause) {
        return new Answer(0, cause, null, "");
    }

    /** Why it counts as a failure; empty when it does not. */
    String failure() {
        if (status == 0) {
            return cause;
        }
        if (status >= 200 && status <= 299) {
            return "";
        }
        return status >= 300 && status <= 399
                ? "answered " + status + "; redirects are not followed"
                : "answered " + status;
    }

    @Override
    public String toString() {
        return status + " " + cause;
    }
}
