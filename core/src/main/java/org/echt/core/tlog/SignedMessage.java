package org.echt.core.tlog;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** The bytes that signatures of each kind are made over (C2SP signed-note, tlog-cosignature). */
final class SignedMessage {
    /** The longest name or origin in a message of ML-DSA-44, in bytes. */
    static final int MAX_NAME = 255;

    private static final String ED25519_LABEL = "cosignature/v1\n";
    private static final String ML_DSA_LABEL = "subtree/v1\n\0";

    private SignedMessage() {}

    static byte[] log(Checkpoint checkpoint) {
        return utf8(checkpoint.text());
    }

    static byte[] ed25519(Checkpoint checkpoint, Instant at) {
        return utf8(ED25519_LABEL + "time " + at.getEpochSecond() + "\n" + checkpoint.text());
    }

    static byte[] mlDsa(String cosigner, Checkpoint checkpoint, Instant at) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(utf8(ML_DSA_LABEL));
        name(out, cosigner);
        out.writeBytes(uint64(at.getEpochSecond()));
        name(out, checkpoint.origin());
        out.writeBytes(uint64(0));
        out.writeBytes(uint64(checkpoint.size()));
        out.writeBytes(checkpoint.root().bytes());
        return out.toByteArray();
    }

    static boolean fits(String name) {
        return utf8(name).length <= MAX_NAME;
    }

    private static void name(ByteArrayOutputStream out, String name) {
        byte[] bytes = utf8(name);
        out.write(bytes.length);
        out.writeBytes(bytes);
    }

    static byte[] uint64(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
