package org.echt.app.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.IntStream;
import org.echt.app.mail.Outcome.Accepted;
import org.echt.app.mail.Outcome.Blame;
import org.echt.app.mail.Outcome.Doubtful;
import org.echt.app.mail.Outcome.Postponed;
import org.echt.app.mail.Outcome.Refused;
import org.echt.app.mail.PostSettings.Dsn;
import org.echt.app.mail.PostSettings.Pace;
import org.echt.app.mail.PostSettings.Patience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostmanIT {
    private static final Relay.Script WILLING = (_, _) -> null;

    /** Answers one command so, and every other as usual. */
    private static Relay.Script at(String beginning, String answer) {
        return (command, _) -> command.startsWith(beginning) ? answer : null;
    }

    private static Outcome sent(Relay.Script script) throws Exception {
        return sent(script, Letters.LONG);
    }

    private static Outcome sent(Relay.Script script, Patience patience) throws Exception {
        try (var relay = Relay.plain(script);
                var postman = Letters.postman(Letters.plain(relay.port()), patience)) {
            return discreet(postman.send(Letters.letter()));
        }
    }

    /** Nothing that is told of a letter names the person. */
    private static Outcome discreet(Outcome outcome) {
        assertFalse(outcome.toString().toLowerCase(Locale.ROOT).contains("ines"), outcome.toString());
        assertFalse(outcome.toString().contains("customer.example"), outcome.toString());
        return outcome;
    }

    @Test
    void aRealServerTakesALetterFromWhoSignsIn() throws Exception {
        var mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP))
                .withConfiguration(GreenMailConfiguration.aConfig().withUser(Relay.USER, Relay.USER, Relay.PASSWORD));
        mail.start();
        var server =
                new MailServer("127.0.0.1", mail.getSmtp().getPort(), MailServer.Security.PLAIN, Letters.LOGIN, null);
        try (var postman = Letters.postman(server, Letters.JOURNALLED)) {
            var text = "Спрете\n.\nשלום\n";
            assertInstanceOf(Accepted.class, postman.send(Letters.letter(text)));
            var received = mail.getReceivedMessages();
            assertEquals(2, received.length, "the person's and the journal's");
            for (var one : received) {
                var bytes = new ByteArrayOutputStream();
                one.writeTo(bytes);
                var message = RawMessage.of(bytes.toByteArray());
                assertEquals("<" + Letters.ID + "@acme.example>", message.field("Message-ID"));
                assertEquals(text, message.text().replace("\r\n", "\n"));
                assertFalse(bytes.toString(StandardCharsets.UTF_8).contains("journal"));
            }
        } finally {
            mail.stop();
        }
    }

    @Test
    void aRealServerRefusesAWrongPassword() throws Exception {
        var mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP))
                .withConfiguration(GreenMailConfiguration.aConfig().withUser(Relay.USER, Relay.USER, "another"));
        mail.start();
        var server =
                new MailServer("127.0.0.1", mail.getSmtp().getPort(), MailServer.Security.PLAIN, Letters.LOGIN, null);
        try (var postman = Letters.postman(server)) {
            var outcome = assertInstanceOf(Postponed.class, postman.send(Letters.letter()));
            assertTrue(outcome.cause().contains("535"), outcome.cause());
            assertFalse(
                    outcome.cause().contains(Relay.PASSWORD) || outcome.cause().contains(Relay.USER));
            assertEquals(0, mail.getReceivedMessages().length);
        } finally {
            mail.stop();
        }
    }

    /** A server that quotes what it does not understand would put the password into our log. */
    @Test
    void whatAServerQuotesOfALoginIsHidden() throws Exception {
        Relay.Script parrot = (command, _) -> command.startsWith("AUTH") ? "500 5.5.2 what is " + command + "?" : null;
        try (var relay = Relay.plain(parrot);
                var postman = Letters.postman(
                        new MailServer("127.0.0.1", relay.port(), MailServer.Security.PLAIN, Letters.LOGIN, null))) {
            var outcome = assertInstanceOf(Postponed.class, postman.send(Letters.letter()));
            assertTrue(outcome.cause().contains("500 5.5.2 what is AUTH PLAIN ...?"), outcome.cause());
        }
    }

    @Test
    void noLogTellsAddressesOrPasswordsHoweverMuchIsAsked() throws Exception {
        var said = new ConcurrentLinkedQueue<String>();
        var listener = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                said.add(new SimpleFormatter().format(entry));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        listener.setLevel(Level.ALL);
        var root = Logger.getLogger("");
        var level = root.getLevel();
        root.addHandler(listener);
        root.setLevel(Level.ALL);
        try (var relay = Relay.plain(at("RCPT", "550 5.1.1 unknown"));
                var postman = Letters.postman(
                        new MailServer("127.0.0.1", relay.port(), MailServer.Security.PLAIN, Letters.LOGIN, null))) {
            Logger.getLogger("trial").finest("heard");
            assertInstanceOf(Refused.class, postman.send(Letters.letter()));
        } finally {
            root.setLevel(level);
            root.removeHandler(listener);
        }
        assertTrue(said.stream().anyMatch(line -> line.contains("heard")));
        assertFalse(
                said.stream()
                        .anyMatch(line ->
                                line.contains("Ines") || line.contains("customer") || line.contains(Relay.PASSWORD)),
                said.toString());
    }

    @Test
    void withoutItsLoginNothingIsSent() throws Exception {
        Relay.Script unwilling = at("EHLO", "250-relay.example\r\n250 SIZE 1000000");
        try (var relay = Relay.plain(unwilling);
                var postman = Letters.postman(
                        new MailServer("127.0.0.1", relay.port(), MailServer.Security.PLAIN, Letters.LOGIN, null))) {
            assertInstanceOf(Postponed.class, postman.send(Letters.letter()));
            assertEquals(List.of(), relay.commands("MAIL"));
        }
    }

    @Test
    void theEnvelopeAsksForReportsAndNamesTheLetter() throws Exception {
        try (var relay = Relay.plain(WILLING);
                var postman = Letters.postman(Letters.plain(relay.port()), Letters.JOURNALLED)) {
            var outcome = assertInstanceOf(Accepted.class, postman.send(Letters.letter()));
            assertEquals("2.0.0 queued as 42", outcome.reply());
            int size = new MimeForm(Letters.SENDER).bytes(Letters.letter(), Letters.AT).length;
            assertEquals(
                    List.of(
                            "EHLO acme.example",
                            "MAIL FROM:<bounce+" + Letters.ID + "@acme.example> SIZE=" + size + " RET=HDRS ENVID="
                                    + Letters.ID + "@acme.example",
                            "RCPT TO:<Ines.Weber+shop@customer.example> NOTIFY=FAILURE,DELAY",
                            "RCPT TO:<journal@acme.example> NOTIFY=NEVER",
                            "DATA"),
                    relay.commands);
        }
    }

    @Test
    void aPlainServerIsAskedForNothingItDoesNotOffer() throws Exception {
        try (var relay = Relay.plain(at("EHLO", "250 relay.example"));
                var postman = Letters.postman(Letters.plain(relay.port()))) {
            assertInstanceOf(Accepted.class, postman.send(Letters.letter()));
            assertEquals(List.of("MAIL FROM:<bounce+" + Letters.ID + "@acme.example>"), relay.commands("MAIL"));
            assertEquals(List.of("RCPT TO:<Ines.Weber+shop@customer.example>"), relay.commands("RCPT"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".\n",
                "..\n.\n\n.",
                "a\r\n.\r\nMAIL FROM:<x@y.example>\r\n",
                "\r.\r",
                "\n.\r\n",
                "x\r\n.\rQUIT\n"
            })
    void noTextEndsTheLetter(String text) throws Exception {
        try (var relay = Relay.plain(WILLING);
                var postman = Letters.postman(Letters.plain(relay.port()))) {
            assertInstanceOf(Accepted.class, postman.send(Letters.letter(text)));
            assertEquals(1, relay.messages.size());
            var wanted = text.replaceAll("\\r\\n|\\r|\\n", "\n");
            assertEquals(
                    wanted.endsWith("\n") ? wanted : wanted + "\n",
                    RawMessage.of(relay.messages.getFirst()).text().replace("\r\n", "\n"));
            assertEquals(1, relay.commands("MAIL").size());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RCPT TO:<Ines | 550 5.1.1 <Ines.Weber+shop@customer.example>: no such user | 550 | ADDRESS",
                "RCPT TO:<Ines | 550 no mailbox of Ines.Weber+shop here | 550 | ADDRESS",
                "RCPT TO:<Ines | 553 sorry, no | 553 | ADDRESS",
                "RCPT TO:<Ines | 550 5.4.1 Recipient address rejected: Access denied | 550 | ADDRESS",
                "RCPT TO:<Ines | 550 relaying denied | 550 | CONTENT",
                "RCPT TO:<Ines | 550 5.7.1 blocked by policy | 550 | CONTENT",
                "RCPT TO:<Ines | 552 5.2.2 mailbox full | 552 | CONTENT",
                "RCPT TO:<Ines | 554 5.7.1 no | 554 | CONTENT",
                "MAIL | 552 5.3.4 too big | 552 | CONTENT",
                "DATA | 554 5.6.0 no | 554 | CONTENT",
                ". | 550 spam, says customer.example | 550 | CONTENT",
                ". | 554 5.7.1 spam | 554 | CONTENT",
                ". | 550 5.1.1 no such user | 550 | ADDRESS"
            })
    void refusedForGood(String command, String answer, int code, Blame blame) throws Exception {
        var outcome = assertInstanceOf(Refused.class, sent(at(command, answer)));
        assertEquals(code, outcome.code());
        assertEquals(blame, outcome.blame());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(greeting) | 554 go away",
                "(greeting) | 421 busy",
                "EHLO | 550 who?",
                "MAIL | 450 4.1.8 later",
                "MAIL | 421 4.3.2 closing",
                "MAIL | 550 5.7.1 not from you",
                "MAIL | 530 5.7.0 sign in first",
                "RCPT TO:<Ines | 450 4.2.1 greylisted, Ines.Weber+shop@customer.example",
                "RCPT TO:<Ines | 451 4.3.0 later",
                "RCPT TO:<Ines | 421 4.7.0 too many",
                "RCPT TO:<Ines | 503 5.5.1 order!",
                "RCPT TO:<Ines | 452 4.2.2 full",
                "DATA | 451 4.3.0 later",
                "DATA | 421 4.3.2 closing",
                ". | 451 4.3.0 later",
                ". | 421 4.3.2 closing",
                ". | 452 4.3.1 disk full"
            })
    void notNow(String command, String answer) throws Exception {
        assertInstanceOf(Postponed.class, sent(at(command, answer)));
    }

    @ParameterizedTest
    @ValueSource(strings = {Relay.GREETING, "EHLO", "MAIL", "RCPT", "DATA"})
    void aServerThatDiesBeforeTheLetterHasNothing(String command) throws Exception {
        assertInstanceOf(Postponed.class, sent(at(command, Relay.HANG_UP)));
        assertInstanceOf(Postponed.class, sent(at(command, Relay.SILENCE), Letters.SHORT));
        assertInstanceOf(Postponed.class, sent(at(command, "what a fine day")));
    }

    @ParameterizedTest
    @ValueSource(strings = {Relay.HANG_UP, Relay.SILENCE, "what a fine day", "354 more", "25", "999 x"})
    void aServerThatDiesAfterTheLetterLeavesADoubt(String answer) throws Exception {
        assertInstanceOf(Doubtful.class, sent(at(".", answer), Letters.SHORT_AT_THE_END));
    }

    /** Long enough to be still on its way: the final dot was never written, so there is no doubt. */
    @Test
    void aServerThatDiesInTheMiddleOfALetterHasNothing() throws Exception {
        var bytes = new byte[12_000_000];
        new Random(3).nextBytes(bytes);
        var content = new Content("x", "x", "en", List.of(new Attachment("a.pdf", "application/pdf", bytes)));
        try (var relay = Relay.plain(at("DATA", Relay.BREAK));
                var postman = Letters.postman(Letters.plain(relay.port()))) {
            assertInstanceOf(Postponed.class, postman.send(Letters.letter(Letters.ID, content)));
            assertEquals(0, relay.messages.size());
        }
    }

    @Test
    void nobodyListens() throws Exception {
        try (var held = new Socket()) {
            held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            try (var postman = Letters.postman(Letters.plain(held.getLocalPort()))) {
                assertInstanceOf(Postponed.class, postman.send(Letters.letter()));
            }
        }
    }

    @Test
    void theJournalTakesPartOrNothingIsSent() throws Exception {
        try (var relay = Relay.plain(at("RCPT TO:<journal", "550 5.1.1 unknown"));
                var postman = Letters.postman(Letters.plain(relay.port()), Letters.JOURNALLED)) {
            assertInstanceOf(Postponed.class, postman.send(Letters.letter()));
            assertEquals(List.of(), relay.commands("DATA"));
        }
    }

    @Test
    void aConnectionServesManyLettersAlsoAfterARefusal() throws Exception {
        Relay.Script script = (command, _) -> command.contains("nobody@") ? "550 5.1.1 unknown" : null;
        try (var relay = Relay.plain(script);
                var postman = Letters.postman(Letters.plain(relay.port()))) {
            var content = Letters.content("x", "x\n");
            assertInstanceOf(Accepted.class, postman.send(Letters.letter("1", content)));
            assertInstanceOf(
                    Refused.class,
                    postman.send(new Letter("2", Letters.address("nobody@customer.example"), content, null)));
            assertInstanceOf(Accepted.class, postman.send(Letters.letter("3", content)));
            assertEquals(1, relay.connections());
            assertEquals(1, relay.commands("RSET").size());
            assertEquals(3, relay.commands("RCPT").size());
            assertEquals(2, relay.messages.size());
        }
    }

    @Test
    void anIdleConnectionThatTheServerEndedIsReplaced() throws Exception {
        for (var last : List.of(Relay.HANG_UP, "421 4.4.2 idle for too long")) {
            Relay.Script script =
                    (command, connection) -> connection == 1 && command.contains("bounce+2@") ? last : null;
            try (var relay = Relay.plain(script);
                    var postman = Letters.postman(Letters.plain(relay.port()))) {
                var content = Letters.content("x", "x\n");
                assertInstanceOf(Accepted.class, postman.send(Letters.letter("1", content)));
                assertInstanceOf(Accepted.class, postman.send(Letters.letter("2", content)));
                assertEquals(2, relay.connections());
                assertEquals(2, relay.messages.size());
            }
        }
    }

    @Test
    void afterADoubtTheNextLetterHasAnotherConnection() throws Exception {
        Relay.Script script = (command, connection) -> connection == 1 && command.equals(".") ? Relay.SILENCE : null;
        try (var relay = Relay.plain(script);
                var postman = Letters.postman(Letters.plain(relay.port()), Letters.SHORT_AT_THE_END)) {
            var content = Letters.content("x", "x\n");
            assertInstanceOf(Doubtful.class, postman.send(Letters.letter("1", content)));
            assertInstanceOf(Accepted.class, postman.send(Letters.letter("2", content)));
            assertEquals(2, relay.connections());
        }
    }

    @Test
    void manyThreadsShareFewConnectionsAndEachLetterGoesByItself() throws Exception {
        try (var relay = Relay.plain(WILLING);
                var postman = Letters.postman(Letters.plain(relay.port()));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcomes = IntStream.range(0, 100)
                    .mapToObj(i -> threads.submit(() -> postman.send(new Letter(
                            "n" + i,
                            Letters.address("person" + i + "@customer.example"),
                            Letters.content("x", "to " + i + "\n"),
                            null))))
                    .toList();
            for (var outcome : outcomes) {
                assertInstanceOf(Accepted.class, outcome.get());
            }
            assertEquals(100, relay.messages.size());
            assertEquals(100, relay.commands("RCPT").size());
            assertTrue(relay.mostOpen() <= 4, "open at once: " + relay.mostOpen());
            for (var bytes : relay.messages) {
                var message = RawMessage.of(bytes);
                var number = message.field("Message-ID").replaceAll("[^0-9]", "");
                assertEquals("person" + number + "@customer.example", message.field("To"));
                assertEquals("to " + number + "\r\n", message.text());
            }
        }
    }

    @Test
    void noMoreASecondThanWasSet() throws Exception {
        try (var relay = Relay.plain(WILLING);
                var postman = new Postman(
                        new PostSettings(
                                Letters.plain(relay.port()), Letters.SENDER, Dsn.OFF, new Pace(20, 4), Letters.LONG),
                        InstantSource.fixed(Letters.AT))) {
            long begin = System.nanoTime();
            for (int i = 0; i < 6; i++) {
                assertInstanceOf(Accepted.class, postman.send(Letters.letter()));
            }
            assertTrue(Duration.ofNanos(System.nanoTime() - begin).toMillis() >= 250);
            assertEquals(
                    List.of(),
                    relay.commands("RCPT").stream()
                            .filter(c -> c.contains("NOTIFY"))
                            .toList());
        }
    }

    @Test
    void aClosedPostmanSendsNothing() throws Exception {
        try (var relay = Relay.plain(WILLING)) {
            var postman = Letters.postman(Letters.plain(relay.port()));
            assertInstanceOf(Accepted.class, postman.send(Letters.letter()));
            postman.close();
            assertInstanceOf(Postponed.class, postman.send(Letters.letter()));
            assertEquals(1, relay.messages.size());
        }
    }

    @Test
    void whoIsInterruptedHasNotSent() throws Exception {
        try (var relay = Relay.plain(WILLING);
                var postman = Letters.postman(Letters.plain(relay.port()))) {
            var outcome = new AtomicReference<Outcome>();
            var thread = Thread.ofVirtual().unstarted(() -> {
                Thread.currentThread().interrupt();
                outcome.set(postman.send(Letters.letter()));
                assertTrue(Thread.currentThread().isInterrupted());
            });
            thread.start();
            thread.join();
            assertInstanceOf(Postponed.class, outcome.get());
            assertEquals(0, relay.messages.size());
        }
    }
}
