package org.echt.core.tlog;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.echt.core.keys.SigningKey;

/** Signs checkpoints as a witness, or as the log beside its own signature. Thread-safe. */
public final class Cosigner {
    private final SigningKey key;
    private final VerifierKey verifierKey;

    /**
     * @param name the cosigner's name
     * @param key its algorithm decides on the kind of cosignature
     * @throws IllegalArgumentException when the name is no key name
     */
    public Cosigner(String name, SigningKey key) {
        this.key = key;
        this.verifierKey = VerifierKey.of(
                name,
                switch (key.algorithm()) {
                    case ED25519 -> SignatureKind.ED25519_COSIGNATURE;
                    case ML_DSA_44 -> SignatureKind.ML_DSA_44_COSIGNATURE;
                },
                key.publicKey());
    }

    public VerifierKey verifierKey() {
        return verifierKey;
    }

    /**
     * Says: at this time this was the largest tree I have seen of this log, and it is consistent with all I saw before.
     * The caller has made sure of that.
     *
     * @param at cut to whole seconds
     * @throws IllegalArgumentException when the time is not after 1970, or the origin is too long for ML-DSA-44
     */
    public SignatureLine sign(Checkpoint checkpoint, Instant at) {
        if (at.getEpochSecond() < 1) {
            throw new IllegalArgumentException("time " + at + " of a cosignature is not after 1970");
        }
        byte[] signature = key.sign(message(checkpoint, at));
        var timed = ByteBuffer.allocate(Long.BYTES + signature.length)
                .putLong(at.getEpochSecond())
                .put(signature);
        return SignatureLine.of(verifierKey.name(), verifierKey.keyId(), timed.array());
    }

    private byte[] message(Checkpoint checkpoint, Instant at) {
        return switch (key.algorithm()) {
            case ED25519 -> SignedMessage.ed25519(checkpoint, at);
            case ML_DSA_44 -> {
                if (!SignedMessage.fits(checkpoint.origin())) {
                    throw new IllegalArgumentException("origin has more than " + SignedMessage.MAX_NAME + " bytes: \""
                            + checkpoint.origin() + "\"");
                }
                yield SignedMessage.mlDsa(verifierKey.name(), checkpoint, at);
            }
        };
    }
}
