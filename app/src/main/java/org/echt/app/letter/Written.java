package org.echt.app.letter;

import org.jspecify.annotations.Nullable;

/** What came of writing a message. */
public sealed interface Written {
    /**
     * What is sent.
     *
     * @param subject one line
     * @param text plain text for mail
     * @param brief one line for a telephone
     * @param language tag of the language
     * @param manage address where these messages are ended; empty where there is nothing to end
     * @param attached a file; null for none
     */
    record Letter(
            String subject,
            String text,
            String brief,
            String language,
            String manage,
            @Nullable Attached attached) implements Written {
        @Override
        public String toString() {
            return "Letter";
        }
    }

    /** A PDF. */
    @SuppressWarnings("ArrayRecordComponent") // Handed on and never compared.
    record Attached(String name, byte[] pdf) {}

    /** It is no longer to be said. */
    record Obsolete(String cause) implements Written {}
}
