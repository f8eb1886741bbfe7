package org.echt.app.mail;

import org.jspecify.annotations.Nullable;

/**
 * What a letter says about us.
 *
 * @param from its domain is in every message id and is how we greet the relay
 * @param name beside {@code from}; one line
 * @param replyTo where answers go
 * @param bounce the envelope's sender; {@code {id}} in its local part stands for the letter's id (VERP)
 * @param journal gets a copy of each letter in the same transaction, named in no header; null for none
 */
public record Sender(
        MailAddress from,
        String name,
        MailAddress replyTo,
        String bounce,
        @Nullable MailAddress journal) {
    private static final String ID = "{id}";

    public Sender {
        HeaderText.requireOneLine("a sender's name", name);
        if (name.isBlank() || name.length() > 100) {
            throw new IllegalArgumentException("a sender's name has 1 to 100 characters");
        }
        bounce = canonical(bounce);
    }

    /** The domain in the form that is sent. */
    private static String canonical(String bounce) {
        int id = bounce.indexOf(ID);
        // the longest id there is
        if (id != bounce.lastIndexOf(ID)
                || id > bounce.indexOf('@')
                || !(MailAddress.parse(bounce.replace(ID, "x".repeat(40)))
                        instanceof MailAddress.Reading.Parsed(var address))) {
            throw new IllegalArgumentException(
                    "the address for reports must be a mail address, also with an id of 40 characters for {id} before its @");
        }
        return bounce.substring(0, bounce.indexOf('@') + 1) + address.domain();
    }

    /** Where reports about a letter go. */
    String bounceFor(String letterId) {
        return bounce.replace(ID, letterId);
    }

    /** Whether that tells the letter. */
    boolean bounceNamesLetter() {
        return bounce.contains(ID);
    }

    String messageId(String letterId) {
        return letterId + '@' + from.domain();
    }

    @Override
    public String toString() {
        return "Sender[" + name + "]";
    }
}
