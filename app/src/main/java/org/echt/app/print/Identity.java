package org.echt.app.print;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** The name of a document among all others (ISO 32000-1, 14.4): a digest of all it was made of. */
final class Identity {
    private Identity() {}

    static byte[] of(String xhtml, Map<String, byte[]> pictures, Instant made) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            add(digest, xhtml.getBytes(StandardCharsets.UTF_8));
            add(
                    digest,
                    ByteBuffer.allocate(Long.BYTES)
                            .putLong(made.getEpochSecond())
                            .array());
            new TreeMap<>(pictures).forEach((name, file) -> {
                add(digest, name.getBytes(StandardCharsets.UTF_8));
                add(digest, file);
            });
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    private static void add(MessageDigest digest, byte[] part) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).flip());
        digest.update(part);
    }
}
