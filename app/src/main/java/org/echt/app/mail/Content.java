package org.echt.app.mail;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a letter says. One content may serve any number of letters. It is plain text, so that nothing makes the reader's
 * program fetch anything and opening a letter tells nobody. Its text form tells nothing of it: a text holds links that act.
 *
 * @param subject one line of 1 to 250 characters
 * @param text its lines may end in any way and have any length
 * @param language of all of it, a BCP 47 tag such as {@code de}
 */
public record Content(String subject, String text, String language, List<Attachment> attachments) {
    private static final int LONGEST_SUBJECT = 250;
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,6}");

    public Content {
        HeaderText.requireOneLine("a subject", subject);
        if (subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
            throw new IllegalArgumentException("a subject has 1 to 250 characters, not " + subject.length());
        }
        if (!LANGUAGE.matcher(language).matches()) {
            throw new IllegalArgumentException("a language is a BCP 47 tag such as de");
        }
        attachments = List.copyOf(attachments);
    }

    /** Any text as a subject: on one line, and cut where it is too long. */
    public static String subject(String text) {
        var line = HeaderText.oneLine(text);
        if (line.length() <= LONGEST_SUBJECT) {
            return line;
        }
        int end = LONGEST_SUBJECT - 1;
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + '…';
    }

    @Override
    public String toString() {
        return "Content[" + language + "]";
    }
}
