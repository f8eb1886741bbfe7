package org.echt.core.tlog;

import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of signatures we make and verify, with the bytes C2SP assigned to them. */
public enum SignatureKind {
    /** A log's Ed25519 signature over the text of the note (C2SP signed-note). */
    ED25519(1, 32, 64),
    /** An Ed25519 cosignature with its time (C2SP tlog-cosignature). */
    ED25519_COSIGNATURE(4, 32, 8 + 64),
    /** An ML-DSA-44 cosignature with its time (C2SP tlog-cosignature). */
    ML_DSA_44_COSIGNATURE(6, 1312, 8 + 2420);

    private final int number;
    private final int publicKeyBytes;
    private final int signatureBytes;

    SignatureKind(int number, int publicKeyBytes, int signatureBytes) {
        this.number = number;
        this.publicKeyBytes = publicKeyBytes;
        this.signatureBytes = signatureBytes;
    }

    /** The identifier byte. */
    public int number() {
        return number;
    }

    public int publicKeyBytes() {
        return publicKeyBytes;
    }

    /** Bytes after the key id, the time of a cosignature included. */
    public int signatureBytes() {
        return signatureBytes;
    }

    public boolean isCosignature() {
        return this != ED25519;
    }

    static Optional<SignatureKind> of(int number) {
        return Stream.of(values()).filter(kind -> kind.number == number).findFirst();
    }
}
