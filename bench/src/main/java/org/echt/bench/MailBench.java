package org.echt.bench;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.PrintStream;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.echt.app.mail.Content;
import org.echt.app.mail.Letter;
import org.echt.app.mail.MailServer;
import org.echt.app.mail.Outcome;
import org.echt.app.mail.PostSettings;
import org.echt.app.mail.PostSettings.Dsn;
import org.echt.app.mail.PostSettings.Pace;
import org.echt.app.mail.PostSettings.Patience;
import org.echt.app.mail.Postman;
import org.echt.app.mail.Sender;
import org.echt.core.registration.ContactAddress;

/**
 * Letters through {@link Postman} over SMTP to a server that takes everything, with several numbers of connections, beside
 * the plain library, which opens a connection for each letter.
 */
final class MailBench implements Bench {
    private static final int LETTERS = 2_000;
    private static final int PLAIN_LETTERS = 500;
    private static final List<Integer> CONNECTIONS = List.of(1, 4, 8);
    private static final ContactAddress FROM = address("recall@acme.example");
    private static final ContactAddress TO = address("ines@customer.example");
    private static final String SUBJECT = "Product safety recall: PowerPack 10 battery";
    private static final String TEXT =
            "Stop using it at once. It can overheat and catch fire. It is exchanged free of charge.\n".repeat(25);

    @Override
    public List<Figure> measure(Options options, PrintStream out) throws Exception {
        var postmen = new ArrayList<Postman>();
        try (var sink = new MailSink()) {
            var contest = new Contest(2, 5);
            for (int connections : CONNECTIONS) {
                var postman = postman(sink.port(), connections);
                postmen.add(postman);
                contest.add("Echt, Postman, connections: " + connections, LETTERS, () -> send(postman, connections));
            }
            var session = session(sink.port());
            contest.add("plain library, a connection a letter", PLAIN_LETTERS, () -> sendPlainly(session));
            out.println(
                    "Letters go by threads of their own: elapsed time counts, the CPU figures are of the thread that waits.");
            return figures(contest.run(out));
        } finally {
            postmen.forEach(Postman::close);
        }
    }

    private static List<Figure> figures(List<Contest.Outcome> outcomes) {
        var plain = outcomes.getLast();
        var figures = new ArrayList<Figure>();
        for (int i = 0; i < CONNECTIONS.size(); i++) {
            var ours = outcomes.get(i);
            figures.add(new Figure(
                    "",
                    "mail",
                    "letters of 2 kB by SMTP over loopback, connections: " + CONNECTIONS.get(i),
                    "%,.0f letters/s".formatted(ours.perSecond()),
                    "plain library, a connection a letter, %,.0f/s".formatted(plain.perSecond()),
                    "%.1fx".formatted(ours.perSecond() / plain.perSecond()),
                    "",
                    true));
        }
        return figures;
    }

    private static ContactAddress address(String text) {
        return ContactAddress.mail(text).orElseThrow();
    }

    private static Postman postman(int port, int connections) {
        var relay = new MailServer("127.0.0.1", port, MailServer.Security.PLAIN, null, null);
        var sender = new Sender(FROM, "Acme", FROM, "bounce+{id}@acme.example", null);
        return new Postman(
                new PostSettings(relay, sender, Dsn.FAILURE, new Pace(0, connections), Patience.USUAL),
                InstantSource.system());
    }

    /** By as many threads as there are connections, each one letter after the other. */
    private static void send(Postman postman, int connections) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var senders = new ArrayList<Future<?>>();
            for (int thread = 0; thread < connections; thread++) {
                int first = thread;
                senders.add(threads.submit(() -> send(postman, first, connections)));
            }
            for (var sender : senders) {
                sender.get();
            }
        }
    }

    private static void send(Postman postman, int first, int step) {
        var content = new Content(SUBJECT, TEXT, "en", List.of());
        for (int i = first; i < LETTERS; i += step) {
            var letter =
                    new Letter(i + "-AbCdEfGhIjKlMnOpQr", TO, content, URI.create("https://id.acme.example/m/AbC"));
            if (!(postman.send(letter) instanceof Outcome.Accepted)) {
                throw new IllegalStateException("the sink refused a letter");
            }
        }
    }

    private static Session session(int port) {
        var properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", String.valueOf(port));
        properties.put("mail.smtp.localhost", "acme.example");
        return Session.getInstance(properties);
    }

    private static void sendPlainly(Session session) throws MessagingException {
        for (int i = 0; i < PLAIN_LETTERS; i++) {
            var message = new MimeMessage(session);
            message.setFrom(new InternetAddress(FROM.value()));
            message.setRecipient(Message.RecipientType.TO, new InternetAddress(TO.value()));
            message.setSubject(SUBJECT, "UTF-8");
            message.setText(TEXT, "UTF-8");
            Transport.send(message);
        }
    }
}
