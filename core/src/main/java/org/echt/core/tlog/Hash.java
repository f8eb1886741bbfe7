package org.echt.core.tlog;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;

/** A SHA-256 hash: 32 bytes. Immutable, thread-safe. */
public final class Hash {
    /** Bytes of a hash. */
    public static final int BYTES = 32;

    /** The root of a tree without leaves: SHA-256 of nothing (RFC 6962, 2.1). */
    public static final Hash EMPTY_ROOT = sha256();

    private static final int BASE64_CHARS = 44;

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Keeps a copy.
     *
     * @throws IllegalArgumentException unless there are {@value #BYTES} bytes
     */
    public static Hash of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("hash has " + bytes.length + " bytes instead of " + BYTES);
        }
        return new Hash(bytes.clone());
    }

    /**
     * Copies 32 bytes that begin at {@code from}.
     *
     * @throws IndexOutOfBoundsException when there are fewer
     */
    public static Hash of(byte[] bytes, int from) {
        return new Hash(Arrays.copyOfRange(bytes, from, Objects.checkFromIndexSize(from, BYTES, bytes.length) + BYTES));
    }

    /** Standard base64 with padding (RFC 4648, 4), in its one spelling: unused bits are zero. */
    public static Hash ofBase64(String text) throws MalformedException {
        if (text.length() == BASE64_CHARS) {
            byte[] bytes = Base64Text.decode(text, "hash");
            if (bytes.length == BYTES) {
                return new Hash(bytes);
            }
        }
        throw new MalformedException("hash \"" + Base64Text.shown(text) + "\" is not 32 bytes of base64 with padding");
    }

    /** 64 lower-case hexadecimal digits. */
    public static Hash ofHex(String text) throws MalformedException {
        if (text.length() != 2 * BYTES || !text.chars().allMatch(c -> "0123456789abcdef".indexOf(c) >= 0)) {
            throw new MalformedException(
                    "hash \"" + Base64Text.shown(text) + "\" is not 64 lower-case hexadecimal digits");
        }
        return new Hash(HexFormat.of().parseHex(text));
    }

    /** SHA-256 of the parts, one after the other. */
    public static Hash sha256(byte[]... parts) {
        var digest = newDigest();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return new Hash(digest.digest());
    }

    /** The hash of a leaf: SHA-256(0x00 | data) (RFC 6962, 2.1). */
    public static Hash leaf(byte[] data) {
        return sha256(new byte[] {0}, data);
    }

    /** The hash of a node: SHA-256(0x01 | left | right) (RFC 6962, 2.1). */
    public static Hash node(Hash left, Hash right) {
        return sha256(new byte[] {1}, left.bytes, right.bytes);
    }

    static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    void copyTo(byte[] target, int at) {
        System.arraycopy(bytes, 0, target, at, BYTES);
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The base64 form. */
    @Override
    public String toString() {
        return base64();
    }
}
