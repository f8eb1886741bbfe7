package org.echt.app.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import org.echt.app.mail.MailServer.Login;
import org.echt.app.mail.Outcome.Accepted;
import org.echt.app.mail.Outcome.Blame;
import org.echt.app.mail.Outcome.Doubtful;
import org.echt.app.mail.Outcome.Postponed;
import org.echt.app.mail.Outcome.Refused;
import org.echt.app.mail.PostSettings.Dsn;
import org.echt.core.registration.ContactAddress;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the relay, used by one thread at a time and for many letters.
 *
 * <p>The library's own {@code sendMessage} cannot say whether the final dot was written when a connection breaks, asks for
 * reports about every recipient alike, and tells its log the addresses. So the commands of a letter are given here, and the
 * library does the rest: greeting, TLS, login, replies, dot-stuffing.
 */
final class Line extends SMTPTransport {
    private final PostSettings settings;
    private final Socket socket;
    private boolean usable;
    private boolean stale;

    private enum Step {
        SENDER,
        RECIPIENT,
        JOURNAL,
        DATA,
        LETTER
    }

    /** Opens a connection and is greeted. The exceptions' messages may quote addresses. */
    static Line open(PostSettings settings, Dial dial) throws IOException, MessagingException {
        var socket = dial.connect();
        var line = new Line(settings, dial.session(), socket);
        try {
            line.connect(dial.secured(socket));
            line.usable = true;
            return line;
        } finally {
            if (!line.usable) {
                line.drop();
            }
        }
    }

    private Line(PostSettings settings, Session session, Socket socket) {
        super(
                session,
                new URLName("smtp", settings.relay().host(), settings.relay().port(), null, null, null));
        this.settings = settings;
        this.socket = socket;
    }

    @Override
    protected synchronized boolean protocolConnect(
            @Nullable String host, int port, @Nullable String user, @Nullable String password)
            throws MessagingException {
        Login login = settings.relay().login();
        boolean connected = super.protocolConnect(
                settings.relay().host(),
                settings.relay().port(),
                login == null ? null : login.user(),
                login == null ? null : login.password());
        // without this a relay that offers no login gets the letters of nobody
        if (connected && login != null && !supportsExtension("AUTH")) {
            throw new MessagingException("the relay offers no login");
        }
        return connected;
    }

    /** Sends one letter. {@code message} ends with a line break. Throws nothing that has to do with the network. */
    synchronized Outcome deliver(Envelope envelope, byte[] message) {
        usable = false;
        stale = false;
        var step = Step.SENDER;
        try {
            patience(settings.patience().read());
            var reply = ask(sender(envelope, message.length), envelope);
            stale = reply.lastWord();
            if (!reply.positive()) {
                return judged(step, reply);
            }
            step = Step.RECIPIENT;
            reply = ask(recipient(envelope.to(), notices()), envelope);
            if (!reply.positive()) {
                return judged(step, reply);
            }
            if (envelope.journal() != null) {
                step = Step.JOURNAL;
                reply = ask(recipient(envelope.journal(), "NEVER"), envelope);
                if (!reply.positive()) {
                    return judged(step, reply);
                }
            }
            step = Step.DATA;
            return handOver(envelope, message);
        } catch (SMTPSendFailedException _) {
            // the library asked for RSET already
            return judged(step, reply(envelope));
        } catch (MessagingException | IOException e) {
            stale = step == Step.SENDER;
            return new Postponed("the connection broke before the letter was handed over: "
                    + cause(e, settings.relay().login(), envelope.to()));
        }
    }

    private Outcome handOver(Envelope envelope, byte[] message) throws MessagingException, IOException {
        var out = data();
        out.write(message);
        patience(settings.patience().verdict());
        try {
            // from here on the relay may have all of it
            var reply = ask(".", envelope);
            if (reply.positive()) {
                usable = true;
                return new Accepted(reply.text());
            }
            return reply.code() >= 400 && reply.code() <= 599
                    ? judged(Step.LETTER, reply)
                    : new Doubtful("no answer to the whole letter: " + reply);
        } catch (MessagingException e) {
            return new Doubtful("no answer to the whole letter: "
                    + cause(e, settings.relay().login(), envelope.to()));
        }
    }

    private String sender(Envelope envelope, int size) {
        var command = new StringBuilder("MAIL FROM:<").append(envelope.sender()).append('>');
        if (supportsExtension("SIZE")) {
            command.append(" SIZE=").append(size);
        }
        if (asksForReports()) {
            command.append(" RET=HDRS");
            if (envelope.hasId()) {
                command.append(" ENVID=").append(envelope.id());
            }
        }
        return command.toString();
    }

    private String recipient(ContactAddress address, @Nullable String notices) {
        var command = "RCPT TO:<" + address.value() + ">";
        return notices == null || !supportsExtension("DSN") ? command : command + " NOTIFY=" + notices;
    }

    private boolean asksForReports() {
        return settings.dsn() != Dsn.OFF && supportsExtension("DSN");
    }

    private @Nullable String notices() {
        return switch (settings.dsn()) {
            case OFF -> null;
            case FAILURE -> "FAILURE,DELAY";
            case SUCCESS -> "SUCCESS,FAILURE,DELAY";
        };
    }

    private Reply ask(String command, Envelope envelope) throws MessagingException {
        simpleCommand(command);
        return reply(envelope);
    }

    private Reply reply(Envelope envelope) {
        return Reply.of(getLastReturnCode(), getLastServerResponse(), envelope.to());
    }

    /** What an answer means that is not the hoped-for one; and makes the line ready for the next letter if it can be. */
    private Outcome judged(Step step, Reply reply) {
        usable = !reply.lastWord() && reset();
        return switch (step) {
            case SENDER ->
                reply.enhanced().equals("5.3.4") || reply.code() == 552
                        ? refused(reply, Blame.CONTENT)
                        : new Postponed("the relay refuses us: " + reply);
            case JOURNAL -> new Postponed("the relay refuses the journal's address: " + reply);
            case RECIPIENT -> letterJudged(reply, true);
            case DATA, LETTER -> letterJudged(reply, false);
        };
    }

    private static Outcome letterJudged(Reply reply, boolean atRecipient) {
        return reply.refusesLetter()
                ? refused(reply, reply.blame(atRecipient))
                : new Postponed("the relay does not take the letter now: " + reply);
    }

    private static Refused refused(Reply reply, Blame blame) {
        return new Refused(reply.code(), reply.enhanced(), reply.text(), blame);
    }

    private boolean reset() {
        try {
            patience(settings.patience().read());
            return simpleCommand("RSET") == 250;
        } catch (MessagingException | IOException _) {
            return false;
        }
    }

    private void patience(Duration longest) throws IOException {
        socket.setSoTimeout(Math.toIntExact(longest.toMillis()));
    }

    /** The innermost reason, which alone says what happened, without any address and without what the login holds. */
    static String cause(Throwable thrown, @Nullable Login login, @Nullable ContactAddress to) {
        var cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        var text = String.valueOf(cause.getMessage());
        return Reply.discreet(
                cause.getClass().getSimpleName() + ": " + (login == null ? text : login.hiddenIn(text)), to);
    }

    /** Can the next letter go over it? */
    boolean isUsable() {
        return usable;
    }

    /** Did the relay end the conversation before it heard of the last letter? Relays do so with connections that were idle. */
    boolean wasStale() {
        return stale;
    }

    /** Says goodbye; waits for nothing. */
    void hangUp() {
        try {
            close();
        } catch (MessagingException _) {
            // the relay hung up first
        }
    }

    /** Ends the connection without a word: after half a letter any word would be part of it. */
    void drop() {
        try {
            socket.close();
        } catch (IOException _) {
            // then it is closed
        }
        hangUp();
    }
}
