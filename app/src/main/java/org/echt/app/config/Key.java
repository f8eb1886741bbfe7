package org.echt.app.config;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/** Every key of the configuration file. */
enum Key {
    SITE_BRAND("site.brand", "Acme", "Whose name the answers carry."),
    SITE_DOMAIN(
            "site.domain",
            "id.acme.example",
            "Host name in every link and QR code. Codes that are printed keep it for ever."),
    SITE_PHONE("site.phone", "", "Free phone number for customers; empty for none."),
    SITE_EMAIL("site.email", "", "Mail address for customers; empty for none."),
    SITE_LAW("site.law", "EU", "Whose texts of a notice are shown first: EU or US."),
    WEB_HOST("web.host", "127.0.0.1", "Interface to listen on; 0.0.0.0 for all."),
    WEB_PORT("web.port", "8080", "Port to listen on, 0 to 65535; 0 lets the system choose."),
    WEB_ADDRESS_HEADER(
            "web.address-header",
            "",
            "Header in which the proxy in front writes who asks (X-Forwarded-For); only where nobody reaches the port without it; empty for none."),
    WEB_COUNTRY_HEADER(
            "web.country-header",
            "",
            "Header in which that proxy writes the country of who asks, two letters (CF-IPCountry); empty for none."),
    WEB_DRAIN(
            "web.drain",
            "5 s",
            "How long a node that is told to stop still answers while /ready says no, so that the proxy in front goes elsewhere; 60 s at most. Nobody waits for a node that was not asked that long."),
    OPERATORS_HOST(
            "operators.host",
            "127.0.0.1",
            "Interface for operators (/metrics, /health, /ready); it asks nobody who they are, so keep it from the public."),
    OPERATORS_PORT("operators.port", "9464", "Port for operators, 0 to 65535; 0 lets the system choose."),
    OUTPUT_LOG_FORMAT(
            "output.log-format", "text", "What echt serve tells on standard error: text, or json, an object a line."),
    DATABASE_URL(
            "database.url",
            "",
            "jdbc:postgresql://host:port/name; empty for a PostgreSQL of our own in the data folder."),
    DATABASE_USER("database.user", "echt", "User at database.url."),
    DATABASE_PASSWORD_FILE(
            "database.password-file", "", "File that holds the password of database.user and nothing else."),
    DATABASE_POOL_SIZE("database.pool-size", "10", "Connections kept at most, 1 to 500."),
    DATABASE_TIMEOUT(
            "database.timeout", "5 s", "Longest wait for the database before a check answers \"cannot tell now\"."),
    DATA_FOLDER("data.folder", "data", "Folder for everything the program must not lose."),
    KEYS_PROFILE(
            "keys.profile",
            "file",
            "Where the keys of codes are: file (derived from the key store), or token (in a PKCS#11 token)."),
    KEYS_FILE("keys.file", "", "Key store; empty for keys.txt in the data folder."),
    KEYS_TOKEN_LIBRARY("keys.token-library", "", "The token's PKCS#11 library, a .so file; only with profile token."),
    KEYS_TOKEN_LABEL("keys.token-label", "", "The token's label."),
    KEYS_PIN_FILE("keys.pin-file", "", "File that holds the token's PIN and nothing else."),
    REGISTRATION_DEMAND(
            "registration.demand",
            "EITHER",
            "What a registration must show: NOTHING, INSIDE_CODE, PURCHASE (a receipt) or EITHER of the two."),
    QUIET_FROM(
            "messages.quiet-from", "21:00", "When the night begins where a person lives; only STOP_USE is sent then."),
    QUIET_TO("messages.quiet-to", "08:00", "When the night ends; the same as messages.quiet-from for no night."),
    RETENTION_UNCONFIRMED("retention.unconfirmed", "7 d", "How long wishes and claims wait for their link."),
    RETENTION_WATCHES("retention.watches", "5475 d", "How long people who asked to be told are told."),
    RETENTION_ENDED("retention.ended", "365 d", "How long registrations are kept that ended."),
    RETENTION_DISPUTES(
            "retention.disputes", "1825 d", "How long decided disputes are kept; 1825 d at most, by law in the EU."),
    MAIL_HOST("mail.host", "", "Relay that takes our mail; empty: no mail is sent."),
    MAIL_PORT("mail.port", "", "Its port; empty for 587, with tls 465, with plain 25."),
    MAIL_SECURITY(
            "mail.security", "starttls", "starttls, tls, or plain, which only a relay on this computer may have."),
    MAIL_USER("mail.user", "", "User at the relay; empty where it asks for none."),
    MAIL_PASSWORD_FILE("mail.password-file", "", "File that holds the password of mail.user and nothing else."),
    MAIL_FROM("mail.from", "", "Address our mail is from; its domain is in every message id."),
    MAIL_FROM_NAME("mail.from-name", "", "Name beside that address; empty for site.brand."),
    MAIL_REPLY_TO("mail.reply-to", "", "Address for answers; empty for mail.from."),
    MAIL_BOUNCE(
            "mail.bounce",
            "",
            "Address that is told what could not be delivered; {id} in it becomes the letter's id; empty for mail.from."),
    MAIL_JOURNAL("mail.journal", "", "Address in the mailbox below that gets a copy of every letter; empty for none."),
    MAIL_JOURNAL_WAIT(
            "mail.journal-wait", "2 min", "How long a copy may take before a letter in doubt counts as not accepted."),
    MAIL_RATE("mail.rate", "0", "Letters a second at most, 0 to 10000; 0 for as many as the relay takes."),
    MAIL_CONNECTIONS("mail.connections", "4", "Connections to the relay at most, 1 to 64."),
    MAIL_DSN("mail.dsn", "failure", "Which delivery reports to ask the relay for: off, failure or success (both)."),
    MAIL_IMAP_HOST("mail.imap-host", "", "Server of the mailbox for reports and copies; empty: no mailbox is read."),
    MAIL_IMAP_PORT("mail.imap-port", "", "Its port; empty for 143, with tls 993."),
    MAIL_IMAP_SECURITY("mail.imap-security", "tls", "starttls, tls, or plain, which only this computer may have."),
    MAIL_IMAP_USER("mail.imap-user", "", "User of the mailbox."),
    MAIL_IMAP_PASSWORD_FILE(
            "mail.imap-password-file", "", "File that holds the password of mail.imap-user and nothing else."),
    MAIL_IMAP_FOLDER("mail.imap-folder", "INBOX", "Folder of the mailbox that is read."),
    MAIL_TRUST_FILE(
            "mail.trust-file",
            "",
            "Certificates (PEM) of the authorities that relay and mailbox are trusted by; empty for Java's own."),
    LOG_ORIGIN("log.origin", "", "Name of the transparency log, for ever; empty for site.domain/log."),
    LOG_ENTRIES(
            "log.entries",
            "closed",
            "Who may read what the log's entries say openly: closed (auditors) or open (everybody). Hashes are always open."),
    LOG_WITNESSES(
            "log.witnesses",
            "",
            "File with a line for each witness that cosigns: its verifier key, a blank, its address; empty for none."),
    LOG_ML_DSA(
            "log.ml-dsa",
            "off",
            "on: a second key of the log (ML-DSA-44, against computers of the quantum kind) cosigns every checkpoint."),
    WEBHOOK_TARGETS(
            "webhook.targets",
            "public",
            "Where endpoints may be: public, or private, which adds your own networks and this computer."),
    WEBHOOK_TIMEOUT("webhook.timeout", "20 s", "Longest time for one request to an endpoint, 60 s at most."),
    WEBHOOK_RATE("webhook.rate", "50", "Requests a second to one endpoint at most, 0 to 10000; 0 for no limit."),
    WEBHOOK_AT_ONCE("webhook.at-once", "8", "Requests to one endpoint at the same time at most, 1 to 64."),
    SIGN_KEYSTORE(
            "sign.keystore",
            "",
            "PKCS#12 file with the key and certificate that sign dossiers; empty, as sign.token-library: none is signed."),
    SIGN_TOKEN_LIBRARY("sign.token-library", "", "PKCS#11 library of a token with that key, instead of sign.keystore."),
    SIGN_TOKEN_SLOT("sign.token-slot", "0", "Place of the token in that library's list, 0 to 999."),
    SIGN_PASSWORD_FILE(
            "sign.password-file",
            "",
            "File that holds the password of the file or the PIN of the token and nothing else."),
    SIGN_ALIAS("sign.alias", "", "Name of the key in it; empty where there is just one."),
    TIMESTAMP_URL(
            "timestamp.url", "", "Time-stamp authority (RFC 3161) for signatures and the log; empty: no time-stamps."),
    TIMESTAMP_TIMEOUT("timestamp.timeout", "20 s", "Longest wait for its answer, 5 min at most."),
    TIMESTAMP_CHECKPOINTS_EVERY(
            "timestamp.checkpoints-every",
            "1 h",
            "How often the log's newest checkpoint is time-stamped, where the log grew; 1 min at least."),
    TIMESTAMP_TRUST_FILE(
            "timestamp.trust-file",
            "",
            "Certificates (PEM) its certificate must come from, and those of stamps kept; empty: any is taken.");

    /** As written in the file. */
    final String text;

    final String fallback;
    final String meaning;

    Key(String text, String fallback, String meaning) {
        this.text = text;
        this.fallback = fallback;
        this.meaning = meaning;
    }

    static Optional<Key> of(String text) {
        return Arrays.stream(values()).filter(k -> k.text.equals(text)).findFirst();
    }

    /** The known key that looks most like {@code text}. */
    static Key nearest(String text) {
        return Arrays.stream(values())
                .min(Comparator.comparingInt(k -> distance(k.text, text)))
                .orElseThrow();
    }

    /** Levenshtein distance: the fewest insertions, deletions and replacements. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
