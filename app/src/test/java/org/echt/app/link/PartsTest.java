package org.echt.app.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PartsTest {
    private Instant now = Instant.parse("2026-11-22T23:59:59Z");

    @Test
    void aVisitorIsOnePersonForOneDayAndOneNetwork() throws Exception {
        var visitors = new Visitors(() -> now);
        long person = visitors.of(InetAddress.getByName("192.0.2.1"), "Firefox", false);
        assertEquals(person, visitors.of(InetAddress.getByName("192.0.2.254"), "Firefox", false));
        assertNotEquals(person, visitors.of(InetAddress.getByName("192.0.3.1"), "Firefox", false));
        assertNotEquals(person, visitors.of(InetAddress.getByName("192.0.2.1"), "Safari", false));
        long six = visitors.of(InetAddress.getByName("2001:db8:1:2::1"), "Firefox", false);
        assertEquals(six, visitors.of(InetAddress.getByName("2001:db8:1:ffff::9"), "Firefox", false));
        assertNotEquals(six, visitors.of(InetAddress.getByName("2001:db8:2:2::1"), "Firefox", false));
        assertEquals(0, visitors.of(InetAddress.getByName("192.0.2.1"), "Firefox", true));
        assertEquals(0, visitors.of(InetAddress.getByName("192.0.2.1"), "Googlebot/2.1", false));
        now = Instant.parse("2026-11-23T00:00:00Z");
        visitors.endDay();
        assertNotEquals(person, visitors.of(InetAddress.getByName("192.0.2.1"), "Firefox", false));
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
