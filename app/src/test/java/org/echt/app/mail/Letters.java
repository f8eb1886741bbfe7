package org.echt.app.mail;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.echt.app.mail.MailServer.Login;
import org.echt.app.mail.MailServer.Security;
import org.echt.app.mail.PostSettings.Dsn;
import org.echt.app.mail.PostSettings.Pace;
import org.echt.app.mail.PostSettings.Patience;
import org.echt.core.registration.ContactAddress;
import org.jspecify.annotations.Nullable;

/** Letters, and how they are sent in tests: without patience. */
final class Letters {
    static final Instant AT = Instant.parse("2026-11-03T08:05:09Z");
    static final String ID = "4711-aB3_dE5-fG7hJ9";
    static final ContactAddress INES = address("Ines.Weber+shop@customer.example");
    static final Sender SENDER = new Sender(
            address("recall@acme.example"), "Acme", address("help@acme.example"), "bounce+{id}@acme.example", null);
    static final Sender JOURNALLED = new Sender(
            SENDER.from(), SENDER.name(), SENDER.replyTo(), SENDER.bounce(), address("journal@acme.example"));
    /** For servers that answer, on a machine that may be busy. */
    static final Patience LONG =
            new Patience(Duration.ofSeconds(9), Duration.ofSeconds(9), Duration.ofSeconds(9), Duration.ofSeconds(9));

    /** For servers that say nothing to a whole letter. */
    static final Patience SHORT_AT_THE_END =
            new Patience(Duration.ofSeconds(9), Duration.ofSeconds(9), Duration.ofSeconds(9), Duration.ofMillis(400));

    /** For servers that say nothing at all. */
    static final Patience SHORT =
            new Patience(Duration.ofSeconds(2), Duration.ofMillis(400), Duration.ofSeconds(2), Duration.ofMillis(400));

    static final Login LOGIN = new Login(Relay.USER, Relay.PASSWORD);

    private Letters() {}

    static ContactAddress address(String text) {
        return ContactAddress.mail(text).orElseThrow();
    }

    static Content content(String subject, String text) {
        return new Content(subject, text, "en", List.of());
    }

    static Letter letter(String id, Content content) {
        return new Letter(id, INES, content, URI.create("https://id.acme.example/m/AbC-_123"));
    }

    static Letter letter(String text) {
        return letter(ID, content("Stop using it", text));
    }

    static Letter letter() {
        return letter("Please look at https://id.acme.example/r/R-1\n");
    }

    static MailServer plain(int port) {
        return new MailServer("127.0.0.1", port, Security.PLAIN, null, null);
    }

    static PostSettings settings(MailServer relay) {
        return new PostSettings(relay, SENDER, Dsn.FAILURE, new Pace(0, 4), LONG);
    }

    static Postman postman(MailServer relay) {
        return new Postman(settings(relay), InstantSource.fixed(AT));
    }

    static Postman postman(MailServer relay, Sender sender) {
        return new Postman(new PostSettings(relay, sender, Dsn.FAILURE, new Pace(0, 4), LONG), InstantSource.fixed(AT));
    }

    static MailServer server(String host, int port, Security security, @Nullable TestTls trusted) {
        return new MailServer(host, port, security, LOGIN, trusted == null ? null : trusted.trustFile());
    }

    static Postman postman(MailServer relay, Patience patience) {
        return new Postman(
                new PostSettings(relay, SENDER, Dsn.FAILURE, new Pace(0, 4), patience), InstantSource.fixed(AT));
    }
}
