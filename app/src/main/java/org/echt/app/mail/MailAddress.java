package org.echt.app.mail;

import com.ibm.icu.text.IDNA;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A mail address that can be put into a command or a header as it is: RFC 5321 mailbox without quoted local part and
 * without address literal, ASCII, the domain in small letters and IDNA 2008 (UTS 46, non-transitional) form. Its text
 * form is not its text: an address is a person's, and a log is no place for it.
 *
 * @param local before the sign; dot-atom of 1 to 64 characters
 * @param domain at least two labels, at most 253 characters
 */
public record MailAddress(String local, String domain) {
    /** RFC 5321, 4.5.3.1.3: a path has at most 256 octets, two of them brackets. */
    private static final int LONGEST = 254;

    private static final Pattern LOCAL =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*+");
    private static final Pattern DOMAIN =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])");
    private static final IDNA IDN = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII
            | IDNA.USE_STD3_RULES
            | IDNA.CHECK_BIDI
            | IDNA.CHECK_CONTEXTJ
            | IDNA.CHECK_CONTEXTO);

    /** What a text is. */
    public sealed interface Reading {
        record Parsed(MailAddress address) implements Reading {}

        record Refused(Cause cause) implements Reading {}
    }

    /** Why a text is no address we send to. */
    public enum Cause {
        EMPTY,
        TOO_LONG,
        /** A control character, such as the line break that would begin a header. */
        CONTROL_CHARACTER,
        /** None, or more than one. */
        NO_AT_SIGN,
        /** Before the sign stands something else than ASCII letters, digits and signs without blanks and quotes. */
        LOCAL_PART,
        /** No internet domain: one label only, an IP address, a sign no domain has. */
        DOMAIN
    }

    public MailAddress {
        if (!isLocal(local) || !isDomain(domain) || local.length() + 1 + domain.length() > LONGEST) {
            throw new IllegalArgumentException("not a mail address; MailAddress.parse says why");
        }
    }

    /** Reads an address as a person writes it. No blanks around it, no name beside it. */
    public static Reading parse(String text) {
        if (text.isEmpty()) {
            return new Reading.Refused(Cause.EMPTY);
        }
        if (text.length() > LONGEST) {
            return new Reading.Refused(Cause.TOO_LONG);
        }
        if (text.codePoints().anyMatch(sign -> Character.getType(sign) == Character.CONTROL)) {
            return new Reading.Refused(Cause.CONTROL_CHARACTER);
        }
        int at = text.indexOf('@');
        if (at < 0 || at != text.lastIndexOf('@')) {
            return new Reading.Refused(Cause.NO_AT_SIGN);
        }
        return parse(text.substring(0, at), text.substring(at + 1));
    }

    private static Reading parse(String local, String writtenDomain) {
        if (local.length() > 64) {
            return new Reading.Refused(Cause.TOO_LONG);
        }
        if (!isLocal(local)) {
            return new Reading.Refused(Cause.LOCAL_PART);
        }
        var domain = ascii(writtenDomain);
        if (!isDomain(domain)) {
            return new Reading.Refused(Cause.DOMAIN);
        }
        if (local.length() + 1 + domain.length() > LONGEST) {
            return new Reading.Refused(Cause.TOO_LONG);
        }
        return new Reading.Parsed(new MailAddress(local, domain));
    }

    /** Empty for what has no such form. */
    private static String ascii(String domain) {
        var info = new IDNA.Info();
        var out = IDN.nameToASCII(domain, new StringBuilder(), info);
        return info.hasErrors() ? "" : out.toString().toLowerCase(Locale.ROOT);
    }

    private static boolean isLocal(String local) {
        return local.length() <= 64 && LOCAL.matcher(local).matches();
    }

    private static boolean isDomain(String domain) {
        return domain.length() <= 253 && DOMAIN.matcher(domain).matches();
    }

    /** {@code local@domain}. */
    public String text() {
        return local + '@' + domain;
    }

    /** Says nothing of the address. */
    @Override
    public String toString() {
        return "MailAddress[...]";
    }
}
