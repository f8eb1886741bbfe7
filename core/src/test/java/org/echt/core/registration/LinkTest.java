package org.echt.core.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.echt.core.registration.Link.Use;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** vectors/links.json, made by another program, against ours; and forgeries. */
class LinkTest {
    private static final JsonNode VECTORS = Vectors.of("links.json");

    @Test
    void linksAreThoseOfTheVectors() {
        var key = Vectors.keys(VECTORS).links();
        int seen = 0;
        for (JsonNode v : VECTORS.get("links")) {
            var use = switch (v.get("use").asString()) {
                case "WATCH" -> Use.CONFIRM_WATCH;
                case "REGISTER" -> Use.CONFIRM_REGISTRATION;
                case "THINGS" -> Use.THINGS;
                case "TAKE_OVER" -> Use.TAKE_OVER;
                default -> Use.MESSAGE;
            };
            var link = new Link(use, number(v, "person"), number(v, "object"), number(v, "limit"));
            assertEquals(v.get("link").asString(), link.write(key));
            assertEquals(Optional.of(link), Link.read(v.get("link").asString(), key));
            seen++;
        }
        assertEquals(5, seen);
    }

    private static long number(JsonNode v, String name) {
        return Long.parseLong(v.get(name).asString());
    }

    @Test
    void nothingWeDidNotWriteIsRead() {
        var key = Vectors.keys().links();
        var written = new Link(Use.THINGS, 7, 0, 1).write(key);
        var bytes = Base64.getUrlDecoder().decode(written);
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            bytes[bit / 8] ^= (byte) (1 << (bit % 8));
            var forged = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            assertEquals(Optional.empty(), Link.read(forged, key), "bit " + bit);
            bytes[bit / 8] ^= (byte) (1 << (bit % 8));
        }
        // The last of 50 characters carries two bits that mean nothing: another spelling is another link.
        assertEquals(Optional.empty(), Link.read(written.substring(0, 49) + next(written.charAt(49)), key));
        assertEquals(Optional.empty(), Link.read("", key));
        assertEquals(Optional.empty(), Link.read("A".repeat(50), key));
        assertEquals(Optional.empty(), Link.read(written + "=", key));
        assertEquals(Optional.empty(), Link.read("é".repeat(50), key));
        var other = new Link(Use.THINGS, 7, 0, 1).write(Vectors.keys(VECTORS).links());
        assertEquals(Optional.empty(), Link.read(other, key));
    }

    private static char next(char last) {
        var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return alphabet.charAt(alphabet.indexOf(last) + 1);
    }

    @Test
    void endsWithItsTimeOrItsGeneration() {
        var now = Instant.parse("2026-11-27T12:00:30Z");
        var link = Link.until(Use.CONFIRM_WATCH, 7, 8, now.plus(Duration.ofDays(7)));
        assertFalse(link.hasEnded(now.plus(Duration.ofDays(7))));
        assertTrue(link.hasEnded(now.plus(Duration.ofDays(7)).plusSeconds(60)));
        var person = new Vault(Vectors.keys(), new SecureRandom())
                .seal(ContactAddress.mail("ines@example.org").orElseThrow(), "de", "DE", now);
        var things = Link.of(Use.THINGS, person, 0);
        assertTrue(things.isCurrent(person));
        assertFalse(things.isCurrent(person.newLinks()));
        assertThrows(IllegalArgumentException.class, () -> new Link(Use.THINGS, 1, 0, -1));
        assertThrows(IllegalArgumentException.class, () -> new Link(Use.THINGS, 1, 0, 1L << 32));
    }
}
