package org.echt.core.tlog;

import org.echt.core.keys.SigningKey;

/** Signs the checkpoints of one log with its Ed25519 key. Thread-safe. */
public final class LogSigner {
    private final SigningKey key;
    private final VerifierKey verifierKey;

    /**
     * @param origin the log's name, which is also the key's
     * @throws IllegalArgumentException when the name is no key name or the key is none of Ed25519
     */
    public LogSigner(String origin, SigningKey key) {
        if (key.algorithm() != SigningKey.Algorithm.ED25519) {
            throw new IllegalArgumentException(
                    "a log signs with Ed25519, not " + key.algorithm() + ". Maybe it is to be a Cosigner");
        }
        this.key = key;
        this.verifierKey = VerifierKey.of(origin, SignatureKind.ED25519, key.publicKey());
    }

    public VerifierKey verifierKey() {
        return verifierKey;
    }

    /** @throws IllegalArgumentException when the checkpoint is of another log */
    public SignatureLine sign(Checkpoint checkpoint) {
        if (!checkpoint.origin().equals(verifierKey.name())) {
            throw new IllegalArgumentException(
                    "checkpoint of \"" + checkpoint.origin() + "\" is not signed by \"" + verifierKey.name() + "\"");
        }
        return SignatureLine.of(verifierKey.name(), verifierKey.keyId(), key.sign(SignedMessage.log(checkpoint)));
    }
}
