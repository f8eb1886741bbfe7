package org.echt.core.registration;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.echt.core.keys.MacKey;

/**
 * What a link in a message may do (spec/links.md). Reading one proves that we wrote it, not that it still works: whether
 * its limit has passed and whether its object is still there is looked at by whoever acts on it.
 *
 * @param use what it does
 * @param person whose it is
 * @param object what it is about
 * @param limit last minute since 1970, or the generation of the person's links
 */
public record Link(Use use, long person, long object, long limit) {
    /** How long a link that confirms works. */
    public static final Duration CONFIRMS = Duration.ofDays(7);
    /** How long a link that hands over works. */
    public static final Duration HANDS_OVER = Duration.ofDays(30);

    private static final int BODY = 21;
    private static final int MAC = 16;
    private static final long MOST = 0xFFFF_FFFFL;

    /** What a link does. */
    public enum Use {
        CONFIRM_WATCH(1),
        CONFIRM_REGISTRATION(2),
        THINGS(3),
        TAKE_OVER(4),
        MESSAGE(5);

        /** Its first byte. */
        private final byte number;

        Use(int number) {
            this.number = (byte) number;
        }

        static Optional<Use> of(byte number) {
            return Arrays.stream(values()).filter(u -> u.number == number).findFirst();
        }
    }

    public Link {
        if (limit < 0 || limit > MOST) {
            throw new IllegalArgumentException("limit " + limit + " does not fit into four bytes");
        }
    }

    /** A link that works for a time. */
    public static Link until(Use use, long person, long object, Instant end) {
        return new Link(use, person, object, end.getEpochSecond() / 60);
    }

    /** A link that works as long as its person wants. */
    public static Link of(Use use, StoredPerson person, long object) {
        return new Link(use, person.id(), object, person.generation());
    }

    /** The 50 characters of an address. */
    public String write(MacKey key) {
        var body = ByteBuffer.allocate(BODY)
                .put(use.number)
                .putLong(person)
                .putLong(object)
                .putInt((int) limit)
                .array();
        var all = ByteBuffer.allocate(BODY + MAC).put(body).put(mac(key, body)).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    /** Empty for anything we did not write. */
    public static Optional<Link> read(String text, MacKey key) {
        if (text.length() != 50) {
            return Optional.empty();
        }
        try {
            var all = Base64.getUrlDecoder().decode(text);
            var body = Arrays.copyOf(all, BODY);
            boolean ours = MessageDigest.isEqual(mac(key, body), Arrays.copyOfRange(all, BODY, all.length));
            // Base64 lets two spellings stand for the same bytes; only the one we write is ours.
            boolean canonical =
                    Base64.getUrlEncoder().withoutPadding().encodeToString(all).equals(text);
            return ours && canonical ? link(ByteBuffer.wrap(body)) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<Link> link(ByteBuffer body) {
        return Use.of(body.get())
                .map(use -> new Link(use, body.getLong(), body.getLong(), Integer.toUnsignedLong(body.getInt())));
    }

    private static byte[] mac(MacKey key, byte[] body) {
        var prefix = "L1|".getBytes(StandardCharsets.US_ASCII);
        var message = ByteBuffer.allocate(prefix.length + body.length)
                .put(prefix)
                .put(body)
                .array();
        return Arrays.copyOf(key.mac(message), MAC);
    }

    /** Whether the time it works for has passed; only for links that work for a time. */
    public boolean hasEnded(Instant now) {
        return now.getEpochSecond() / 60 > limit;
    }

    /** Whether it is of the person's present links; only for links that work as long as the person wants. */
    public boolean isCurrent(StoredPerson of) {
        return limit == of.generation();
    }
}
