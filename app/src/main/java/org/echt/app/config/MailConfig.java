package org.echt.app.config;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Whether and how mail is sent and read. */
public sealed interface MailConfig {
    /** No mail is sent. */
    record Off() implements MailConfig {}

    /**
     * Mail is sent.
     *
     * @param relay takes every letter
     * @param journal null for none; never there without {@code inbox}
     * @param inbox null where no mailbox is read
     */
    record On(
            Server relay,
            Sender sender,
            @Nullable Journal journal,
            Delivery delivery,
            @Nullable Inbox inbox) implements MailConfig {}

    /** How a connection is kept from others: upgraded before anything is said, from the first byte, or not at all. */
    enum Security {
        STARTTLS,
        TLS,
        /** Only to this computer. */
        PLAIN
    }

    /**
     * One server.
     *
     * @param login null where it asks for none
     * @param trustFile certificates of the authorities it is trusted by, PEM; null for Java's own
     */
    record Server(
            String host,
            int port,
            Security security,
            @Nullable Login login,
            @Nullable Path trustFile) {}

    /**
     * Who we are at a server.
     *
     * @param passwordFile holds the password and nothing else
     */
    record Login(String user, Path passwordFile) {}

    /**
     * What a letter says about us.
     *
     * @param name beside {@code from}
     * @param replyTo equal to {@code from} unless set
     * @param bounce the envelope's sender; {@code {id}} in it stands for the letter's id
     */
    record Sender(String from, String name, String replyTo, String bounce) {}

    /**
     * Copies of what was accepted.
     *
     * @param longest how long a copy may take
     */
    record Journal(String address, Duration longest) {}

    /** Which delivery reports the relay is asked for. */
    enum Dsn {
        OFF,
        FAILURE,
        SUCCESS
    }

    /**
     * How much at once.
     *
     * @param rate letters a second; 0 for no limit
     * @param connections to the relay, at most
     */
    record Delivery(int rate, int connections, Dsn dsn) {}

    /** The mailbox that reports and copies come to. */
    record Inbox(Server server, String folder) {}
}
