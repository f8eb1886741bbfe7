package org.echt.core.keys;

/**
 * The one door to a secret that signs with Ed25519 (RFC 8032): whoever holds it can sign, nobody can read the secret
 * back. Webhooks, log and receipts each have a key of their own. Thread-safe.
 */
public interface SigningKey {
    /** What others verify with: the 32 bytes of RFC 8032, 5.1.5. */
    byte[] publicKey();

    /**
     * The 64 bytes of the signature of {@code message} (RFC 8032, 5.1.6); the same for the same message.
     *
     * @throws IllegalStateException when the provider refuses
     */
    byte[] sign(byte[] message);
}
