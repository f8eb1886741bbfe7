package org.echt.app.sign;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A private key and its certificate, RSA or elliptic, from a PKCS#12 file or a PKCS#11 token. A key in a token never
 * leaves it. Thread-safe.
 */
public final class SigningKey {
    /** The first two bits of KeyUsage (RFC 5280, 4.2.1.3): digitalSignature and nonRepudiation. */
    private static final int SIGNING_USAGES = 2;

    private final PrivateKey key;
    private final List<X509Certificate> chain;

    /** Null: the JDK finds one for the key. */
    private final @Nullable Provider provider;

    SigningKey(PrivateKey key, List<X509Certificate> chain, @Nullable Provider provider) {
        this.key = key;
        this.chain = List.copyOf(chain);
        this.provider = provider;
    }

    /**
     * The key of a PKCS#12 file.
     *
     * @param alias names the entry; empty when the file has just one key
     * @throws SignException if it is not there, or password or alias are wrong
     */
    public static SigningKey ofFile(Path file, char[] password, String alias) {
        return KeyEntries.ofFile(file, password).key(alias);
    }

    /**
     * The key in a PKCS#11 token (SunPKCS11). A process that has signed in to a token once is not asked for its PIN again.
     *
     * @param library of the token's maker
     * @param slot place of the token in the library's list, from 0
     * @param alias label of the key and its certificate; empty when the token has just one
     * @throws SignException if library or token are not there, or PIN or alias are wrong
     */
    public static SigningKey ofToken(Path library, int slot, char[] pin, String alias) {
        return KeyEntries.ofToken(library, slot, pin).key(alias);
    }

    /** Whose signature it is. */
    public X509Certificate certificate() {
        return chain.getFirst();
    }

    /** The certificate and those above it, as far as they are in the file or token. */
    List<X509Certificate> chain() {
        return chain;
    }

    /** The JCA name of what {@link #sign} does: SHA-256 with the key's own algorithm. */
    String algorithm() {
        return key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
    }

    byte[] sign(byte[] data) {
        try {
            var signature = provider == null
                    ? Signature.getInstance(algorithm())
                    : Signature.getInstance(algorithm(), provider);
            signature.initSign(key);
            signature.update(data);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new SignException("the key of " + name() + " cannot sign: " + e.getMessage(), e);
        }
    }

    /** Throws {@link SignException} if a signature made then would be worth nothing. */
    void checkUsable(Instant at) {
        var from = certificate().getNotBefore().toInstant();
        var to = certificate().getNotAfter().toInstant();
        if (at.isAfter(to)) {
            throw new SignException("the certificate of " + name() + " expired at " + to + ", and it is " + at
                    + " now. Get a new one; what is signed already stays as it is.");
        }
        if (at.isBefore(from)) {
            throw new SignException("the certificate of " + name() + " begins at " + from + ", and it is " + at
                    + " now. Wait until then, or look whether the clock is right.");
        }
        var usage = certificate().getKeyUsage();
        if (usage != null && !hasAny(Arrays.copyOf(usage, SIGNING_USAGES))) {
            throw new SignException("the certificate of " + name()
                    + " is not for signatures (KeyUsage has neither digitalSignature nor nonRepudiation)."
                    + " Ask its authority for one that is.");
        }
    }

    private static boolean hasAny(boolean[] bits) {
        for (boolean bit : bits) {
            if (bit) {
                return true;
            }
        }
        return false;
    }

    private String name() {
        return certificate().getSubjectX500Principal().getName();
    }
}
