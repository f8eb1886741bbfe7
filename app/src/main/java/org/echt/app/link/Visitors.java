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
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.echt.app.limit.Network;
import org.echt.core.scan.Visitor;

/**
 * Tells one visitor of a day from another without knowing who it is: HMAC-SHA256 of the network prefix (IPv4 /24, IPv6
 * /48) in one half and of the user agent within it in the other, under a random salt that exists only in memory and only for
 * its day (UTC). Nothing here is stored or logged. Thread-safe.
 */
public final class Visitors {
    /** Programs by the names they give themselves: crawlers, previews of links, tools. */
    private static final List<String> PROGRAMS = List.of(
            "crawl",
            "spider",
            "slurp",
            "preview",
            "facebookexternalhit",
            "facebookcatalog",
            "meta-external",
            "whatsapp",
            "telegram",
            "slack",
            "discord",
            "skype",
            "embedly",
            "pinterest",
            "iframely",
            "google-inspectiontool",
            "googleother",
            "mediapartners",
            "headless",
            "phantomjs",
            "lighthouse",
            "monitor",
            "uptime",
            "pingdom",
            "curl/",
            "wget/",
            "python-",
            "java/",
            "java-http",
            "go-http",
            "libwww",
            "httpclient",
            "node-fetch",
            "scrapy");
    /** A Cubot is a telephone. */
    private static final Pattern BOT = Pattern.compile("(?<!cu)bot\\b");

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private Day today;

    public Visitors(InstantSource clock) {
        this.clock = clock;
        this.today = newDay(date());
    }

    /**
     * Who looks: nobody for a program, by its name or none.
     *
     * @param place country, empty where unknown
     */
    public Visitor of(InetAddress address, String place, String userAgent) {
        if (userAgent.isBlank() || isProgram(userAgent.toLowerCase(Locale.ROOT))) {
            return Visitor.NOBODY;
        }
        var mac = mac();
        var prefix = Network.prefix(address);
        long network = number(mac.doFinal(prefix));
        mac.update(prefix);
        long agent = number(mac.doFinal(userAgent.getBytes(StandardCharsets.UTF_8)));
        long person = (network & 0xffff_ffff_0000_0000L) | (agent & 0xffff_ffffL);
        return new Visitor(person == Visitor.NOBODY.person() ? 1 : person, place);
    }

    /** Looking for each name is several times faster than looking for all of them at once by an expression. */
    private static boolean isProgram(String userAgent) {
        return PROGRAMS.stream().anyMatch(userAgent::contains)
                || (userAgent.contains("bot") && BOT.matcher(userAgent).find());
    }

    private static long number(byte[] hash) {
        return ByteBuffer.wrap(hash).getLong();
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
