package org.echt.core.tlog;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads a text line by line. Belongs to one thread. */
final class Lines {
    /** The most bytes of any of these texts. */
    static final int MAX_BYTES = 1 << 20;

    /** The most hashes of a proof in a tree of fewer than 2^63 leaves. */
    static final int MAX_PATH = 63;

    private final String text;
    private final String what;
    private int at;
    private int number;

    Lines(String text, String what) {
        this.text = text;
        this.what = what;
    }

    /** Strict UTF-8 in which no control character stands but the line feed. */
    static String text(byte[] bytes, String what) throws MalformedException {
        if (bytes.length > MAX_BYTES) {
            throw new MalformedException(what + " has " + bytes.length + " bytes; the limit is " + MAX_BYTES);
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException _) {
            throw new MalformedException(what + " is not UTF-8");
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' && text.charAt(i) != '\n') {
                throw new MalformedException(what + " has a control character at character " + i);
            }
        }
        return text;
    }

    /** The next line without its end. */
    String next() throws MalformedException {
        int end = text.indexOf('\n', at);
        if (end < 0) {
            throw refused(at == text.length() ? "is missing" : "has no line feed at its end");
        }
        String line = text.substring(at, end);
        at = end + 1;
        number++;
        return line;
    }

    boolean hasNext() {
        return at < text.length();
    }

    /** What follows the lines that were read. */
    String rest() {
        return text.substring(at);
    }

    private MalformedException refused(String cause) {
        return new MalformedException(what + ": line " + (number + 1) + " " + cause);
    }

    /** What follows {@code word} and a blank on this line. */
    static String after(String word, String line) throws MalformedException {
        if (!line.startsWith(word + " ")) {
            throw new MalformedException(
                    "line \"" + Base64Text.shown(line) + "\" does not begin with \"" + word + " \"");
        }
        return line.substring(word.length() + 1);
    }

    /** A decimal from 0 to 2^63 - 1 without leading zeros or sign. */
    static long decimal(String text, String what) throws MalformedException {
        if (!text.isEmpty() && text.length() <= 19 && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            try {
                long value = Long.parseLong(text);
                if (Long.toString(value).equals(text)) {
                    return value;
                }
            } catch (NumberFormatException _) {
                throw new MalformedException(what + " " + text + " is beyond 2^63 - 1");
            }
        }
        throw new MalformedException(
                what + " \"" + Base64Text.shown(text) + "\" is not a decimal without leading zeros");
    }
}
