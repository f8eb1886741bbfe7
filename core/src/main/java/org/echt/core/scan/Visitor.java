package org.echt.core.scan;

/**
 * Who looked at a code, as far as it may be kept: nobody is known by it, and not even the same person on the next day.
 *
 * @param person the person-day: an HMAC under a salt that dies with the day, of the network prefix in the upper 32 bits, of
 *     the user agent within it in the lower; 0 where nobody looked, but a program on nobody's behalf
 * @param place country (ISO 3166, two letters) as a trusted proxy told it; empty where none did
 */
public record Visitor(long person, String place) {
    /** No person: prefetches, previews of links, crawlers, our own programs. */
    public static final Visitor NOBODY = new Visitor(0, "");

    public Visitor {
        if (!place.isEmpty() && !isCountry(place)) {
            throw new IllegalArgumentException("place \"" + place + "\" is no country code of two capital letters");
        }
    }

    /** The network a person-day belongs to; comparable within one day. */
    public static int network(long person) {
        return (int) (person >> 32);
    }

    /** Whether it is written like a country code, without a look at whether there is such a country. */
    public static boolean isCountry(String text) {
        return text.length() == 2 && isCapital(text.charAt(0)) && isCapital(text.charAt(1));
    }

    private static boolean isCapital(char symbol) {
        return symbol >= 'A' && symbol <= 'Z';
    }
}
