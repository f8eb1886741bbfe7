package org.echt.app.letter;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Fixes what a message said without keeping it (spec/log.md, "Days"). Whoever has the message can show that it is the one;
 * nobody without the key of links finds it by trying, because it holds a link. Kept of messages about recalls only.
 */
public final class Said {
    private Said() {}

    /** Of a mail: SHA-256 of subject, empty line, text. */
    public static byte[] mail(String subject, String text) {
        return hash(subject + "\n\n" + text);
    }

    /** Of a text: SHA-256 of its line. */
    public static byte[] line(String brief) {
        return hash(brief);
    }

    private static byte[] hash(String said) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(said.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
