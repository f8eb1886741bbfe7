package org.echt.app.webhook;

import java.time.Instant;

/** What came of telling an endpoint at once. */
public sealed interface Outcome {
    /** Taken (2xx). */
    record Accepted() implements Outcome {}

    /**
     * Never to be taken (400, 413 or 422): the endpoint understood, and will not do this one.
     *
     * @param cause without anything the endpoint said
     */
    record Refused(String cause) implements Outcome {}

    /**
     * Not now. It may have been taken when no answer came: tell again under the same event id.
     *
     * @param notBefore earliest next attempt; {@link Instant#MIN} where nobody says
     */
    record Postponed(String cause, Instant notBefore) implements Outcome {}

    /** No active endpoint wants such events. */
    record NobodyListens() implements Outcome {}
}
