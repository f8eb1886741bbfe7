package org.echt.app.mail;

/** One thing found in the installation's mailbox. */
public sealed interface Found {
    /**
     * A copy of a letter came to the journal: the relay has accepted the letter.
     *
     * @param letterId as in {@link Letter}; nothing says that there is such a letter
     */
    record Copy(String letterId) implements Found {}

    /**
     * What became of a letter after it was accepted (RFC 3464).
     *
     * @param letterId as in {@link Letter}; nothing says that there is such a letter
     * @param status RFC 3463, such as {@code 5.1.1}
     * @param permanent trying again will not help; of a letter that failed after days of trying this may be false
     */
    record Report(String letterId, Action action, String status, boolean permanent) implements Found {}

    /** Anything else, such as an answer by a person: it stays in the mailbox and is marked as seen. */
    record Other() implements Found {}

    /** RFC 3464, 2.3.3. */
    enum Action {
        FAILED,
        /** Not yet; another report may follow, or none when it goes well. */
        DELAYED,
        DELIVERED,
        /** Handed to a server that sends no reports, so that nothing more will be known. */
        RELAYED,
        /** Delivered to a list or alias, which went on to others. */
        EXPANDED
    }
}
