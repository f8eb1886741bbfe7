package org.echt.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SignSectionTest {
    private static final Path FOLDER = Path.of("/etc/echt");

    private static SignSection section(String text) {
        return new SignSection(new Settings("echt.conf", text.replace('|', '\n')), FOLDER);
    }

    @Test
    void aToken() {
        assertEquals(
                new SignConfig.Token(Path.of("/usr/lib/token.so"), 3, FOLDER.resolve("pin.txt"), ""),
                section("sign.token-library = /usr/lib/token.so|sign.token-slot = 3|sign.password-file = pin.txt")
                        .sign());
    }

    @Test
    void anAuthorityNeedsItsAddressOnly() {
        assertEquals(
                new TimestampConfig.On(
                        URI.create("https://tsa.example/"), Duration.ofSeconds(20), Duration.ofHours(1), null),
                section("timestamp.url = https://tsa.example/").timestamp());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    sign.keystore = a.p12; echt.conf: sign.password-file must not be empty
                    sign.keystore = a|sign.token-library = b; echt.conf:2: sign.token-library cannot stand beside sign.keystore
                    sign.alias = seal; echt.conf:1: sign.alias has no use without sign.keystore or sign.token-library
                    sign.password-file = a; echt.conf:1: sign.password-file has no use without
                    sign.keystore = a|sign.token-slot = 1; echt.conf:2: sign.token-slot has no use without sign.token-library
                    sign.token-library = a|sign.token-slot = -1; "-1" is not a whole number from 0 to 999
                    """)
    void whatCannotSign(String text, String problem) {
        var message = String.valueOf(
                assertThrows(ConfigException.class, () -> section(text).sign()).getMessage());
        assertTrue(message.contains(problem), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    timestamp.timeout = 9 s; echt.conf:1: timestamp.timeout has no use without timestamp.url
                    timestamp.checkpoints-every = 2 h; echt.conf:1: timestamp.checkpoints-every has no use without
                    timestamp.url = http://a.example|timestamp.checkpoints-every = 59 s; must be 1 min at least
                    timestamp.trust-file = a; echt.conf:1: timestamp.trust-file has no use without timestamp.url
                    timestamp.url = http://a.example|timestamp.timeout = 6 min; must be 5 min at most
                    timestamp.url = a.example; is not an address that begins with http://
                    timestamp.url = http://user:hunter2@a.example/; is not an address that begins with http://
                    """)
    void whatCannotConfirmTimes(String text, String problem) {
        var message = String.valueOf(
                assertThrows(ConfigException.class, () -> section(text).timestamp())
                        .getMessage());
        assertTrue(message.contains(problem), message);
        assertFalse(message.contains("hunter2"), message);
    }
}
