package org.echt.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.echt.app.config.MailConfig.Delivery;
import org.echt.app.config.MailConfig.Dsn;
import org.echt.app.config.MailConfig.Inbox;
import org.echt.app.config.MailConfig.Journal;
import org.echt.app.config.MailConfig.Login;
import org.echt.app.config.MailConfig.On;
import org.echt.app.config.MailConfig.Security;
import org.echt.app.config.MailConfig.Sender;
import org.echt.app.config.MailConfig.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MailSectionTest {
    private static final String RELAY = "mail.host = relay.acme.example\nmail.from = recall@acme.example\n";
    private static final String INBOX =
            "mail.imap-host = imap.acme.example\nmail.imap-user = echt\nmail.imap-password-file = imap.txt\n";

    @TempDir
    Path folder = Path.of("");

    @Test
    void aRelayAndAnAddressAreEnough() throws IOException {
        assertEquals(
                new On(
                        new Server("relay.acme.example", 587, Security.STARTTLS, null, null),
                        new Sender("recall@acme.example", "Acme", "recall@acme.example", "recall@acme.example"),
                        null,
                        new Delivery(0, 4, Dsn.FAILURE),
                        null),
                read(RELAY).mail());
    }

    @Test
    void everyKeyIsRead() throws IOException {
        assertEquals(
                new On(
                        new Server(
                                "relay.acme.example",
                                2465,
                                Security.TLS,
                                new Login("clerk", folder.resolve("relay.txt")),
                                folder.resolve("ca.pem")),
                        new Sender(
                                "recall@acme.example",
                                "Acme Rückrufe",
                                "help@acme.example",
                                "bounce+{id}@acme.example"),
                        new Journal("journal@acme.example", Duration.ofSeconds(30)),
                        new Delivery(200, 8, Dsn.SUCCESS),
                        new Inbox(
                                new Server(
                                        "localhost",
                                        1143,
                                        Security.PLAIN,
                                        new Login("echt", folder.resolve("imap.txt")),
                                        folder.resolve("ca.pem")),
                                "Echt")),
                read("""
                        mail.host = relay.acme.example
                        mail.port = 2465
                        mail.security = tls
                        mail.user = clerk
                        mail.password-file = relay.txt
                        mail.from = recall@acme.example
                        mail.from-name = Acme Rückrufe
                        mail.reply-to = help@acme.example
                        mail.bounce = bounce+{id}@acme.example
                        mail.journal = journal@acme.example
                        mail.journal-wait = 30 s
                        mail.rate = 200
                        mail.connections = 8
                        mail.dsn = success
                        mail.imap-host = localhost
                        mail.imap-port = 1143
                        mail.imap-security = plain
                        mail.imap-user = echt
                        mail.imap-password-file = imap.txt
                        mail.imap-folder = Echt
                        mail.trust-file = ca.pem
                        """).mail());
    }

    @ParameterizedTest
    @CsvSource({"starttls, 587, 143", "tls, 465, 993"})
    void portsAreThoseOfCustom(String security, int relay, int inbox) throws IOException {
        var mail = assertInstanceOf(
                On.class,
                read(RELAY + INBOX + "mail.security = " + security + "\nmail.imap-security = " + security + "\n")
                        .mail());
        assertEquals(relay, mail.relay().port());
        var box = mail.inbox();
        assertEquals(inbox, box == null ? 0 : box.server().port());
    }

    @ParameterizedTest
    @CsvSource({"localhost", "127.0.0.1", "127.8.0.9", "::1"})
    void plainIsForThisComputer(String host) throws IOException {
        var mail = assertInstanceOf(
                On.class,
                read("mail.from = recall@acme.example\nmail.security = plain\nmail.host = " + host)
                        .mail());
        assertEquals(25, mail.relay().port());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mail.security = plain      | mail.security plain is allowed only to this computer",
                "mail.security = ssl        | mail.security \"ssl\" is none of [starttls, tls, plain]",
                "mail.port = 0              | from 1 to 65535",
                "mail.user = clerk          | mail.user needs mail.password-file",
                "mail.password-file = p.txt | mail.password-file has no use without mail.user",
                "mail.reply-to = Anna <anna@acme.example> | mail.reply-to is not an address",
                "mail.reply-to = anna@localhost | mail.reply-to is not an address",
                "mail.bounce = {id}         | mail.bounce is not an address",
                "mail.bounce = anna@{id}.example   | mail.bounce is not an address",
                "mail.bounce = b{id}{id}@acme.example | mail.bounce is not an address",
                "mail.bounce = a-very-long-beginning-{id}@acme.example | too few for the id",
                "mail.journal = anna@acme.example  | mail.journal has no use without mail.imap-host",
                "mail.journal-wait = 1 min  | mail.journal-wait has no use without mail.journal",
                "mail.rate = -1             | from 0 to 10000",
                "mail.connections = 0       | from 1 to 64",
                "mail.dsn = on              | mail.dsn \"on\" is none of [off, failure, success]",
                "mail.dsn = success         | mail.dsn success needs mail.imap-host",
                "mail.imap-user = anna      | mail.imap-user has no use without mail.imap-host",
                "mail.imap-folder = Echt    | mail.imap-folder has no use without mail.imap-host",
                "mail.imap-host = i.example | mail.imap-user must not be empty",
                "mail.password = hush       | secrets stand in files of their own"
            })
    void whatMakesNoSenseIsNamed(String line, String expected) {
        var wrong = assertThrows(ConfigException.class, () -> read(RELAY + line));
        var message = String.valueOf(wrong.getMessage());
        assertTrue(message.contains(expected), message);
        assertFalse(message.contains("anna"), message);
    }

    @Test
    void withoutARelayNothingElseMayStand() {
        var wrong = assertThrows(ConfigException.class, () -> read("mail.from = recall@acme.example"));
        assertTrue(String.valueOf(wrong.getMessage()).contains("mail.from has no use without mail.host"));
        wrong = assertThrows(ConfigException.class, () -> read("mail.host = https://relay.acme.example"));
        assertTrue(String.valueOf(wrong.getMessage()).contains("is not a host name"));
        wrong = assertThrows(ConfigException.class, () -> read("mail.host = relay.acme.example"));
        assertTrue(String.valueOf(wrong.getMessage()).contains("mail.from must not be empty"));
    }

    private Config read(String text) throws IOException {
        var file = folder.resolve("echt.conf");
        Files.writeString(file, text);
        return ConfigFile.read(file);
    }
}
