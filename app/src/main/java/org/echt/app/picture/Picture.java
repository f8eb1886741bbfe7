package org.echt.app.picture;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A picture we encoded ourselves: sRGB, no metadata, upright, at most {@link Pictures#LONG_SIDE} pixels on a side.
 * Immutable; two are equal if their bytes are.
 */
public final class Picture {
    private final byte[] bytes;
    private final String mediaType;
    private final int width;
    private final int height;
    private final String sha256;

    Picture(byte[] bytes, String mediaType, int width, int height) {
        this.bytes = bytes.clone();
        this.mediaType = mediaType;
        this.width = width;
        this.height = height;
        this.sha256 = HexFormat.of().formatHex(sha256(bytes));
    }

    /** The encoded file, a copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** {@code image/jpeg} or {@code image/png}. */
    public String mediaType() {
        return mediaType;
    }

    /** Pixels, 1 or more. */
    public int width() {
        return width;
    }

    /** Pixels, 1 or more. */
    public int height() {
        return height;
    }

    /** SHA-256 of {@link #bytes()}, 64 lower-case hexadecimal digits. */
    public String sha256() {
        return sha256;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Picture that && sha256.equals(that.sha256);
    }

    @Override
    public int hashCode() {
        return sha256.hashCode();
    }

    @Override
    public String toString() {
        return mediaType + " " + width + "x" + height + " " + sha256;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
