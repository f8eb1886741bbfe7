package org.echt.core.gs1;

/**
 * A Global Trade Item Number in its 14-digit form, check digit verified.
 *
 * <p>Source: GS1 General Specifications, section 7.9 (mod 10, weights 3 and 1 from the right).
 *
 * @param digits exactly 14 digits; shorter GTINs are padded with zeros on the left by {@link #of}
 */
public record Gtin(String digits) implements Comparable<Gtin> {
    public Gtin {
        if (digits.length() != 14 || !allDigits(digits)) {
            throw new IllegalArgumentException("gtin \"" + digits + "\" is not 14 digits");
        }
        int expected = checkDigit(digits.substring(0, 13));
        if (expected != digits.charAt(13) - '0') {
            throw new IllegalArgumentException("gtin " + digits + " ends in the wrong check digit. Maybe "
                    + digits.substring(0, 13) + expected + "?");
        }
    }

    /** Accepts GTIN-8, -12, -13 and -14; throws {@link IllegalArgumentException} that names the value otherwise. */
    public static Gtin of(String text) {
        int n = text.length();
        if (n != 8 && n != 12 && n != 13 && n != 14) {
            throw new IllegalArgumentException(
                    "gtin \"" + text + "\" has " + n + " digits; 8, 12, 13 or 14 are possible");
        }
        return new Gtin("0".repeat(14 - n) + text);
    }

    /** True when {@code text} is a well-formed GTIN of 8, 12, 13 or 14 digits. */
    public static boolean isValid(String text) {
        int n = text.length();
        return (n == 8 || n == 12 || n == 13 || n == 14)
                && allDigits(text)
                && checkDigit(text.substring(0, n - 1)) == text.charAt(n - 1) - '0';
    }

    /** The mod-10 check digit that belongs behind {@code body} (digits only). */
    public static int checkDigit(CharSequence body) {
        int sum = 0;
        int n = body.length();
        for (int i = 0; i < n; i++) {
            sum += (body.charAt(i) - '0') * (((n - i) & 1) == 1 ? 3 : 1);
        }
        return (10 - sum % 10) % 10;
    }

    @Override
    public int compareTo(Gtin other) {
        return digits.compareTo(other.digits);
    }

    @Override
    public String toString() {
        return digits;
    }

    private static boolean allDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
