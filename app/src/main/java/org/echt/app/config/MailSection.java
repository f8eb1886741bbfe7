package org.echt.app.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.echt.app.config.MailConfig.Delivery;
import org.echt.app.config.MailConfig.Dsn;
import org.echt.app.config.MailConfig.Inbox;
import org.echt.app.config.MailConfig.Journal;
import org.echt.app.config.MailConfig.Login;
import org.echt.app.config.MailConfig.Security;
import org.echt.app.config.MailConfig.Sender;
import org.echt.app.config.MailConfig.Server;
import org.echt.core.registration.ContactAddress;
import org.jspecify.annotations.Nullable;

/**
 * Reads the keys {@code mail.*}. What would be kept in the file and do nothing is refused, because whoever wrote it
 * counts on it.
 */
final class MailSection {
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|[0-9a-f:]{2,39}");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|::1|0:0:0:0:0:0:0:1");
    private static final Pattern ONE_LINE = Pattern.compile("[^\\p{Cntrl}\\u2028\\u2029]{1,100}");

    private final Settings settings;
    private final Path folder;

    /** The keys of one server. */
    private record Keys(Key host, Key port, Key security, Key user, Key passwordFile) {
        static final Keys RELAY =
                new Keys(Key.MAIL_HOST, Key.MAIL_PORT, Key.MAIL_SECURITY, Key.MAIL_USER, Key.MAIL_PASSWORD_FILE);
        static final Keys INBOX = new Keys(
                Key.MAIL_IMAP_HOST,
                Key.MAIL_IMAP_PORT,
                Key.MAIL_IMAP_SECURITY,
                Key.MAIL_IMAP_USER,
                Key.MAIL_IMAP_PASSWORD_FILE);

        /** Which port such a connection has by custom. */
        int customaryPort(Security security) {
            boolean relay = host == Key.MAIL_HOST;
            return switch (security) {
                case STARTTLS -> relay ? 587 : 143;
                case TLS -> relay ? 465 : 993;
                case PLAIN -> relay ? 25 : 143;
            };
        }
    }

    MailSection(Settings settings, Path folder) {
        this.settings = settings;
        this.folder = folder;
    }

    MailConfig read() {
        if (settings.text(Key.MAIL_HOST).isEmpty()) {
            refuse("mail.", "has no use without mail.host");
            return new MailConfig.Off();
        }
        var relay = server(Keys.RELAY);
        var inbox = inbox();
        return new MailConfig.On(relay, sender(), journal(inbox), delivery(inbox), inbox);
    }

    /** Refuses the first key that begins so and says something. */
    private void refuse(String beginning, String why) {
        Arrays.stream(Key.values())
                .filter(key -> key.text.startsWith(beginning) && settings.says(key))
                .findFirst()
                .ifPresent(key -> {
                    throw settings.error(key, why);
                });
    }

    private Server server(Keys keys) {
        var security = settings.word(keys.security, Security.values());
        var host = host(keys.host);
        if (security == Security.PLAIN && !LOOPBACK.matcher(host).matches()) {
            throw settings.error(
                    keys.security,
                    "plain is allowed only to this computer (localhost), not to \"" + host
                            + "\". Use starttls or tls.");
        }
        int port = settings.text(keys.port).isEmpty()
                ? keys.customaryPort(security)
                : settings.number(keys.port, 1, 65_535);
        return new Server(host, port, security, login(keys), pathOrNone(Key.MAIL_TRUST_FILE));
    }

    private String host(Key key) {
        var text = settings.required(key);
        if (!HOST.matcher(text).matches()) {
            throw settings.error(
                    key, "\"" + text + "\" is not a host name or an IP address; the port has a key of its own");
        }
        return text;
    }

    private @Nullable Login login(Keys keys) {
        var user = settings.text(keys.user);
        var file = pathOrNone(keys.passwordFile);
        if (user.isEmpty() && file != null) {
            throw settings.error(keys.passwordFile, "has no use without " + keys.user.text);
        }
        if (!user.isEmpty() && file == null) {
            throw settings.error(keys.user, "needs " + keys.passwordFile.text);
        }
        return file == null ? null : new Login(user, file);
    }

    private @Nullable Path pathOrNone(Key key) {
        return settings.text(key).isEmpty() ? null : settings.path(key, folder);
    }

    private Sender sender() {
        settings.required(Key.MAIL_FROM);
        var from = address(Key.MAIL_FROM);
        var replyTo = address(Key.MAIL_REPLY_TO);
        var bounce = bounce();
        return new Sender(from, fromName(), replyTo.isEmpty() ? from : replyTo, bounce.isEmpty() ? from : bounce);
    }

    private String fromName() {
        var key = settings.text(Key.MAIL_FROM_NAME).isEmpty() ? Key.SITE_BRAND : Key.MAIL_FROM_NAME;
        var name = settings.text(key);
        if (!ONE_LINE.matcher(name).matches()) {
            throw settings.error(key, "must be one line of 1 to 100 signs, because mail is sent in this name");
        }
        return name;
    }

    private String bounce() {
        var text = settings.text(Key.MAIL_BOUNCE);
        var trial = text.replaceFirst("\\{id}", "x");
        boolean wrong = trial.indexOf('{') >= 0 || trial.indexOf('}') >= 0 || text.indexOf("{id}") > text.indexOf('@');
        if (!text.isEmpty() && (wrong || ContactAddress.mail(trial).isEmpty())) {
            throw settings.error(
                    Key.MAIL_BOUNCE, "is not an address. Maybe bounce@example.org or bounce+{id}@example.org?");
        }
        if (text.indexOf("{id}") > 20) {
            throw settings.error(
                    Key.MAIL_BOUNCE, "has more than 20 signs before {id}, which leaves too few for the id");
        }
        return text;
    }

    private String address(Key key) {
        var text = settings.text(key);
        if (!text.isEmpty() && ContactAddress.mail(text).isEmpty()) {
            // not quoted, because it may be a person's
            throw settings.error(key, "is not an address. Write it without a name: info@example.org");
        }
        return text;
    }

    private @Nullable Journal journal(@Nullable Inbox inbox) {
        var address = address(Key.MAIL_JOURNAL);
        if (address.isEmpty()) {
            refuse(Key.MAIL_JOURNAL_WAIT.text, "has no use without mail.journal");
            return null;
        }
        if (inbox == null) {
            throw settings.error(Key.MAIL_JOURNAL, "has no use without mail.imap-host: nobody would read the copies");
        }
        return new Journal(address, settings.duration(Key.MAIL_JOURNAL_WAIT));
    }

    private Delivery delivery(@Nullable Inbox inbox) {
        var dsn = settings.word(Key.MAIL_DSN, Dsn.values());
        if (dsn == Dsn.SUCCESS && inbox == null) {
            throw settings.error(
                    Key.MAIL_DSN,
                    "success needs mail.imap-host: each letter would be reported to a mailbox nobody reads");
        }
        return new Delivery(
                settings.number(Key.MAIL_RATE, 0, 10_000), settings.number(Key.MAIL_CONNECTIONS, 1, 64), dsn);
    }

    private @Nullable Inbox inbox() {
        if (settings.text(Key.MAIL_IMAP_HOST).isEmpty()) {
            refuse("mail.imap-", "has no use without mail.imap-host");
            return null;
        }
        for (var key : List.of(Key.MAIL_IMAP_USER, Key.MAIL_IMAP_PASSWORD_FILE, Key.MAIL_IMAP_FOLDER)) {
            settings.required(key);
        }
        return new Inbox(server(Keys.INBOX), settings.text(Key.MAIL_IMAP_FOLDER));
    }
}
