package org.echt.core.keys;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;

/** A signing key in memory, made from its seed. Thread-safe. */
public final class Ed25519Key implements SigningKey {
    /** Bytes of a seed. */
    public static final int SEED = 32;

    private final PrivateKey secret;
    private final byte[] publicKey;

    private Ed25519Key(PrivateKey secret, byte[] publicKey) {
        this.secret = secret;
        this.publicKey = publicKey;
    }

    /** @throws IllegalArgumentException unless the seed has {@value #SEED} bytes */
    public static Ed25519Key ofSeed(SecretBytes seed) {
        if (seed.size() != SEED) {
            throw new IllegalArgumentException("Ed25519 seed has " + seed.size() + " bytes instead of " + SEED);
        }
        return seed.reveal(Ed25519Key::make);
    }

    /**
     * The JDK tells the public key of a pair it made, and not that of a secret it is given. It makes a pair from 32 random
     * bytes, so it is given the seed in their place, and what it made is looked at.
     */
    private static Ed25519Key make(byte[] seed) {
        var pair = pair(new GivenSeed(seed));
        var secret = (EdECPrivateKey) pair.getPrivate();
        if (!secret.getBytes().map(made -> Arrays.equals(made, seed)).orElse(false)) {
            throw new IllegalStateException("this Java does not make an Ed25519 key from its seed");
        }
        return new Ed25519Key(secret, encoded((EdECPublicKey) pair.getPublic()));
    }

    private static KeyPair pair(SecureRandom random) {
        try {
            var generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no Ed25519", e);
        }
    }

    /** y as 255 bits, the lowest byte first; the highest bit tells whether x is odd (RFC 8032, 5.1.2). */
    private static byte[] encoded(EdECPublicKey key) {
        byte[] y = key.getPoint().getY().toByteArray();
        var encoded = new byte[32];
        for (int i = 0; i < Math.min(y.length, encoded.length); i++) {
            encoded[i] = y[y.length - 1 - i];
        }
        if (key.getPoint().isXOdd()) {
            encoded[31] |= (byte) 0x80;
        }
        return encoded;
    }

    @Override
    public Algorithm algorithm() {
        return Algorithm.ED25519;
    }

    @Override
    public byte[] publicKey() {
        return publicKey.clone();
    }

    @Override
    public byte[] sign(byte[] message) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(secret);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the provider refuses an Ed25519 key", e);
        }
    }

    @Override
    public String toString() {
        return "Ed25519Key";
    }
}
