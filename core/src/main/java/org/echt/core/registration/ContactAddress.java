package org.echt.core.registration;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where somebody can be reached. Immutable; the text form is masked.
 *
 * @param kind how
 * @param value a mail address with its domain in lower case and in ASCII, or a telephone number as {@code +} and digits
 */
public record ContactAddress(Kind kind, String value) {
    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL = 64;
    /** RFC 5321: a Dot-string; quoted local parts are nobody's, and a nest of mistakes. */
    private static final Pattern LOCAL =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");

    private static final Pattern DOMAIN =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+(?!\\d+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    /** Sharp s, final sigma and the joiners: RFC 3490 and RFC 5891 make different domains of them. */
    private static final Pattern TWO_READINGS = Pattern.compile("[\u00DF\u1E9E\u03C2\u200C\u200D]");
    /** E.164: at most 15 digits, the first not 0. */
    private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{6,14}");

    /** How somebody can be reached. */
    public enum Kind {
        EMAIL,
        PHONE
    }

    public ContactAddress {
        boolean valid = switch (kind) {
            case EMAIL -> isMail(value);
            case PHONE -> NUMBER.matcher(value).matches();
        };
        if (!valid) {
            throw new IllegalArgumentException("the " + kind + " address is not in canonical spelling");
        }
    }

    private static boolean isMail(String value) {
        int at = value.lastIndexOf('@');
        return at > 0
                && value.length() <= LONGEST
                && at <= LONGEST_LOCAL
                && LOCAL.matcher(value.substring(0, at)).matches()
                && DOMAIN.matcher(value.substring(at + 1)).matches();
    }

    /**
     * Reads a mail address: blanks around it do not count, a domain in other letters becomes ASCII (RFC 3490). One that
     * today's programs read as another domain than that is refused; its {@code xn--} form is taken.
     */
    public static Optional<ContactAddress> mail(String typed) {
        var text = typed.strip();
        int at = text.lastIndexOf('@');
        if (at < 0 || text.length() > LONGEST || TWO_READINGS.matcher(text).find()) {
            return Optional.empty();
        }
        try {
            var domain = IDN.toASCII(text.substring(at + 1), IDN.USE_STD3_ASCII_RULES)
                    .toLowerCase(Locale.ROOT);
            var value = text.substring(0, at + 1) + domain;
            return isMail(value) ? Optional.of(new ContactAddress(Kind.EMAIL, value)) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Reads a telephone number with its country: {@code +49 (0)30 90 18 20} is refused, {@code +49 30 901820} taken. */
    public static Optional<ContactAddress> phone(String typed) {
        var text = typed.strip();
        if (!text.matches("(\\+|00)[0-9 ./-]{6,30}")) {
            return Optional.empty();
        }
        var digits = text.replaceAll("[^0-9+]", "").replaceFirst("^00", "+");
        return NUMBER.matcher(digits).matches()
                ? Optional.of(new ContactAddress(Kind.PHONE, digits))
                : Optional.empty();
    }

    /** Equal for two spellings of what is in practice one address. */
    String comparable() {
        return value.toLowerCase(Locale.ROOT);
    }

    /** Masked: says enough to recognise one's own, and too little to learn another's. */
    @Override
    public String toString() {
        return switch (kind) {
            case EMAIL -> value.charAt(0) + "…@…" + value.substring(value.lastIndexOf('.'));
            case PHONE -> value.substring(0, 3) + "…" + value.substring(value.length() - 2);
        };
    }
}
