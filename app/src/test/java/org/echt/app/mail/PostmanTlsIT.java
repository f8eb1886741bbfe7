package org.echt.app.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.echt.app.mail.MailServer.Security;
import org.echt.app.mail.Outcome.Accepted;
import org.echt.app.mail.Outcome.Postponed;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection is kept from others, or there is none. */
class PostmanTlsIT {
    private static final Relay.Script WILLING = (_, _) -> null;

    @TempDir
    static Path folder = Path.of("");

    private static TestTls tls;

    @BeforeAll
    static void certify() throws Exception {
        tls = TestTls.get();
    }

    private static Relay relay(Security security, Relay.Script script) throws Exception {
        return security == Security.TLS ? Relay.closed(script, tls.context()) : Relay.upgrading(script, tls.context());
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS", "STARTTLS"})
    void lettersGoThroughTls(Security security) throws Exception {
        try (var relay = relay(security, WILLING);
                var postman = Letters.postman(Letters.server("localhost", relay.port(), security, tls))) {
            assertInstanceOf(Accepted.class, postman.send(Letters.letter()));
            assertInstanceOf(Accepted.class, postman.send(Letters.letter()));
            assertEquals(1, relay.connections());
            assertEquals(2, relay.messages.size());
            assertEquals(
                    security == Security.TLS ? 1 : 2, relay.commands("EHLO").size());
        }
    }

    @Test
    void aRealServerTakesALetterThroughTls() throws Exception {
        System.setProperty("greenmail.tls.keystore.file", tls.store().toString());
        System.setProperty("greenmail.tls.keystore.password", TestTls.PASSWORD);
        var mail = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTPS));
        try {
            mail.start();
            mail.setUser(Relay.USER, Relay.USER, Relay.PASSWORD);
            var server = Letters.server("localhost", mail.getSmtps().getPort(), Security.TLS, tls);
            try (var postman = Letters.postman(server)) {
                assertInstanceOf(Accepted.class, postman.send(Letters.letter()));
                assertEquals(1, mail.getReceivedMessages().length);
            }
        } finally {
            mail.stop();
            System.clearProperty("greenmail.tls.keystore.file");
            System.clearProperty("greenmail.tls.keystore.password");
        }
    }

    /** Somebody in between takes the offer away, or refuses the upgrade: not a word more, and above all no password. */
    @ParameterizedTest
    @ValueSource(strings = {"250-relay.example\r\n250 AUTH PLAIN LOGIN", "250 relay.example"})
    void withoutTheUpgradeNothingIsSaid(String capabilities) throws Exception {
        Relay.Script stripped = (command, _) -> command.startsWith("EHLO") ? capabilities : null;
        try (var relay = Relay.upgrading(stripped, tls.context());
                var postman = Letters.postman(Letters.server("localhost", relay.port(), Security.STARTTLS, tls))) {
            assertInstanceOf(Postponed.class, postman.send(Letters.letter()));
            nothingSaid(relay);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"454 4.7.0 not now", "502 what?", Relay.HANG_UP, Relay.SILENCE, "250 sure"})
    void aRefusedUpgradeIsTheEnd(String answer) throws Exception {
        Relay.Script refusing = (command, _) -> command.equals("STARTTLS") ? answer : null;
        try (var relay = Relay.upgrading(refusing, tls.context());
                var postman = Letters.postman(
                        Letters.server("localhost", relay.port(), Security.STARTTLS, tls), Letters.SHORT)) {
            assertInstanceOf(Postponed.class, postman.send(Letters.letter()));
            nothingSaid(relay);
        }
    }

    /** What somebody in between says before the upgrade must not be taken for what the server says after it. */
    @Test
    void whatWasSaidBeforeTheUpgradeIsForgotten() throws Exception {
        Relay.Script injecting = (command, _) ->
                command.equals("STARTTLS") ? "220 go on\r\n250-injected.example\r\n250 AUTH LOGIN" : null;
        try (var relay = Relay.upgrading(injecting, tls.context());
                var postman = Letters.postman(Letters.server("localhost", relay.port(), Security.STARTTLS, tls))) {
            var outcome = postman.send(Letters.letter());
            if (outcome instanceof Accepted) {
                assertTrue(relay.commands("AUTH").getFirst().startsWith("AUTH PLAIN "), relay.commands.toString());
            } else {
                nothingSaid(relay);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS", "STARTTLS"})
    void aServerThatIsNotTrustedHearsNothing(Security security) throws Exception {
        try (var relay = relay(security, WILLING);
                var postman = Letters.postman(Letters.server("localhost", relay.port(), security, null))) {
            assertInstanceOf(Postponed.class, postman.send(Letters.letter()));
            nothingSaid(relay);
        }
    }

    /** The certificate is trusted, but is for localhost. */
    @ParameterizedTest
    @EnumSource(names = {"TLS", "STARTTLS"})
    void aServerOfAnotherNameHearsNothing(Security security) throws Exception {
        try (var relay = relay(security, WILLING);
                var postman = Letters.postman(Letters.server("127.0.0.1", relay.port(), security, tls))) {
            assertInstanceOf(Postponed.class, postman.send(Letters.letter()));
            nothingSaid(relay);
        }
    }

    @Test
    void aServerThatDoesNotSpeakTlsHearsNothing() throws Exception {
        try (var relay = Relay.plain(WILLING);
                var postman =
                        Letters.postman(Letters.server("localhost", relay.port(), Security.TLS, tls), Letters.SHORT)) {
            assertInstanceOf(Postponed.class, postman.send(Letters.letter()));
            assertEquals(List.of(), relay.commands("EHLO"));
            nothingSaid(relay);
        }
    }

    @Test
    void aTrustFileThatHoldsNoneIsNamed() throws Exception {
        var file = folder.resolve("empty.pem");
        for (var content : List.of("", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")) {
            Files.writeString(file, content);
            var wrong = assertThrows(IllegalArgumentException.class, () -> TrustedTls.factory(file));
            assertTrue(String.valueOf(wrong.getMessage()).contains("empty.pem"), wrong.getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> TrustedTls.factory(folder.resolve("none.pem")));
    }

    private static void nothingSaid(Relay relay) {
        assertFalse(
                relay.commands.stream().anyMatch(c -> c.startsWith("AUTH") || c.startsWith("MAIL")),
                () -> relay.commands.toString());
        assertEquals(0, relay.messages.size());
    }
}
