package org.echt.core.receipt;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.HexFormat;
import org.echt.core.canonical.ObjectBuilder;
import org.echt.core.canonical.Value;
import org.echt.core.tlog.MalformedException;
import org.jspecify.annotations.Nullable;

/**
 * What receipts are verified with: one version of an issuer's key, and when it signs.
 *
 * @param version from 1
 * @param publicKey 32 bytes of Ed25519, as base64url
 * @param from since when; null for the beginning
 * @param until before when; null while no other has begun
 */
public record ReceiptKey(
        int version,
        String publicKey,
        @Nullable Instant from,
        @Nullable Instant until) {
    private static final String ALGORITHM = "Ed25519";
    private static final int BYTES = 32;
    /** What stands before the 32 bytes in X.509 (RFC 8410). */
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    /** @throws IllegalArgumentException when the version is none or the key is none */
    public ReceiptKey {
        if (version < 1) {
            throw new IllegalArgumentException("versions of keys count from 1, not from " + version);
        }
        key(publicKey);
    }

    /** @param publicKey 32 bytes */
    public static ReceiptKey of(int version, byte[] publicKey, @Nullable Instant from, @Nullable Instant until) {
        return new ReceiptKey(version, Base64Url.write(publicKey), from, until);
    }

    boolean signedAt(Instant at) {
        return (from == null || !at.isBefore(from)) && (until == null || at.isBefore(until));
    }

    boolean verifies(byte[] message, byte[] signed) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key(publicKey));
            signature.update(message);
            return signature.verify(signed);
        } catch (SignatureException _) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java does not verify " + ALGORITHM, e);
        }
    }

    private static PublicKey key(String text) {
        try {
            byte[] bytes = Base64Url.read(text, "publicKey");
            if (bytes.length != BYTES) {
                throw new IllegalArgumentException("publicKey has " + bytes.length + " bytes instead of " + BYTES);
            }
            var encoded = new byte[PREFIX.length + BYTES];
            System.arraycopy(PREFIX, 0, encoded, 0, PREFIX.length);
            System.arraycopy(bytes, 0, encoded, PREFIX.length, BYTES);
            var key = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
            Signature.getInstance(ALGORITHM).initVerify(key);
            return key;
        } catch (MalformedException | GeneralSecurityException e) {
            throw new IllegalArgumentException("publicKey is no key of " + ALGORITHM, e);
        }
    }

    ObjectBuilder write() {
        var out = Value.object()
                .put("algorithm", ALGORITHM)
                .put("publicKey", publicKey)
                .put("version", version);
        if (from != null) {
            out.put("from", from.toString());
        }
        return until == null ? out : out.put("until", until.toString());
    }

    static ReceiptKey read(Fields in) throws MalformedException {
        in.require("algorithm", ALGORITHM);
        try {
            var key = new ReceiptKey(
                    in.number("version"), in.text("publicKey"), optional(in, "from"), optional(in, "until"));
            in.done();
            return key;
        } catch (IllegalArgumentException e) {
            throw new MalformedException(in.path("keys") + ": " + e.getMessage());
        }
    }

    private static @Nullable Instant optional(Fields in, String name) throws MalformedException {
        return in.has(name) ? Receipt.instant(in, name) : null;
    }
}
