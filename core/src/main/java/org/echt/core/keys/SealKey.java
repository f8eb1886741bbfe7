package org.echt.core.keys;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one door to a secret that encrypts: AES-256-GCM in the form of spec/personal-data.md, {@code 0x01 | nonce (12) |
 * ciphertext and tag}. Thread-safe.
 */
public final class SealKey {
    /** Bytes of a key. */
    public static final int SIZE = 32;

    private static final byte FORMAT = 1;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;

    SealKey(SecretKey key) {
        this.key = key;
    }

    /** @throws IllegalArgumentException unless the key has {@value #SIZE} bytes */
    public static SealKey of(SecretBytes key) {
        if (key.size() != SIZE) {
            throw new IllegalArgumentException("AES-256 key has " + key.size() + " bytes instead of " + SIZE);
        }
        return new SealKey(key.reveal(bytes -> new SecretKeySpec(bytes, "AES")));
    }

    /**
     * Encrypts.
     *
     * @param about what the bytes belong to; the same must be given to {@link #open}
     * @param random must be unpredictable: a nonce that comes twice under one key betrays both texts
     */
    public byte[] seal(byte[] plain, byte[] about, SecureRandom random) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, 0, about).doFinal(plain);
            return ByteBuffer.allocate(1 + NONCE + sealed.length)
                    .put(FORMAT)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot encrypt with AES-GCM", e);
        }
    }

    /** Decrypts; empty when the bytes were not sealed with this key about this, or were changed since. */
    public Optional<byte[]> open(byte[] sealed, byte[] about) {
        return plain(sealed, about);
    }

    /** As {@link #open}, for what is itself a key: it names nobody. */
    public Optional<SecretBytes> openKey(byte[] sealed, byte[] about) {
        return plain(sealed, about).map(bytes -> {
            try {
                return SecretBytes.copyOf(bytes);
            } finally {
                Arrays.fill(bytes, (byte) 0);
            }
        });
    }

    private Optional<byte[]> plain(byte[] sealed, byte[] about) {
        if (sealed.length < 1 + NONCE + TAG_BITS / 8 || sealed[0] != FORMAT) {
            return Optional.empty();
        }
        try {
            var cipher = cipher(Cipher.DECRYPT_MODE, sealed, 1, about);
            return Optional.of(cipher.doFinal(sealed, 1 + NONCE, sealed.length - 1 - NONCE));
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, int from, byte[] about) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, from, NONCE));
        cipher.updateAAD(about);
        return cipher;
    }

    @Override
    public String toString() {
        return "SealKey";
    }
}
