package org.echt.core.registration;

import java.time.Instant;

/** Where messages to persons are put. Thread-safe; durable on return. */
public interface Postbox {
    /** So many messages that anybody can cause go to one person in a day. */
    int ASKED_AT_MOST = 5;

    /**
     * Puts a message in. One of the same occasion about the same object that waits already is enough.
     *
     * @param letter what it says, sealed ({@link Vault.Matter#LETTER}); empty where that follows from occasion and object
     * @return false, and nothing is put in, when the person got {@link #ASKED_AT_MOST} such messages within a day
     */
    boolean post(StoredPerson to, Occasion occasion, long object, byte[] letter, Instant now);

    /** Puts a message in once and never again for this person, occasion and object. */
    void postOnce(StoredPerson to, Occasion occasion, long object, Instant now);
}
