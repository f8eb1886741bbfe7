package org.echt.core.keys;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Bytes that must not be seen: comparison takes the same time wherever they differ, {@link #toString} and
 * {@link #hashCode} say nothing about them, and reading them is visible in the calling code. Immutable, thread-safe.
 */
public final class SecretBytes {
    private final byte[] bytes;

    private SecretBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Keeps a copy; the caller may wipe {@code bytes}. */
    public static SecretBytes copyOf(byte[] bytes) {
        return new SecretBytes(bytes.clone());
    }

    public int size() {
        return bytes.length;
    }

    /** Lends a copy to {@code action} and wipes the copy when it returns; the action must not keep it. */
    public <T> T reveal(Function<byte[], T> action) {
        byte[] copy = bytes.clone();
        try {
            return action.apply(copy);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretBytes secret && MessageDigest.isEqual(bytes, secret.bytes);
    }

    @Override
    public int hashCode() {
        return bytes.length;
    }

    @Override
    public String toString() {
        return "SecretBytes(" + bytes.length + ")";
    }
}
