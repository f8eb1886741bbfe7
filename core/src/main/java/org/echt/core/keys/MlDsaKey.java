package org.echt.core.keys;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;

/** An ML-DSA-44 key in memory (FIPS 204). Thread-safe. */
public final class MlDsaKey implements SigningKey {
    /** Bytes of a seed: xi of FIPS 204, 5.1. */
    public static final int SEED = 32;

    /** Bytes of a public key. */
    public static final int PUBLIC_KEY = 1312;

    private static final String NAME = "ML-DSA-44";

    private final PrivateKey secret;
    private final byte[] publicKey;

    private MlDsaKey(KeyPair pair) {
        this.secret = pair.getPrivate();
        byte[] encoded = pair.getPublic().getEncoded();
        this.publicKey = Arrays.copyOfRange(encoded, encoded.length - PUBLIC_KEY, encoded.length);
    }

    /**
     * The one pair of this seed. The JDK makes a pair from 32 random bytes, which are xi itself, so it is given the seed in
     * their place.
     *
     * @throws IllegalArgumentException unless the seed has {@value #SEED} bytes
     */
    public static MlDsaKey ofSeed(SecretBytes seed) {
        if (seed.size() != SEED) {
            throw new IllegalArgumentException("ML-DSA seed has " + seed.size() + " bytes instead of " + SEED);
        }
        return seed.reveal(MlDsaKey::make);
    }

    private static MlDsaKey make(byte[] seed) {
        try {
            var generator = KeyPairGenerator.getInstance(NAME);
            generator.initialize(NamedParameterSpec.ML_DSA_44, new GivenSeed(seed));
            return new MlDsaKey(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + NAME, e);
        }
    }

    @Override
    public Algorithm algorithm() {
        return Algorithm.ML_DSA_44;
    }

    @Override
    public byte[] publicKey() {
        return publicKey.clone();
    }

    @Override
    public byte[] sign(byte[] message) {
        try {
            var signature = Signature.getInstance(NAME);
            signature.initSign(secret);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the provider refuses an " + NAME + " key", e);
        }
    }

    @Override
    public String toString() {
        return "MlDsaKey";
    }
}
