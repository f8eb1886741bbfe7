package org.echt.app.sign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An opened file or token, and the keys in it.
 *
 * @param place for errors
 * @param provider null: any
 */
@SuppressWarnings("ArrayRecordComponent") // Passed on, not compared.
record KeyEntries(
        KeyStore store,
        char[] password,
        String place,
        @Nullable Provider provider) {
    private static final Set<String> ALGORITHMS = Set.of("RSA", "EC");

    @Override
    public String toString() {
        return place;
    }

    static KeyEntries ofFile(Path file, char[] password) {
        var place = "keystore " + file;
        if (!Files.isRegularFile(file)) {
            throw new SignException("there is no " + place + ". Name a PKCS#12 file in sign.keystore.");
        }
        try (var in = Files.newInputStream(file)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            return new KeyEntries(store, password, place, null);
        } catch (IOException e) {
            throw e.getCause() instanceof UnrecoverableKeyException
                    ? new SignException("the password of " + place + " is wrong. It stands in sign.password-file.", e)
                    : new SignException(place + " cannot be read as PKCS#12: " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new SignException(place + " cannot be opened: " + e.getMessage(), e);
        }
    }

    static KeyEntries ofToken(Path library, int slot, char[] pin) {
        var place = "token " + slot + " of " + library;
        if (!Files.isRegularFile(library)) {
            throw new SignException("there is no PKCS#11 library " + library
                    + ". Install that of the token's maker and name it in sign.token-library.");
        }
        var provider = provider(library, slot, place);
        try {
            var store = KeyStore.getInstance("PKCS11", provider);
            store.load(null, pin);
            return new KeyEntries(store, pin, place, provider);
        } catch (IOException e) {
            throw e.getCause() instanceof UnrecoverableKeyException
                    ? new SignException(
                            "the PIN of " + place
                                    + " is wrong. It stands in sign.password-file. Tokens lock themselves after a few tries.",
                            e)
                    : new SignException(place + " cannot be read: " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new SignException(
                    place + " cannot be opened: " + e.getMessage() + ". Maybe sign.token-slot is another.", e);
        }
    }

    private static Provider provider(Path library, int slot, String place) {
        var settings = "--name = EchtSign" + slot + "\nlibrary = \""
                + library.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"\nslotListIndex = " + slot + "\n";
        try {
            return Security.getProvider("SunPKCS11").configure(settings);
        } catch (ProviderException | InvalidParameterException e) {
            throw new SignException(
                    place + " cannot be used: " + rootOf(e).getMessage() + ". Maybe sign.token-slot is another.", e);
        }
    }

    private static Throwable rootOf(Throwable failure) {
        var cause = failure.getCause();
        return cause == null ? failure : rootOf(cause);
    }

    SigningKey key(String alias) {
        try {
            var names = names();
            var name = alias.isEmpty() && names.size() == 1 ? names.getFirst() : find(alias, names);
            // a token's keys have no password of their own
            if (!(store.getKey(name, provider == null ? password : null) instanceof PrivateKey key)) {
                throw new SignException("\"" + name + "\" in " + place + " is no private key");
            }
            if (!ALGORITHMS.contains(key.getAlgorithm())) {
                throw new SignException("the key \"" + name + "\" in " + place + " is for " + key.getAlgorithm()
                        + ". Signatures are made with RSA and EC (P-256); use one of those.");
            }
            return new SigningKey(key, chain(name), provider);
        } catch (GeneralSecurityException e) {
            throw new SignException("the key in " + place + " cannot be read: " + e.getMessage(), e);
        }
    }

    private List<X509Certificate> chain(String name) throws KeyStoreException {
        return Arrays.stream(store.getCertificateChain(name))
                .map(X509Certificate.class::cast)
                .toList();
    }

    private List<String> names() throws KeyStoreException {
        var names = new ArrayList<String>();
        for (var name : Collections.list(store.aliases())) {
            if (store.isKeyEntry(name) && store.getCertificateChain(name) != null) {
                names.add(name);
            }
        }
        Collections.sort(names);
        return names;
    }

    private String find(String alias, List<String> names) {
        for (var name : names) {
            // PKCS#12 files of the JDK keep names in small letters
            if (name.equalsIgnoreCase(alias)) {
                return name;
            }
        }
        var problem = alias.isEmpty()
                ? "sign.alias is needed: " + place + " has"
                : "no key \"" + alias + "\" in " + place + "; it has";
        throw new SignException(problem + (names.isEmpty() ? " no key with a certificate" : " " + names));
    }
}
