package org.echt.app.mail;

/** What became of one try to send a letter. No text in it holds a mail address. */
public sealed interface Outcome {
    /** The relay has taken the letter and answers for it from now on. */
    record Accepted(String reply) implements Outcome {}

    /**
     * The relay will never take this letter.
     *
     * @param code of SMTP, 500 to 599
     * @param enhanced RFC 3463, such as {@code 5.1.1}; empty where the relay says none
     */
    record Refused(int code, String enhanced, String reply, Blame blame) implements Outcome {}

    /** The relay has not taken the letter, and may later. It is not at fault: anything up to a wrong password of ours. */
    record Postponed(String cause) implements Outcome {}

    /**
     * The letter was handed over whole, and then no answer came: the relay may have taken it or not. Sending again may
     * send twice; a copy in the journal's mailbox decides.
     */
    record Doubtful(String cause) implements Outcome {}

    /** Why a relay refuses a letter for good. */
    enum Blame {
        /** Nobody has this address; other letters to it will fare no better. */
        ADDRESS,
        /** The address may be good: too large, taken for spam, forbidden by a rule, mailbox full. */
        CONTENT
    }
}
