package org.echt.app.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PartsTest {
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
