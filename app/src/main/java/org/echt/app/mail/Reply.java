package org.echt.app.mail;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.echt.app.mail.Outcome.Blame;
import org.echt.core.registration.ContactAddress;
import org.jspecify.annotations.Nullable;

/**
 * What a server answered, without the addresses it likes to quote.
 *
 * @param code three digits; -1 when it closed the connection or said nothing that is SMTP
 * @param enhanced RFC 3463; empty for none
 * @param text one line, printable ASCII, at most 200 characters
 */
record Reply(int code, String enhanced, String text) {
    private static final Pattern ENHANCED = Pattern.compile("^[0-9]{3}[ -]([245]\\.[0-9]{1,3}\\.[0-9]{1,3})(?![0-9.])");
    private static final Pattern LINE_START = Pattern.compile("(?m)^[0-9]{3}[ -]");
    private static final Pattern NOT_PRINTABLE = Pattern.compile("[^ -~]+");
    private static final Pattern ANY_ADDRESS = Pattern.compile("[^\\s<>\"'(),;:\\[\\]]*@[^\\s<>\"'(),;:\\[\\]]*");
    private static final Pattern ABOUT_US = Pattern.compile(
            "(?i)\\b(relay(ing)?|policy|spam|block(ed|list)?|blacklist|reputation|denied|auth\\w*|sender|spf|dkim|dmarc)\\b");
    private static final String HIDDEN = "...";

    /** @param raw all lines as they came */
    static Reply of(int code, String raw, @Nullable ContactAddress to) {
        var found = ENHANCED.matcher(raw);
        return new Reply(
                code,
                found.find() ? found.group(1) : "",
                discreet(LINE_START.matcher(raw).replaceAll(""), to));
    }

    /** {@code text} as one short line that holds neither a mail address nor a part of {@code to}. */
    static String discreet(String text, @Nullable ContactAddress to) {
        // no server needs more, and the search for addresses takes the square of the length
        var line = NOT_PRINTABLE
                .matcher(text.substring(0, Math.min(text.length(), 2000)))
                .replaceAll(" ");
        if (to != null) {
            // in full first: a server also quotes parts, and writes an address as user=domain
            int at = to.value().lastIndexOf('@');
            line = without(line, to.value());
            line = without(line, to.value().substring(at + 1));
            line = without(line, to.value().substring(0, at));
        }
        line = ANY_ADDRESS.matcher(line).replaceAll(HIDDEN).strip();
        return line.length() <= 200 ? line : line.substring(0, 200);
    }

    private static String without(String line, String part) {
        return Pattern.compile("(?i)(?<![A-Za-z0-9])" + Pattern.quote(part) + "(?![A-Za-z0-9])")
                .matcher(line)
                .replaceAll(Matcher.quoteReplacement(HIDDEN));
    }

    boolean positive() {
        return code >= 200 && code <= 299;
    }

    /** The server ends the conversation, or ended it. */
    boolean lastWord() {
        return code < 200 || code == 421 || code > 599;
    }

    /** A 5xx that will be a 5xx again for this letter, and not about us or the order of commands. */
    boolean refusesLetter() {
        return switch (code) {
            case 500, 502, 503, 504, 530, 534, 535, 538 -> false;
            default -> code >= 500 && code <= 599;
        };
    }

    /**
     * Who is at fault when this refuses a letter. Servers differ: an enhanced code counts most, then the place, then words.
     *
     * @param atRecipient it answers the command that names the recipient
     */
    Blame blame(boolean atRecipient) {
        if (!enhanced.isEmpty()) {
            return switch (enhanced.substring(2)) {
                case "1.1", "1.2", "1.3", "1.6", "1.10", "2.1" -> Blame.ADDRESS;
                // Exchange answers an unknown user so
                case "1.0", "4.1", "4.4" -> atRecipient ? Blame.ADDRESS : Blame.CONTENT;
                default -> Blame.CONTENT;
            };
        }
        boolean aboutAddress = code == 550 || code == 551 || code == 553 || code == 501;
        return atRecipient && aboutAddress && !ABOUT_US.matcher(text).find() ? Blame.ADDRESS : Blame.CONTENT;
    }

    /** For a cause; code and words. */
    @Override
    public String toString() {
        return code < 0 ? "the connection was closed" : (code + " " + text).strip();
    }
}
