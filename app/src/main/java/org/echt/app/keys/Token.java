package org.echt.app.keys;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.KeyGenerator;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** A PKCS#11 token, logged in, by the JDK's SunPKCS11. Thread-safe. */
final class Token {
    private static final int KEY_BITS = 256;
    /** How the JDK writes a key that can neither be read nor wrapped out. */
    private static final String KEPT = ", sensitive, unextractable)";

    private final TokenSettings settings;
    private final Provider provider;
    /** The JDK reads the labels once, when it loads. */
    private volatile KeyStore keys;

    private Token(TokenSettings settings, Provider provider, KeyStore keys) {
        this.settings = settings;
        this.provider = provider;
        this.keys = keys;
    }

    static Token open(TokenSettings settings) {
        var provider = provider(settings, Cryptoki.slot(settings));
        char[] pin = settings.pin().get().toCharArray();
        return new Token(settings, provider, load(provider, pin, settings));
    }

    private static Provider provider(TokenSettings settings, long slot) {
        // Made as session keys: the key store below copies them into the token under their label. A key made in the
        // token at once would stay there a second time, without a name.
        var configuration = """
                --name = echt
                library = "%s"
                slot = %d
                attributes(generate, CKO_SECRET_KEY, *) = {
                  CKA_TOKEN = false
                  CKA_PRIVATE = true
                  CKA_SENSITIVE = true
                  CKA_EXTRACTABLE = false
                }
                attributes(generate, CKO_SECRET_KEY, CKK_AES) = {
                  CKA_ENCRYPT = true
                  CKA_DECRYPT = true
                }
                attributes(generate, CKO_SECRET_KEY, CKK_GENERIC_SECRET) = {
                  CKA_SIGN = true
                  CKA_VERIFY = true
                }
                """.formatted(settings.library().toAbsolutePath(), slot);
        try {
            var base = Security.getProvider("SunPKCS11");
            if (base == null) {
                throw new KeystoreException(
                        "this Java has no PKCS#11 (module jdk.crypto.cryptoki). Use a full JDK 25.");
            }
            return base.configure(configuration);
        } catch (InvalidParameterException | ProviderException e) {
            throw TokenFault.of(e, settings);
        }
    }

    private static KeyStore load(Provider provider, char @Nullable [] pin, TokenSettings settings) {
        try {
            var keys = KeyStore.getInstance("PKCS11", provider);
            keys.load(null, pin);
            return keys;
        } catch (GeneralSecurityException | IOException | ProviderException e) {
            throw TokenFault.of(e, settings);
        }
    }

    TokenSettings settings() {
        return settings;
    }

    Provider provider() {
        return provider;
    }

    /** Of all keys in it now. */
    Set<String> labels() {
        try {
            var fresh = load(provider, null, settings);
            keys = fresh;
            return new TreeSet<>(Collections.list(fresh.aliases()));
        } catch (GeneralSecurityException | ProviderException e) {
            throw TokenFault.of(e, settings);
        }
    }

    /** A key by its label; refused where it could be read or taken out. */
    SecretKey key(String label) {
        try {
            if (!keys.isKeyEntry(label)) {
                keys = load(provider, null, settings);
            }
            if (!(keys.getKey(label, null) instanceof SecretKey key)) {
                throw new KeystoreException("key " + label + " is not in " + settings
                        + ". Restore the token from its backup, or name the right token in the configuration.");
            }
            refuseExtractable(key, label);
            return key;
        } catch (GeneralSecurityException | ProviderException e) {
            throw TokenFault.of(e, settings);
        }
    }

    /** Makes a random key of 256 bits in the token. */
    void make(String algorithm, String label) {
        if (labels().contains(label)) {
            throw new KeystoreException("key " + label + " is in " + settings + " already and is not overwritten.");
        }
        try {
            var key = generate(algorithm);
            refuseExtractable(key, label);
            keys.setEntry(label, new KeyStore.SecretKeyEntry(key), null);
        } catch (GeneralSecurityException | ProviderException e) {
            throw TokenFault.of(e, settings);
        }
        key(label);
    }

    boolean hasHmac() {
        try {
            var mac = Mac.getInstance("HmacSHA256", provider);
            mac.init(generate("HmacSHA256"));
            return mac.doFinal(new byte[1]).length == 32;
        } catch (GeneralSecurityException | ProviderException _) {
            return false;
        }
    }

    private SecretKey generate(String algorithm) throws GeneralSecurityException {
        var generator = KeyGenerator.getInstance(algorithm, provider);
        generator.init(KEY_BITS);
        return generator.generateKey();
    }

    /**
     * The JDK gives no bytes of a key that is sensitive, also where it may be wrapped out; of that only its text tells. A
     * JDK that words it in another way is refused too, which is the safe side.
     */
    private void refuseExtractable(SecretKey key, String label) {
        if (key.getEncoded() != null || !key.toString().endsWith(KEPT)) {
            throw new KeystoreException("key " + label + " in " + settings
                    + " can be taken out of it, so it is not used. Keys must be sensitive and not extractable: let"
                    + " echt make them (echt key open).");
        }
    }
}
