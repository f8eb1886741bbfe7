package org.echt.app.mail;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A file that goes with a letter. Compared by identity, like the array in it.
 *
 * @param name as the recipient sees it: one line without a slash and without signs that turn the direction of writing,
 *     at most 100 characters
 * @param mediaType {@code type/subtype} without parameters; neither a message nor a multipart, which must not be base64
 * @param bytes not copied; nobody may change them
 */
@SuppressWarnings("ArrayRecordComponent") // some megabytes, shared by all letters of a recall
public record Attachment(String name, String mediaType, byte[] bytes) {
    private static final Pattern TYPE =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,63}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,63}");
    /** Signs that turn the direction of what follows: {@code fdp.exe} backwards is no picture of a PDF. */
    private static final Pattern TURNING = Pattern.compile("[\u202A-\u202E\u2066-\u2069]");

    private static final Set<String> COMPOSITE = Set.of("message", "multipart");

    public Attachment {
        HeaderText.requireOneLine("an attachment's name", name);
        if (name.isBlank()
                || name.length() > 100
                || name.indexOf('/') >= 0
                || name.indexOf('\\') >= 0
                || TURNING.matcher(name).find()) {
            throw new IllegalArgumentException(
                    "an attachment's name has 1 to 100 characters, no slash and none that turns the direction of writing");
        }
        if (!TYPE.matcher(mediaType).matches()
                || COMPOSITE.contains(
                        mediaType.substring(0, mediaType.indexOf('/')).toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("an attachment's media type is like application/pdf");
        }
    }
}
