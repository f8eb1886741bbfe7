package org.echt.app.mail;

import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A letter as bytes: RFC 5322 and MIME, seven bits, lines of at most 76 characters in every body. Thread-safe. */
final class MimeForm {
    /** RFC 5322; {@code RFC_1123_DATE_TIME} writes one digit for the first nine days, which is allowed too. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Sender sender;

    MimeForm(Sender sender) {
        this.sender = sender;
    }

    /** The whole message; ends with a line break. */
    byte[] bytes(Letter letter, Instant at) {
        var content = letter.content();
        var out = new ByteArrayOutputStream(2048 + 2 * content.text().length());
        try {
            var message = new Message(sender.messageId(letter.id()));
            headers(message, letter, at);
            body(message, content);
            message.saveChanges();
            message.writeTo(out);
        } catch (MessagingException | IOException e) {
            // its message could quote a header
            throw new IllegalStateException("letter " + letter.id() + " has no MIME form: " + e.getClass());
        }
        var written = out.toByteArray();
        if (written[written.length - 1] == '\n') {
            return written;
        }
        out.writeBytes(new byte[] {'\r', '\n'});
        return out.toByteArray();
    }

    private static final class Message extends MimeMessage {
        private final String id;

        Message(String id) {
            super((Session) null);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", '<' + id + '>');
        }
    }

    private void headers(Message message, Letter letter, Instant at) throws MessagingException {
        set(message, "Date", DATE.format(at));
        set(
                message,
                "From",
                HeaderText.phrase(sender.name(), 6)
                        + fold(sender.name())
                        + '<'
                        + sender.from().value()
                        + '>');
        if (!sender.replyTo().equals(sender.from())) {
            set(message, "Reply-To", sender.replyTo().value());
        }
        set(message, "To", letter.to().value());
        set(message, "Subject", HeaderText.encode(letter.content().subject(), 9));
        set(message, "Content-Language", letter.content().language());
        set(message, "Auto-Submitted", "auto-generated");
        var unsubscribe = letter.unsubscribe();
        if (unsubscribe != null) {
            set(message, "List-Unsubscribe", "<" + unsubscribe + ">");
        }
    }

    /** Between a name and its address; a long name has the address on a line of its own. */
    private static String fold(String name) {
        return name.length() > 25 ? "\r\n " : " ";
    }

    /** The second guard against a line break that begins a header of its own; the first are the records. */
    private static void set(Message message, String name, String value) throws MessagingException {
        if (value.replace("\r\n ", "").chars().anyMatch(sign -> sign < ' ' || sign > '~')) {
            throw new MessagingException("header " + name + " would be broken");
        }
        message.setHeader(name, value);
    }

    private static void body(Message message, Content content) throws MessagingException {
        if (content.attachments().isEmpty()) {
            text(message, content.text());
            return;
        }
        var first = new MimeBodyPart();
        text(first, content.text());
        var mixed = new MimeMultipart("mixed", first);
        for (var attachment : content.attachments()) {
            mixed.addBodyPart(part(attachment));
        }
        message.setContent(mixed);
    }

    private static void text(MimePart part, String text) throws MessagingException {
        // also in base64 the line break of a text is CRLF (RFC 2046, 4.1.1)
        var bytes = text.replaceAll("\\r\\n|\\r|\\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(bytes, "text/plain; charset=UTF-8")));
        part.setHeader("Content-Transfer-Encoding", mostlyAscii(bytes) ? "quoted-printable" : "base64");
    }

    /** Beyond one byte in six base64 is the shorter one; below it the raw text can be read. */
    private static boolean mostlyAscii(byte[] bytes) {
        int others = 0;
        for (byte b : bytes) {
            others += b < 0 ? 1 : 0;
        }
        return others * 6 <= bytes.length;
    }

    private static MimeBodyPart part(Attachment attachment) throws MessagingException {
        var part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(attachment.bytes(), attachment.mediaType())));
        part.setFileName(attachment.name());
        part.setDisposition(Part.ATTACHMENT);
        part.setHeader("Content-Transfer-Encoding", "base64");
        return part;
    }
}
