package org.echt.app.mail;

import java.net.URI;
import java.util.regex.Pattern;
import org.echt.core.registration.ContactAddress;
import org.jspecify.annotations.Nullable;

/**
 * One message to one person. Everything in it is checked here, so that no value can become a header or a command of its
 * own.
 *
 * @param id the same over all tries of a letter: {@code Message-ID: <id@domain>} and the envelope id. 1 to 40 letters,
 *     digits, {@code -} and {@code _}. It should hold at least 64 random bits: whoever can guess it can send us a false
 *     copy or report
 * @param to a mail address
 * @param unsubscribe an https address of at most 408 ASCII characters; null for none
 */
public record Letter(
        String id,
        ContactAddress to,
        Content content,
        @Nullable URI unsubscribe) {
    static final String ID_FORM = "[A-Za-z0-9_-]{1,40}";

    private static final Pattern ID = Pattern.compile(ID_FORM);
    private static final Pattern WEB_ADDRESS = Pattern.compile("https://[!#-;=?-~]{1,400}");

    public Letter {
        if (!isId(id)) {
            throw new IllegalArgumentException("a letter's id has 1 to 40 letters, digits, \"-\" and \"_\"");
        }
        Sender.requireMail("a letter's recipient", to);
        if (unsubscribe != null && !WEB_ADDRESS.matcher(unsubscribe.toString()).matches()) {
            throw new IllegalArgumentException("an address to unsubscribe at begins with https://");
        }
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** Names the letter, and nothing of the person it is for. */
    @Override
    public String toString() {
        return "Letter[" + id + "]";
    }
}
