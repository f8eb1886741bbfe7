package org.echt.app.mail;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.echt.core.registration.ContactAddress;
import org.jspecify.annotations.Nullable;

/** Finds the id of a letter of ours in what servers bring back: message ids, envelope ids, addresses. Thread-safe. */
final class LetterIds {
    private static final Pattern XTEXT = Pattern.compile("\\+([0-9A-F]{2})");

    private final Pattern messageId;
    private final Pattern bareId;
    private final @Nullable Pattern bounce;
    private final @Nullable ContactAddress journal;

    LetterIds(Sender sender) {
        var ours = "(" + Letter.ID_FORM + ")@(?i:" + Pattern.quote(sender.domain()) + ")";
        messageId = Pattern.compile("(?<![^\\s<,])<" + ours + ">(?![^\\s>,])");
        bareId = Pattern.compile("\\s*<?" + ours + ">?\\s*");
        bounce = sender.bounceNamesLetter() ? bounce(sender.bounce()) : null;
        journal = sender.journal();
    }

    private static Pattern bounce(String address) {
        int id = address.indexOf("{id}");
        return Pattern.compile("(?<![A-Za-z0-9.+_-])(?i:" + Pattern.quote(address.substring(0, id)) + ")("
                + Letter.ID_FORM + ")(?i:" + Pattern.quote(address.substring(id + 4)) + ")(?![A-Za-z0-9.-])");
    }

    /** Of a header {@code Message-ID}, which holds one and nothing else. */
    Optional<String> ofMessageId(@Nullable String header) {
        return id(bareId, header, true);
    }

    /** The first of ours in a header that holds several, such as {@code References}. */
    Optional<String> amongMessageIds(@Nullable String header) {
        return id(messageId, header, false);
    }

    /** Of the field {@code Original-Envelope-Id}; xtext (RFC 3461, 4), which not every server decodes. */
    Optional<String> ofEnvelopeId(@Nullable String field) {
        return field == null ? Optional.empty() : id(bareId, decoded(field), true);
    }

    /** Of a header that names who a report was sent to; only where the address for reports holds the id. */
    Optional<String> ofRecipient(@Nullable String header) {
        return bounce == null ? Optional.empty() : id(bounce, header, false);
    }

    /** Is a recipient in a report, such as {@code rfc822; journal@example.org}, our journal? */
    boolean isJournal(@Nullable String recipient) {
        if (journal == null || recipient == null) {
            return false;
        }
        var address = decoded(recipient.substring(recipient.indexOf(';') + 1)).strip();
        return address.replaceAll("[<>]", "").equalsIgnoreCase(journal.value());
    }

    private static Optional<String> id(Pattern pattern, @Nullable String text, boolean whole) {
        if (text == null) {
            return Optional.empty();
        }
        var matcher = pattern.matcher(text);
        return (whole ? matcher.matches() : matcher.find()) ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static String decoded(String xtext) {
        return XTEXT.matcher(xtext)
                .replaceAll(hex -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(hex.group(1), 16))));
    }
}
