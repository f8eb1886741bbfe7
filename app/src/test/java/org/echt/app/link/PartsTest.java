package org.echt.app.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import org.echt.core.scan.Visitor;
import org.junit.jupiter.api.Test;

class PartsTest {
    private Instant now = Instant.parse("2026-11-22T23:59:59Z");

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
        visitors.endDay();
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
    void thePolicyNamesExactlyTheStyleSheet() {
        var style = Style.of("/* x */ a:hover { color : red; margin: 0 1px; }\n b > c , d { top: calc(1px + 2px); }");
        assertEquals("a:hover{color : red;margin:0 1px}b>c,d{top:calc(1px + 2px)}", style.css());
        assertTrue(style.policy().contains("style-src 'sha256-"), style.policy());
        assertTrue(Style.load().css().length() < 6_000, "" + Style.load().css().length());
    }

    @Test
    void readsAddresses() {
        assertEquals("x", Address.link("http://h/01/1/21/x", null).input());
        assertEquals("", Address.link("/01", null).input());
        assertEquals("%zz", Address.link("/01/1/21/%zz", null).input());
        assertEquals("A", Address.link("/01/1/10/A/21/x", "B").lot());
        assertEquals("", Address.after("/c/", "http://h"));
        assertEquals("ab", Address.shown("a\u202e\u0000b\n"));
        assertEquals(64, Address.shown("é".repeat(100)).length());
        assertEquals("code=a&", Query.without("lang", "lang=de&code=a&lang"));
    }
}
