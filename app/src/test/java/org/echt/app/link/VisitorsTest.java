package org.echt.app.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.net.InetAddress;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.echt.core.fault.StoreUnavailableException;
import org.echt.core.keys.SecretBytes;
import org.echt.core.keys.SoftwareKeys;
import org.echt.core.scan.Visitor;
import org.echt.core.scan.VisitorSalts;
import org.junit.jupiter.api.Test;

class VisitorsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private Instant now = Instant.parse("2026-11-22T23:59:59Z");
    private final StoredSalts stored = new StoredSalts();

    @Test
    void aVisitorIsOnePersonForOneDayAndOneNetwork() throws Exception {
        var visitors = new Visitors(() -> now);
        long person = person(visitors, "192.0.2.1", "Firefox");
        assertEquals(person, person(visitors, "192.0.2.254", "Firefox"));
        assertNotEquals(person, person(visitors, "192.0.3.1", "Firefox"));
        assertNotEquals(person, person(visitors, "192.0.2.1", "Safari"));
        long six = person(visitors, "2001:db8:1:2::1", "Firefox");
        assertEquals(six, person(visitors, "2001:db8:1:ffff::9", "Firefox"));
        assertNotEquals(six, person(visitors, "2001:db8:2:2::1", "Firefox"));
        assertEquals(Visitor.NOBODY, visitors.of(InetAddress.ofLiteral("192.0.2.1"), "DE", "Googlebot/2.1"));
        assertEquals(Visitor.NOBODY, visitors.of(InetAddress.ofLiteral("192.0.2.1"), "DE", " "));
        now = Instant.parse("2026-11-23T00:00:00Z");
        assertNotEquals(person, person(visitors, "192.0.2.1", "Firefox"));
    }

    @Test
    void allOfANetworkShareItsHalfOfThePersonDay() {
        var visitors = new Visitors(() -> now);
        int network = Visitor.network(person(visitors, "192.0.2.1", "Firefox"));
        for (int agent = 0; agent < 1_000; agent++) {
            assertEquals(network, Visitor.network(person(visitors, "192.0.2." + agent % 250, "Agent " + agent)));
        }
        assertNotEquals(network, Visitor.network(person(visitors, "192.0.3.1", "Firefox")));
    }

    private static long person(Visitors visitors, String address, String agent) {
        return visitors.of(InetAddress.ofLiteral(address), "", agent).person();
    }

    @Test
    void previewsAndToolsAreNobody() {
        var visitors = new Visitors(() -> now);
        for (var program : List.of(
                "WhatsApp/2.23.20.0 A",
                "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
                "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
                "Twitterbot/1.0",
                "TelegramBot (like TwitterBot)",
                "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)",
                "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
                "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
                "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
                "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/120.0 Safari/537.36",
                "curl/8.5.0",
                "python-requests/2.31",
                "Java-http-client/25")) {
            assertEquals(Visitor.NOBODY, visitors.of(InetAddress.ofLiteral("192.0.2.1"), "", program), program);
        }
        for (var browser : List.of(
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.2 Mobile/15E148 Safari/604.1",
                "Mozilla/5.0 (Linux; Android 14; Cubot P80) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36",
                "Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0")) {
            assertNotEquals(Visitor.NOBODY, visitors.of(InetAddress.ofLiteral("192.0.2.1"), "", browser), browser);
        }
    }

    @Test
    void aVisitorIsOnePersonToAllNodesAndAfterARestart() {
        var nodes = List.of(node(), node());
        nodes.forEach(Visitors::renew);
        long person = person(nodes.get(0));
        assertEquals(person, person(nodes.get(1)));
        var restarted = node();
        restarted.renew();
        assertEquals(person, person(restarted));
    }

    @Test
    void atMidnightAllNodesChangeWithoutAskingTheStore() {
        now = Instant.parse("2026-11-22T22:59:59Z");
        var nodes = List.of(node(), node());
        nodes.forEach(Visitors::renew);
        assertEquals(List.of(TODAY), List.copyOf(stored.salts.keySet()), "tomorrow's is drawn in the last hour only");
        long person = person(nodes.get(0));
        now = Instant.parse("2026-11-22T23:00:30Z");
        nodes.forEach(Visitors::renew);
        stored.isAway = true;
        now = Instant.parse("2026-11-23T00:00:00Z");
        assertNotEquals(person, person(nodes.get(0)));
        assertEquals(person(nodes.get(0)), person(nodes.get(1)));
    }

    @Test
    void whileTheStoreIsAwayEachNodeHasASaltOfItsOwn() {
        stored.isAway = true;
        var nodes = List.of(node(), node());
        nodes.forEach(Visitors::renew);
        assertNotEquals(person(nodes.get(0)), person(nodes.get(1)));
        assertEquals(person(nodes.get(0)), person(nodes.get(0)));
        stored.isAway = false;
        nodes.forEach(Visitors::renew);
        assertEquals(person(nodes.get(0)), person(nodes.get(1)));
    }

    @Test
    void aStoreThatLostTheSaltGetsItBack() {
        var running = node();
        running.renew();
        long person = person(running);
        stored.salts.clear();
        running.renew();
        var restarted = node();
        restarted.renew();
        assertEquals(person, person(restarted));
    }

    @Test
    void theSaltAloneTellsNothing() {
        var otherKey = new Visitors(() -> now, stored, SoftwareKeys.ofHmac(SecretBytes.copyOf(new byte[] {2})));
        var visitors = node();
        visitors.renew();
        otherKey.renew();
        assertNotEquals(person(visitors), person(otherKey));
    }

    @Test
    void aSaltDiesWithItsDayInMemoryAndInTheStore() {
        var salt = new byte[32];
        Arrays.fill(salt, (byte) 7);
        stored.salts.put(TODAY, salt);
        var visitors = node();
        visitors.renew();
        assertEquals(List.of(TODAY), stored.ended);
        assertArrayEquals(salt, stored.given.getFirst());
        var given = List.copyOf(stored.given);
        now = Instant.parse("2026-11-23T00:00:30Z");
        visitors.renew();
        visitors.renew();
        assertEquals(List.of(TODAY, TODAY.plusDays(1)), stored.ended);
        assertArrayEquals(new byte[32], given.getFirst(), "overwritten");
    }

    private Visitors node() {
        return new Visitors(() -> now, stored, SoftwareKeys.ofHmac(SecretBytes.copyOf(new byte[] {1})));
    }

    private static long person(Visitors visitors) {
        return person(visitors, "192.0.2.1", "Firefox");
    }

    /** A store that nodes share. */
    private static final class StoredSalts implements VisitorSalts {
        private final Map<LocalDate, byte[]> salts = new HashMap<>();
        private final List<byte[]> given = new ArrayList<>();
        private final List<LocalDate> ended = new ArrayList<>();
        private boolean isAway;

        @Override
        public byte[] agree(LocalDate day, byte[] offered) {
            if (isAway) {
                throw new StoreUnavailableException("away");
            }
            salts.putIfAbsent(day, offered.clone());
            given.add(salts.get(day).clone());
            return given.getLast();
        }

        @Override
        public void endBefore(LocalDate day) {
            if (isAway) {
                throw new StoreUnavailableException("away");
            }
            ended.add(day);
        }
    }
}
