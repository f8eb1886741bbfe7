package org.echt.core.webhook;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Something that happened. Says of what, never what about a person: the data go beside it.
 *
 * @param id the {@code webhook-id}: the same over all attempts and endpoints, by which receivers drop doubles. 1 to 64
 *     letters, digits, {@code _} and {@code -}; no dot, which separates what is signed
 * @param type what kind
 * @param subject what it is about, such as {@code R-2026-001}; names no person
 * @param at when it happened
 */
public record Event(String id, EventType type, String subject, Instant at) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public Event {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("event id \"" + id
                    + "\" is not 1 to 64 letters, digits, _ and -. Maybe \"" + id.replaceAll("[^A-Za-z0-9_-]", "_")
                    + "\"?");
        }
        if (subject.length() > 200) {
            throw new IllegalArgumentException(
                    "the subject of event " + id + " has " + subject.length() + " characters; at most 200");
        }
    }

    /** That a recall has a version; always the same event for the same version. */
    public static Event recallVersion(String recall, int version, Instant at) {
        return new Event(recall + "_v" + version, EventType.RECALL_VERSION, recall, at);
    }

    /** That a version of a recall is paused, goes on or has ended; always the same event for the same revision. */
    public static Event recallState(String recall, int version, int revision, Instant at) {
        return new Event(recall + "_v" + version + "_r" + revision, EventType.RECALL_VERSION, recall, at);
    }
}
