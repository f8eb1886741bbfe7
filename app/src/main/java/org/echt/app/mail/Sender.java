package org.echt.app.mail;

import org.echt.core.registration.ContactAddress;
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
        ContactAddress from,
        String name,
        ContactAddress replyTo,
        String bounce,
        @Nullable ContactAddress journal) {
    private static final String ID = "{id}";

    public Sender {
        requireMail("a sender", from);
        requireMail("the address for answers", replyTo);
        if (journal != null) {
            requireMail("the journal", journal);
        }
        HeaderText.requireOneLine("a sender's name", name);
        if (name.isBlank() || name.length() > 100) {
            throw new IllegalArgumentException("a sender's name has 1 to 100 characters");
        }
        bounce = canonical(bounce);
    }

    /** Refuses a telephone number; the value is not quoted. */
    static void requireMail(String what, ContactAddress address) {
        if (address.kind() != ContactAddress.Kind.EMAIL) {
            throw new IllegalArgumentException(what + " must be a mail address, not a telephone number");
        }
    }

    /** The domain in the form that is sent. */
    private static String canonical(String bounce) {
        int id = bounce.indexOf(ID);
        // the longest id there is
        var longest = ContactAddress.mail(bounce.replace(ID, "x".repeat(40)));
        if (id != bounce.lastIndexOf(ID) || id > bounce.indexOf('@') || longest.isEmpty()) {
            throw new IllegalArgumentException(
                    "the address for reports must be a mail address, also with an id of 40 characters for {id} before its @");
        }
        return bounce.strip().substring(0, bounce.strip().indexOf('@') + 1) + domain(longest.get());
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
        return letterId + '@' + domain();
    }

    /** Ours, in ASCII. */
    String domain() {
        return domain(from);
    }

    private static String domain(ContactAddress address) {
        return address.value().substring(address.value().lastIndexOf('@') + 1);
    }

    @Override
    public String toString() {
        return "Sender[" + name + "]";
    }
}
