package org.echt.app.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.echt.app.mail.Found.Action;
import org.echt.app.mail.Found.Report;
import org.eclipse.angus.mail.dsn.DeliveryStatus;
import org.jspecify.annotations.Nullable;

/**
 * Reads delivery reports: RFC 3464 inside of RFC 6522, also in the form of RFC 6533. The letter is known by the envelope's
 * id, else by the returned headers, else by what the report says it answers, else by the address it came to. What is said
 * of the journal's own copy is left out: it says nothing of the letter. Thread-safe.
 */
final class ReportReader {
    /** Text, status, returned message, and room for what gateways add. */
    private static final int MOST_PARTS = 10;

    private static final int MOST_RECIPIENTS = 20;
    private static final Pattern STATUS =
            Pattern.compile("(?<![0-9.])[245]\\.[0-9]{1,3}\\.[0-9]{1,3}(?![0-9]|\\.[0-9])");
    private static final String[] CAME_TO = {"X-Original-To", "Delivered-To", "Envelope-To", "To"};

    private final LetterIds ids;

    ReportReader(LetterIds ids) {
        this.ids = ids;
    }

    /** Does a header {@code Content-Type} promise a report of delivery? */
    static boolean isReport(@Nullable String contentType) {
        return contentType != null
                && contentType.strip().regionMatches(true, 0, "multipart/report", 0, "multipart/report".length());
    }

    /** What it says of letters of ours. Empty for what is no report, is damaged, or is of others; never throws. */
    List<Report> read(byte[] message) {
        try {
            var report = new MimeMessage((Session) null, new ByteArrayInputStream(message));
            return isReport(report.getContentType()) ? read(report) : List.of();
        } catch (MessagingException | IOException | RuntimeException _) {
            // the library answers damage with any of them
            return List.of();
        }
    }

    private List<Report> read(MimeMessage report) throws MessagingException, IOException {
        var parts = new MimeMultipart(report.getDataHandler().getDataSource());
        DeliveryStatus status = null;
        InternetHeaders returned = null;
        for (int i = 0; i < Math.min(parts.getCount(), MOST_PARTS); i++) {
            var part = parts.getBodyPart(i);
            if (status == null && isOneOf(part, "message/delivery-status", "message/global-delivery-status")) {
                status = new DeliveryStatus(content(part));
            } else if (returned == null && isReturned(part)) {
                returned = new InternetHeaders(content(part));
            }
        }
        if (status == null) {
            return List.of();
        }
        var id = letter(status.getMessageDSN(), returned, report);
        return id.isPresent() ? reports(id.get(), status) : List.of();
    }

    /** Decoded, which the library leaves undone for messages inside of messages; RFC 6533 allows them any encoding. */
    private static InputStream content(BodyPart part) throws MessagingException, IOException {
        var raw = ((MimeBodyPart) part).getRawInputStream();
        var encoding = part.getHeader("Content-Transfer-Encoding");
        try (var in = encoding == null ? raw : MimeUtility.decode(raw, encoding[0].strip())) {
            return new ByteArrayInputStream(in.readAllBytes());
        }
    }

    private static boolean isReturned(BodyPart part) throws MessagingException {
        return isOneOf(part, "message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers");
    }

    private static boolean isOneOf(BodyPart part, String... types) throws MessagingException {
        for (var type : types) {
            if (part.isMimeType(type)) {
                return true;
            }
        }
        return false;
    }

    private Optional<String> letter(InternetHeaders status, @Nullable InternetHeaders returned, MimeMessage report)
            throws MessagingException {
        var id = ids.ofEnvelopeId(status.getHeader("Original-Envelope-Id", null));
        if (id.isEmpty() && returned != null) {
            id = ids.ofMessageId(returned.getHeader("Message-ID", null));
        }
        for (var answers : List.of("In-Reply-To", "References")) {
            if (id.isEmpty()) {
                id = ids.amongMessageIds(report.getHeader(answers, null));
            }
        }
        for (var cameTo : CAME_TO) {
            if (id.isEmpty()) {
                id = ids.ofRecipient(report.getHeader(cameTo, ","));
            }
        }
        return id;
    }

    private List<Report> reports(String id, DeliveryStatus status) {
        var reports = new ArrayList<Report>();
        for (int i = 0; i < Math.min(status.getRecipientDSNCount(), MOST_RECIPIENTS); i++) {
            var recipient = status.getRecipientDSN(i);
            if (!ids.isJournal(recipient.getHeader("Final-Recipient", null))
                    && !ids.isJournal(recipient.getHeader("Original-Recipient", null))) {
                report(id, recipient).ifPresent(reports::add);
            }
        }
        return reports;
    }

    private static Optional<Report> report(String id, InternetHeaders recipient) {
        var said = recipient.getHeader("Action", null);
        var action = said == null ? null : action(said.strip().toLowerCase(Locale.ROOT));
        if (action == null) {
            return Optional.empty();
        }
        var status = status(action, recipient);
        return Optional.of(new Report(id, action, status, action == Action.FAILED && status.startsWith("5")));
    }

    /** Null for a word that is none; some servers add a remark in brackets. */
    private static @Nullable Action action(String said) {
        for (var action : Action.values()) {
            if (said.matches(action.name().toLowerCase(Locale.ROOT) + "\\b(?s:.*)")) {
                return action;
            }
        }
        return null;
    }

    /** The field, else what the other server said, else the plainest status the action can have. */
    private static String status(Action action, InternetHeaders recipient) {
        for (var field : List.of("Status", "Diagnostic-Code")) {
            var text = recipient.getHeader(field, null);
            var found = STATUS.matcher(text == null ? "" : text);
            if (found.find()) {
                return found.group();
            }
        }
        return switch (action) {
            case FAILED -> "5.0.0";
            case DELAYED -> "4.0.0";
            case DELIVERED, RELAYED, EXPANDED -> "2.0.0";
        };
    }
}
