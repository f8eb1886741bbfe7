package org.echt.core.outreach;

import java.time.Instant;
import org.echt.core.registration.ContactAddress;
import org.echt.core.registration.Occasion;
import org.jspecify.annotations.Nullable;

/**
 * Something a person is to be told, or was. Names nobody: the person by their number, what it says by its occasion.
 *
 * @param id from 1, rises with time
 * @param person whom
 * @param channel how
 * @param occasion why
 * @param recall id of the recall; empty where it is about none
 * @param version the recall's version; 0 where it is about none
 * @param object what else it is about, as the occasion says; 0 for nothing
 * @param letter what it says, sealed; empty where that follows from the rest
 * @param urgent whether it is sent at any hour of the day, before all others
 * @param state how far it is
 * @param notBefore when it may be sent
 * @param attempts how often sending it failed
 * @param cause why the last attempt failed, or why it ended unsent; never an address; empty for nothing
 * @param at when it was put in
 * @param sentAt when the mail server or gateway took it; null until then
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on and never compared.
public record Message(
        long id,
        long person,
        ContactAddress.Kind channel,
        Occasion occasion,
        String recall,
        int version,
        long object,
        byte[] letter,
        boolean urgent,
        State state,
        Instant notBefore,
        int attempts,
        String cause,
        Instant at,
        @Nullable Instant sentAt) {
    /** How far a message is. */
    public enum State {
        WAITING,
        /** Handed to a sender, which tells what came of it; one that was killed told nothing. */
        SENDING,
        /** Taken by the mail server or gateway. */
        SENT,
        /** A report says that it arrived. */
        DELIVERED,
        /** A report says that it did not. */
        BOUNCED,
        /** Never taken, and not tried again. */
        FAILED,
        /** Not sent, because it was no longer to be said. */
        CANCELLED
    }

    /** The name it keeps over all its attempts, by which a report and a copy of it are recognised. */
    public String name() {
        return "echt-" + id;
    }
}
