package org.echt.core.tlog;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A public key with its name and the kind of signature it verifies: the {@code vkey} of C2SP signed-note. Equal when the
 * vkeys are. Immutable, thread-safe.
 */
public final class VerifierKey {
    /** Times of cosignatures end with the year 9999. */
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final byte[] ML_DSA_PREFIX = HexFormat.of().parseHex("30820532300b06096086480165030403110382052100");

    private final String name;
    private final SignatureKind kind;
    private final byte[] publicKey;
    private final PublicKey key;

    private VerifierKey(String name, SignatureKind kind, byte[] publicKey, PublicKey key) {
        this.name = name;
        this.kind = kind;
        this.publicKey = publicKey;
        this.key = key;
    }

    /**
     * The key of these bytes: 32 of Ed25519, 1312 of ML-DSA-44.
     *
     * @throws IllegalArgumentException when name or bytes are no good
     */
    public static VerifierKey of(String name, SignatureKind kind, byte[] publicKey) {
        KeyName.checked(name);
        if (kind == SignatureKind.ML_DSA_44_COSIGNATURE && !SignedMessage.fits(name)) {
            throw new IllegalArgumentException("key name has more than " + SignedMessage.MAX_NAME + " bytes");
        }
        if (publicKey.length != kind.publicKeyBytes()) {
            throw new IllegalArgumentException("public key of \"" + name + "\" has " + publicKey.length
                    + " bytes instead of " + kind.publicKeyBytes());
        }
        return new VerifierKey(name, kind, publicKey.clone(), decoded(name, kind, publicKey));
    }

    /** The JDK takes keys in the envelope of X.509 only: the same bytes before each key. */
    private static PublicKey decoded(String name, SignatureKind kind, byte[] publicKey) {
        byte[] prefix = kind == SignatureKind.ML_DSA_44_COSIGNATURE ? ML_DSA_PREFIX : ED25519_PREFIX;
        byte[] encoded = Arrays.copyOf(prefix, prefix.length + publicKey.length);
        System.arraycopy(publicKey, 0, encoded, prefix.length, publicKey.length);
        try {
            var key = KeyFactory.getInstance(algorithm(kind)).generatePublic(new X509EncodedKeySpec(encoded));
            Signature.getInstance(algorithm(kind)).initVerify(key);
            return key;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("public key of \"" + name + "\" is no key of its kind", e);
        }
    }

    private static String algorithm(SignatureKind kind) {
        return switch (kind) {
            case ED25519, ED25519_COSIGNATURE -> "Ed25519";
            case ML_DSA_44_COSIGNATURE -> "ML-DSA-44";
        };
    }

    /** Reads {@code name+hex key id+base64 key}. */
    public static VerifierKey parse(String vkey) throws MalformedException {
        String[] parts = vkey.split("\\+", 3);
        if (parts.length != 3) {
            throw new MalformedException("key \"" + Base64Text.shown(vkey) + "\" is not name+id+key");
        }
        byte[] bytes = Base64Text.decode(parts[2], "key");
        var kind = bytes.length == 0 ? Optional.<SignatureKind>empty() : SignatureKind.of(bytes[0]);
        if (kind.isEmpty()) {
            throw new MalformedException("key \"" + Base64Text.shown(vkey) + "\" is of a kind that is not known here");
        }
        try {
            var key = of(parts[0], kind.get(), Arrays.copyOfRange(bytes, 1, bytes.length));
            if (!key.vkey().equals(vkey)) {
                throw new MalformedException("key \"" + Base64Text.shown(vkey) + "\" has another id than it should");
            }
            return key;
        } catch (IllegalArgumentException e) {
            throw new MalformedException(String.valueOf(e.getMessage()));
        }
    }

    public String name() {
        return name;
    }

    public SignatureKind kind() {
        return kind;
    }

    /** The bytes of the key alone. */
    public byte[] publicKey() {
        return publicKey.clone();
    }

    /** First four bytes of SHA-256(name | 0x0A | kind | public key). */
    public int keyId() {
        byte[] start = SignedMessage.utf8(name + "\n");
        byte[] number = {(byte) kind.number()};
        return ByteBuffer.wrap(Hash.sha256(start, number, publicKey).bytes()).getInt();
    }

    /** {@code name+hex key id+base64 key}. */
    public String vkey() {
        byte[] bytes = new byte[1 + publicKey.length];
        bytes[0] = (byte) kind.number();
        System.arraycopy(publicKey, 0, bytes, 1, publicKey.length);
        return name + "+" + HexFormat.of().toHexDigits(keyId()) + "+"
                + Base64.getEncoder().encodeToString(bytes);
    }

    /** Whether the line names this key; says nothing about the signature. */
    public boolean isNamedBy(SignatureLine line) {
        return line.name().equals(name) && line.keyId() == keyId();
    }

    /**
     * Whether this key made the signature over the checkpoint. A cosignature whose time is later than the year 9999 is
     * none. Never throws, whatever the line.
     */
    public boolean verifies(Checkpoint checkpoint, SignatureLine line) {
        byte[] signature = line.signature();
        if (!isNamedBy(line) || signature.length != kind.signatureBytes()) {
            return false;
        }
        return switch (kind) {
            case ED25519 -> verifies(SignedMessage.log(checkpoint), signature);
            case ED25519_COSIGNATURE ->
                time(line)
                        .map(at -> verifies(SignedMessage.ed25519(checkpoint, at), untimed(signature)))
                        .orElse(false);
            case ML_DSA_44_COSIGNATURE ->
                SignedMessage.fits(checkpoint.origin())
                        && time(line)
                                .map(at -> verifies(SignedMessage.mlDsa(name, checkpoint, at), untimed(signature)))
                                .orElse(false);
        };
    }

    /** The time a cosignature claims; empty when it cannot be one. */
    static Optional<Instant> time(SignatureLine cosignature) {
        byte[] signature = cosignature.signature();
        if (signature.length < Long.BYTES) {
            return Optional.empty();
        }
        long seconds = ByteBuffer.wrap(signature).getLong();
        return seconds < 0 || seconds > LAST.getEpochSecond()
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(seconds));
    }

    private static byte[] untimed(byte[] signature) {
        return Arrays.copyOfRange(signature, Long.BYTES, signature.length);
    }

    private boolean verifies(byte[] message, byte[] bytes) {
        try {
            var signature = Signature.getInstance(algorithm(kind));
            signature.initVerify(key);
            signature.update(message);
            return signature.verify(bytes);
        } catch (SignatureException _) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java does not verify " + algorithm(kind), e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey that
                && name.equals(that.name)
                && kind == that.kind
                && Arrays.equals(publicKey, that.publicKey);
    }

    @Override
    public int hashCode() {
        return keyId();
    }

    /** The vkey. */
    @Override
    public String toString() {
        return vkey();
    }
}
