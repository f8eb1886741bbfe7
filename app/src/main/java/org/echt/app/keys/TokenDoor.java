package org.echt.app.keys;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.echt.core.keys.CodeKey;
import org.echt.core.keys.MacKey;
import org.jspecify.annotations.Nullable;

/**
 * What is done with the keys of one token. Opened when it is first needed, logged in once. Thread-safe; every method
 * throws {@link KeystoreException} with the way out when the token refuses.
 */
final class TokenDoor {
    static final int NONCE = 12;
    static final int TAG_BITS = 128;
    /** Codes a call: the way to a token and back costs more than a buffer that leaves the cache; {@code bench/run token}. */
    static final int BULK = 4096;

    private static final byte FORMAT = 1;

    private final TokenSettings settings;
    private final Map<String, SecretKey> known = new ConcurrentHashMap<>();
    private final Object opening = new Object();
    private volatile @Nullable Token opened;
    /** A wrong PIN is not tried again by this process: a token locks itself after a few. */
    private @Nullable KeystoreException refusedPin;

    TokenDoor(TokenSettings settings) {
        this.settings = settings;
    }

    Set<String> labels() {
        return token().labels();
    }

    void make(String algorithm, String label) {
        token().make(algorithm, label);
    }

    void makeUnlessThere(String algorithm, String label) {
        if (!token().labels().contains(label)) {
            token().make(algorithm, label);
        }
    }

    /** Tries it: some tokens name the mechanism and refuse the key. */
    boolean hasHmac() {
        return token().hasHmac();
    }

    /** AES-256 in the token. */
    CodeKey cipherKey(String label) {
        return new TokenCipherKey(token(), key(label));
    }

    /** HMAC-SHA256 in the token. */
    MacKey macKey(String label) {
        var token = token();
        var key = key(label);
        return message -> {
            try {
                var mac = Mac.getInstance("HmacSHA256", token.provider());
                mac.init(key);
                return mac.doFinal(message);
            } catch (GeneralSecurityException | ProviderException e) {
                throw new IllegalStateException(TokenFault.say(e, settings), e);
            }
        };
    }

    /** {@code 0x01 | nonce (12) | ciphertext and tag}, AES-256-GCM. */
    byte[] seal(String label, byte[] plain, byte[] about, SecureRandom random) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            var sealed = gcm(Cipher.ENCRYPT_MODE, label, nonce, about).doFinal(plain);
            return ByteBuffer.allocate(1 + NONCE + sealed.length)
                    .put(FORMAT)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException | ProviderException e) {
            throw TokenFault.of(e, settings);
        }
    }

    byte[] open(String label, byte[] sealed, byte[] about) {
        var nonce = new byte[NONCE];
        ByteBuffer.wrap(sealed, 1, NONCE).get(nonce);
        try {
            return gcm(Cipher.DECRYPT_MODE, label, nonce, about).doFinal(sealed, 1 + NONCE, sealed.length - 1 - NONCE);
        } catch (GeneralSecurityException | ProviderException e) {
            throw new KeystoreException(
                    "the sealed line of the key store does not open with key " + label + " of " + settings
                            + ": it was changed, or file and token do not belong together. Restore both from copies of"
                            + " the same day. (" + TokenFault.cause(e) + ")",
                    e);
        }
    }

    private Cipher gcm(int mode, String label, byte[] nonce, byte[] about) throws GeneralSecurityException {
        var token = token();
        var cipher = Cipher.getInstance("AES/GCM/NoPadding", token.provider());
        cipher.init(mode, key(label), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(about);
        return cipher;
    }

    /** Asked of the token once: a catalogue that is loaded anew must not depend on it. */
    private SecretKey key(String label) {
        var before = known.get(label);
        if (before != null) {
            return before;
        }
        var key = token().key(label);
        known.put(label, key);
        return key;
    }

    private Token token() {
        var present = opened;
        if (present != null) {
            return present;
        }
        synchronized (opening) {
            var token = opened;
            if (token == null) {
                token = open();
                opened = token;
            }
            return token;
        }
    }

    private Token open() {
        if (refusedPin != null) {
            throw refusedPin;
        }
        try {
            return Token.open(settings);
        } catch (KeystoreException e) {
            refusedPin = TokenFault.isPin(e) ? e : null;
            throw e;
        }
    }

    private record TokenCipherKey(Token token, SecretKey key) implements CodeKey {
        @Override
        public Cipher encryptor() {
            try {
                var cipher = Cipher.getInstance("AES/ECB/NoPadding", token.provider());
                cipher.init(Cipher.ENCRYPT_MODE, key);
                return cipher;
            } catch (GeneralSecurityException | ProviderException e) {
                throw new IllegalStateException(TokenFault.say(e, token.settings()), e);
            }
        }

        @Override
        public int bulk() {
            return BULK;
        }

        @Override
        public String toString() {
            return "TokenCipherKey";
        }
    }
}
