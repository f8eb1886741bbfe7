package org.echt.app.mail;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a letter says. One content may serve any number of letters. Nothing in it makes the reader's program fetch
 * anything, so that opening a letter tells nobody.
 *
 * @param subject one line of 1 to 250 characters
 * @param text as plain text; the first part of the message
 * @param html the same with markup; null for none. Links are allowed, anything that is fetched is not
 * @param language of all of it, a BCP 47 tag such as {@code de}
 */
public record Content(
        String subject, String text, @Nullable String html, String language, List<Attachment> attachments) {
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,6}");
    private static final Pattern FETCHED = Pattern.compile(
            "<\\s*(script|link|iframe|object|embed|base|meta)\\b|<[^<>]*[\\s\"'/](src|srcset|background|poster|data)\\s*=|url\\s*\\(|@import",
            Pattern.CASE_INSENSITIVE);

    public Content {
        HeaderText.requireOneLine("a subject", subject);
        if (subject.isBlank() || subject.length() > 250) {
            throw new IllegalArgumentException("a subject has 1 to 250 characters, not " + subject.length());
        }
        if (!LANGUAGE.matcher(language).matches()) {
            throw new IllegalArgumentException("a language is a BCP 47 tag such as de");
        }
        if (html != null) {
            var fetched = FETCHED.matcher(html);
            if (fetched.find()) {
                throw new IllegalArgumentException("a letter must not make its reader fetch anything: "
                        + fetched.group().strip().replaceFirst("(?s)\\s.*", " ..."));
            }
        }
        attachments = List.copyOf(attachments);
    }
}
