package org.echt.app.boot;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.echt.app.config.MailConfig;
import org.echt.app.mail.MailServer;
import org.echt.app.mail.Mailbox;
import org.echt.app.mail.MailboxSettings;
import org.echt.app.mail.PostSettings;
import org.echt.app.mail.PostSettings.Pace;
import org.echt.app.mail.PostSettings.Patience;
import org.echt.app.mail.Postman;
import org.echt.app.mail.Sender;
import org.echt.core.registration.ContactAddress;
import org.jspecify.annotations.Nullable;

/** Mail as the configuration wants it. */
record Mails(MailConfig.On config) {
    Postman postman(InstantSource clock) {
        var delivery = config.delivery();
        var settings = new PostSettings(
                server(config.relay()),
                sender(),
                PostSettings.Dsn.valueOf(delivery.dsn().name()),
                new Pace(delivery.rate(), delivery.connections()),
                Patience.USUAL);
        return new Postman(settings, clock);
    }

    /** The mailbox for reports and copies; empty where none is read. */
    Optional<Mailbox> mailbox() {
        var inbox = config.inbox();
        return inbox == null
                ? Optional.empty()
                : Optional.of(new Mailbox(
                        new MailboxSettings(server(inbox.server()), inbox.folder(), sender(), Patience.USUAL)));
    }

    /** How long a copy in the journal may take; empty where there is no journal. */
    Optional<Duration> journal() {
        return Optional.ofNullable(config.journal()).map(MailConfig.Journal::longest);
    }

    private Sender sender() {
        var sender = config.sender();
        var journal = config.journal();
        return new Sender(
                address(sender.from()),
                sender.name(),
                address(sender.replyTo()),
                sender.bounce(),
                journal == null ? null : address(journal.address()));
    }

    private static ContactAddress address(String text) {
        return ContactAddress.mail(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the configuration holds an address that mail cannot be sent from or to"));
    }

    private static MailServer server(MailConfig.Server server) {
        return new MailServer(
                server.host(),
                server.port(),
                MailServer.Security.valueOf(server.security().name()),
                login(server.login()),
                server.trustFile());
    }

    private static MailServer.@Nullable Login login(MailConfig.@Nullable Login login) {
        return login == null ? null : new MailServer.Login(login.user(), SecretFile.read(login.passwordFile()));
    }
}
