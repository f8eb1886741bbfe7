package org.echt.app.mail;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** Free text in a header: RFC 2047. Plain where it can be, so that a subject stays readable in its raw form. */
final class HeaderText {
    private static final Pattern PLAIN = Pattern.compile("[ -~]*");
    private static final Pattern BROKEN = Pattern.compile("[ \\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}]+");

    /** Bytes in one encoded word: 60 characters of base64 and 12 around them are 72, and 75 are allowed. */
    private static final int WORD = 45;

    private HeaderText() {}

    /** Each run of blanks, line breaks and other control characters becomes one blank. */
    static String oneLine(String text) {
        return BROKEN.matcher(text).replaceAll(" ").strip();
    }

    /** Refuses line breaks and all other control characters; the value is not quoted. */
    static void requireOneLine(String what, String text) {
        boolean broken = text.codePoints().anyMatch(sign -> switch (Character.getType(sign)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            default -> false;
        });
        if (broken) {
            throw new IllegalArgumentException(what + " must be one line without control characters");
        }
    }

    /**
     * The text as one or more words of a header, folded at 76 columns.
     *
     * @param used columns before it
     */
    static String encode(String text, int used) {
        // text that looks like an encoded word would be decoded into something else; jakarta.mail lets it pass
        return PLAIN.matcher(text).matches() && !text.contains("=?") ? folded(text, used) : encoded(text, used);
    }

    /** A name beside an address: RFC 5322 quoted string, or encoded words. */
    static String phrase(String text, int used) {
        return PLAIN.matcher(text).matches() && !text.contains("=?")
                ? folded('"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"', used)
                : encoded(text, used);
    }

    /** Breaks lines at blanks only; a word longer than a line stays whole. */
    private static String folded(String text, int used) {
        var out = new StringBuilder();
        int column = used;
        for (String word : text.split("(?<=[^ ])(?= +[^ ])", -1)) {
            if (column + word.length() > 76 && !out.isEmpty()) {
                out.append("\r\n");
                column = 0;
            }
            out.append(word);
            column += word.length();
        }
        return out.toString();
    }

    private static String encoded(String text, int used) {
        var out = new StringBuilder();
        int room = Math.max(15, WORD - used);
        var word = new StringBuilder();
        int bytes = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            var sign = Character.toString(text.codePointAt(i));
            int size = sign.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + size > room) {
                append(out, word);
                bytes = 0;
                room = WORD;
            }
            word.append(sign);
            bytes += size;
        }
        append(out, word);
        return out.toString();
    }

    private static void append(StringBuilder out, StringBuilder word) {
        out.append(out.isEmpty() ? "" : "\r\n ")
                .append("=?UTF-8?B?")
                .append(Base64.getEncoder().encodeToString(word.toString().getBytes(StandardCharsets.UTF_8)))
                .append("?=");
        word.setLength(0);
    }
}
