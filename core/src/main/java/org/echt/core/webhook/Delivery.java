package org.echt.core.webhook;

import java.time.Instant;

/**
 * One event for one endpoint; there is never a second one of the two.
 *
 * @param number for people and commands; from 1, may have gaps
 * @param event what is told
 * @param endpoint to whom
 * @param state how far it is
 * @param attempts how often it was taken up, since it was put or sent again; a try that nobody lived to tell of counts
 * @param since when it was put, or last sent again by somebody
 * @param dueAt earliest next attempt; while it is being sent, when it is sent again if its sender is heard of no more
 * @param kept whether its data are kept, so that it can be sent again
 */
public record Delivery(
        long number,
        Event event,
        String endpoint,
        State state,
        int attempts,
        Instant since,
        Instant dueAt,
        boolean kept) {
    /** How far a delivery is. */
    public enum State {
        /** To be sent when it is due and its endpoint is active. */
        WAITING,
        /** The endpoint took it. */
        DELIVERED,
        /** Given up. */
        FAILED
    }
}
