package org.echt.app.mail;

import org.echt.core.registration.ContactAddress;
import org.jspecify.annotations.Nullable;

/**
 * What is said around a letter.
 *
 * @param sender takes the reports
 * @param journal second recipient of the same transaction; null for none
 * @param id ENVID of RFC 3461, which reports bring back
 */
record Envelope(String sender, ContactAddress to, @Nullable ContactAddress journal, String id) {
    /** RFC 3461, 4.4. */
    private static final int LONGEST_ID = 100;

    static Envelope of(Letter letter, Sender sender) {
        return new Envelope(
                sender.bounceFor(letter.id()), letter.to(), sender.journal(), sender.messageId(letter.id()));
    }

    /** Without an id where it would be too long; then reports are known by the returned headers. */
    boolean hasId() {
        return id.length() <= LONGEST_ID;
    }
}
