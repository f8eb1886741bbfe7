package org.echt.core.keys;

import java.security.SecureRandom;

/** Gives a seed where the JDK asks for chance to make a pair of keys. Belongs to one pair. */
final class GivenSeed extends SecureRandom {
    private static final long serialVersionUID = 1;

    private final transient byte[] seed;

    GivenSeed(byte[] seed) {
        this.seed = seed;
    }

    @Override
    public void nextBytes(byte[] bytes) {
        if (bytes.length != seed.length) {
            throw new IllegalStateException("this Java asks for " + bytes.length + " bytes to make a key");
        }
        System.arraycopy(seed, 0, bytes, 0, seed.length);
    }
}
