package org.echt.core.keys;

import javax.crypto.Cipher;

/**
 * The one door to a slot's secret: whoever holds it can encipher, nobody can read the key back. A key in memory and a
 * key inside a PKCS#11 token answer alike. Thread-safe.
 */
@FunctionalInterface
public interface CodeKey {
    /**
     * A fresh AES-256 cipher, ECB without padding, initialised to encrypt. FF1 needs the encrypting direction only. The
     * cipher belongs to the caller and to one thread.
     *
     * @throws IllegalStateException when the token or provider refuses
     */
    Cipher encryptor();
}
