package org.echt.core.keys;

/**
 * The one door to a secret that authenticates: whoever holds it can make HMAC-SHA256 values, nobody can read the key
 * back. Thread-safe.
 */
@FunctionalInterface
public interface MacKey {
    /**
     * HMAC-SHA256 of {@code message}: 32 bytes.
     *
     * @throws IllegalStateException when the provider refuses
     */
    byte[] mac(byte[] message);
}
