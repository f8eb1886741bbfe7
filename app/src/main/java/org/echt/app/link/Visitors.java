package org.echt.app.link;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.echt.app.limit.Network;

/**
 * Tells one visitor of a day from another without knowing who it is: HMAC-SHA256 of the network prefix (IPv4 /24, IPv6
 * /48) and the user agent, under a random salt that exists only in memory and only for its day (UTC). Nothing here is
 * stored or logged. Thread-safe.
 */
public final class Visitors {
    /** No person: programs that fetch on nobody's behalf. */
    public static final long NOBODY = 0;

    private static final Pattern PROGRAM = Pattern.compile(
            "bot\\b|crawl|spider|preview|facebookexternalhit|whatsapp|telegram|slack|discord|skype|embedly|pinterest|headless|monitor");

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private Day today;

    public Visitors(InstantSource clock) {
        this.clock = clock;
        this.today = newDay(date());
    }

    /** The person-day of a visitor; {@link #NOBODY} for a link preview, a crawler or a prefetch. */
    public long of(InetAddress address, String userAgent, boolean prefetch) {
        if (prefetch || PROGRAM.matcher(userAgent.toLowerCase(Locale.ROOT)).find()) {
            return NOBODY;
        }
        var mac = mac();
        mac.update(Network.prefix(address));
        long person = ByteBuffer.wrap(mac.doFinal(userAgent.getBytes(StandardCharsets.UTF_8)))
                .getLong();
        return person == NOBODY ? 1 : person;
    }

    /**
     * Destroys the salt when its day is over. Every {@link #of} does so too; a timer should call this once an hour, so that
     * the salt dies also where nobody checks anything.
     */
    public synchronized void endDay() {
        if (!today.date.equals(date())) {
            Arrays.fill(today.salt, (byte) 0);
            today = newDay(date());
        }
    }

    private synchronized Mac mac() {
        endDay();
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(today.salt, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private Day newDay(LocalDate date) {
        var salt = new byte[32];
        random.nextBytes(salt);
        return new Day(date, salt);
    }

    private LocalDate date() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static final class Day {
        final LocalDate date;
        final byte[] salt;

        Day(LocalDate date, byte[] salt) {
            this.date = date;
            this.salt = salt;
        }
    }
}
