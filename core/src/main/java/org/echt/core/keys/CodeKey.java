package org.echt.core.keys;

import javax.crypto.Cipher;

/**
 * The one door to a slot's secret: whoever holds it can encipher, nobody can read the key back. A key in memory and a
 * key inside a PKCS#11 token answer alike. Thread-safe.
 */
@FunctionalInterface
public interface CodeKey {
    /** {@link #bulk} of a key in memory; measured by {@code bench/run issue}. */
    int IN_MEMORY = 128;

    /**
     * A fresh AES-256 cipher, ECB without padding, initialised to encrypt. FF1 needs the encrypting direction only. The
     * cipher belongs to the caller and to one thread.
     *
     * @throws IllegalStateException when the token or provider refuses
     */
    Cipher encryptor();

    /**
     * How many codes one call of {@link #encryptor}'s cipher should take: enough that the way to the key and back costs
     * little, few enough that the buffers (32 bytes a code) stay in a near cache.
     */
    default int bulk() {
        return IN_MEMORY;
    }
}
