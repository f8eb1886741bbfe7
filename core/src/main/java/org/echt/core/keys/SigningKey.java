package org.echt.core.keys;

/**
 * The one door to a secret that signs: whoever holds it can sign, nobody can read the secret back. Webhooks, log and
 * receipts each have a key of their own. Thread-safe.
 */
public interface SigningKey {
    Algorithm algorithm();

    /** What others verify with, as {@link #algorithm} encodes it. */
    byte[] publicKey();

    /**
     * The signature of {@code message}, as {@link #algorithm} encodes it.
     *
     * @throws IllegalStateException when the provider refuses
     */
    byte[] sign(byte[] message);

    /** What signs, and how keys and signatures are encoded. */
    enum Algorithm {
        /** RFC 8032: public keys of 32 bytes, signatures of 64; the same for the same message. */
        ED25519,
        /** FIPS 204, pure, without context: public keys of 1312 bytes, signatures of 2420; another each time. */
        ML_DSA_44
    }
}
