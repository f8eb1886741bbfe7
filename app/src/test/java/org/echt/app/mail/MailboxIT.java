package org.echt.app.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.echt.app.mail.Found.Action;
import org.echt.app.mail.Found.Copy;
import org.echt.app.mail.Found.Other;
import org.echt.app.mail.Found.Report;
import org.echt.app.mail.MailServer.Login;
import org.echt.app.mail.MailServer.Security;
import org.echt.app.mail.Poll.Count;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailboxIT {
    private static final String COPY = """
            From: recall@acme.example
            To: ines@customer.example
            Message-ID: <%s@acme.example>
            Subject: Stop using it

            Please look.
            """;
    private static final String ANSWER = """
            From: ines@customer.example
            To: help@acme.example
            Message-ID: <1@customer.example>
            In-Reply-To: <%s@acme.example>
            Subject: Re: Stop using it

            What do I do?
            """;

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));

    @BeforeEach
    void start() {
        server.start();
        server.setUser("echt@acme.example", Relay.USER, Relay.PASSWORD);
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private Mailbox mailbox() {
        return mailbox(new MailServer("127.0.0.1", server.getImap().getPort(), Security.PLAIN, Letters.LOGIN, null));
    }

    private static Mailbox mailbox(MailServer server) {
        return new Mailbox(new MailboxSettings(server, "INBOX", Letters.JOURNALLED, Letters.LONG));
    }

    private MailFolder folder() {
        var user = server.getUserManager().getUserByEmail("echt@acme.example");
        return server.getManagers().getImapHostManager().getFolder(user, "INBOX");
    }

    private void deliver(String message) {
        deliver(Reports.bytes(message));
    }

    private void deliver(byte[] message) {
        try {
            server.getUserManager()
                    .getUserByEmail("echt@acme.example")
                    .deliver(new MimeMessage((Session) null, new ByteArrayInputStream(message)));
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Found> all(Mailbox mailbox) {
        var all = new ArrayList<Found>();
        var poll = assertInstanceOf(Poll.Complete.class, mailbox.poll(all::addAll));
        assertEquals(
                all.size(),
                poll.count().copies() + poll.count().reports() + poll.count().others());
        return all;
    }

    @Test
    void copiesAndReportsAreHandedOverAndTakenAway() {
        deliver(COPY.formatted("17-abc"));
        deliver(Reports.failed("18-def"));
        assertEquals(
                List.of(new Report("18-def", Action.FAILED, "5.1.1", true), new Copy("17-abc")).stream()
                        .map(Found::toString)
                        .sorted()
                        .toList(),
                all(mailbox()).stream().map(Found::toString).sorted().toList());
        assertEquals(0, folder().getMessageCount());
        assertEquals(List.of(), all(mailbox()));
    }

    @Test
    void anythingElseStaysAndIsTakenForNewOnce() {
        deliver(ANSWER.formatted("17-abc"));
        deliver("garbage without a header");
        deliver("Content-Type: multipart/report; boundary=x\n\n--x\n\0\u0001");
        deliver("Message-ID: <17-abc@evil.example>\n\nx\n");
        deliver(Reports.failed("18-def").replace("@acme.example", "@other.example"));
        var mailbox = mailbox();
        assertEquals(5, all(mailbox).stream().filter(Other.class::isInstance).count());
        assertEquals(List.of(), all(mailbox));
        assertEquals(List.of(), all(mailbox()), "another node");
        assertEquals(5, folder().getMessageCount());
        assertEquals(0, folder().getUnseenCount());
    }

    /** What a person looked at with a mail program is found all the same. */
    @Test
    void whatSomebodyReadIsFound() throws Exception {
        deliver(COPY.formatted("17-abc"));
        folder().setFlags(new Flags(Flags.Flag.SEEN), true, folder().getMessageUids()[0], null, true);
        assertEquals(0, folder().getUnseenCount());
        assertEquals(List.of(new Copy("17-abc")), all(mailbox()));
    }

    @Test
    void whatTheHandlerDidNotTakeComesAgain() {
        deliver(COPY.formatted("17-abc"));
        deliver(ANSWER.formatted("17-abc"));
        var mailbox = mailbox();
        assertThrows(
                IllegalStateException.class,
                () -> mailbox.poll(_ -> {
                    throw new IllegalStateException("the database is away");
                }));
        assertEquals(2, folder().getMessageCount());
        assertEquals(2, all(mailbox).size());
        assertEquals(1, folder().getMessageCount());
    }

    @Test
    void aFullMailboxComesInBatchesNewestFirst() {
        int messages = 600;
        for (int i = 0; i < messages; i++) {
            deliver(i % 100 == 7 ? ANSWER.formatted(i) : COPY.formatted(i));
        }
        var batches = new ArrayList<List<Found>>();
        var poll = assertInstanceOf(Poll.Complete.class, mailbox().poll(batches::add));
        assertEquals(new Count(594, 0, 6), poll.count());
        assertEquals(List.of(250, 250, 100), batches.stream().map(List::size).toList());
        assertTrue(batches.getFirst().contains(new Copy("599")));
        assertEquals(6, folder().getMessageCount());
    }

    @Test
    void aLookThatBrokeIsTakenUpAgain() {
        IntStream.range(0, 300).forEach(i -> deliver(COPY.formatted(i)));
        var found = new ArrayList<Found>();
        var poll = assertInstanceOf(Poll.Broken.class, mailbox().poll(batch -> {
            found.addAll(batch);
            server.getImap().stopService();
        }));
        assertEquals(250, poll.count().copies());
        assertFalse(poll.cause().isEmpty());
        assertEquals(250, found.size());
    }

    @Test
    void ofALongReportTheBeginningIsEnough() {
        deliver(Reports.failed("18-def")
                .replace("Please look.", "x".repeat(70).concat("\n").repeat(20_000)));
        assertEquals(List.of(new Report("18-def", Action.FAILED, "5.1.1", true)), all(mailbox()));
    }

    @Test
    void aWrongPasswordIsNotTold() {
        var wrong = mailbox(new MailServer(
                "127.0.0.1", server.getImap().getPort(), Security.PLAIN, new Login(Relay.USER, "wrong horse"), null));
        var poll = assertInstanceOf(Poll.Broken.class, wrong.poll(_ -> {}));
        assertFalse(poll.cause().contains("horse") || poll.cause().contains("clerk"), poll.cause());
        assertEquals(new Count(0, 0, 0), poll.count());
    }

    @Test
    void withoutItsFolderItIsBroken() {
        var settings = new MailboxSettings(
                new MailServer("127.0.0.1", server.getImap().getPort(), Security.PLAIN, Letters.LOGIN, null),
                "Nowhere",
                Letters.JOURNALLED,
                Letters.LONG);
        assertInstanceOf(Poll.Broken.class, new Mailbox(settings).poll(_ -> {}));
    }

    @Test
    void withoutTheUpgradeNothingIsSaid() {
        deliver(COPY.formatted("17-abc"));
        var box = mailbox(
                new MailServer("127.0.0.1", server.getImap().getPort(), Security.STARTTLS, Letters.LOGIN, null));
        var poll = assertInstanceOf(Poll.Broken.class, box.poll(_ -> {}));
        assertTrue(poll.cause().contains("STARTTLS"), poll.cause());
        assertEquals(1, folder().getMessageCount());
    }

    @Test
    void aServerThatSaysNothingIsGivenUp() throws IOException {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            for (var security : Security.values()) {
                var at = new MailServer("localhost", silent.getLocalPort(), security, Letters.LOGIN, null);
                var box = new Mailbox(new MailboxSettings(at, "INBOX", Letters.JOURNALLED, Letters.SHORT));
                assertInstanceOf(Poll.Broken.class, box.poll(_ -> {}), security.name());
            }
        }
    }

    @Test
    void throughTlsOnlyWithATrustedServer() throws Exception {
        var tls = TestTls.get();
        System.setProperty("greenmail.tls.keystore.file", tls.store().toString());
        System.setProperty("greenmail.tls.keystore.password", TestTls.PASSWORD);
        var secure = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_IMAPS));
        try {
            secure.start();
            var user = secure.setUser("echt@acme.example", Relay.USER, Relay.PASSWORD);
            user.deliver(
                    new MimeMessage((Session) null, new ByteArrayInputStream(Reports.bytes(COPY.formatted("17-abc")))));
            int port = secure.getImaps().getPort();
            assertInstanceOf(
                    Poll.Broken.class,
                    mailbox(Letters.server("localhost", port, Security.TLS, null))
                            .poll(_ -> {}));
            assertInstanceOf(
                    Poll.Broken.class,
                    mailbox(Letters.server("127.0.0.1", port, Security.TLS, tls))
                            .poll(_ -> {}));
            assertEquals(
                    List.of(new Copy("17-abc")), all(mailbox(Letters.server("localhost", port, Security.TLS, tls))));
        } finally {
            secure.stop();
            System.clearProperty("greenmail.tls.keystore.file");
            System.clearProperty("greenmail.tls.keystore.password");
        }
    }
}
